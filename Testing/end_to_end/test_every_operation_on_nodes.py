"""Every preprocessing operation from node to node, through a real engine."""

from __future__ import annotations

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")

from medaiassist_engine.contract.catalog import operations  # noqa: E402
from medaiassist_engine.contract.payloads import Volume, matrix  # noqa: E402
from MedAIAssistLib.scene import volumes  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402

LISTED = [o for o in operations().values() if o.task == "preprocess" and "pipeline" not in o.id]
GRID = matrix([[0.8, 0, 0, -8], [0, -0.8, 0, 9], [0, 0, 1.5, 3], [0, 0, 0, 1]])


@pytest.fixture
def head(work):
    array = np.random.default_rng(0).normal(200, 30, (12, 20, 24))
    array[3:9, 5:15, 6:18] += 400
    payload = Volume(array.astype(np.int16), GRID, "Head")
    return work.scene.GetNodeByID(finish(volumes.write(work.scene, payload)))


@pytest.fixture
def box(work):
    roi = work.scene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "Box")
    roi.SetCenter(0, 2, 11)
    roi.SetSize(10, 8, 9)
    return roi


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry.id)
def test_it_runs_on_a_node_and_within_a_roi(entry, work, head, box):
    inputs = {"volume": head}
    results = work.run(entry.id, inputs, timeout_s=120)
    if "region" in {slot.name for slot in entry.inputs}:
        results |= work.run(entry.id, {**inputs, "region": box}, timeout_s=120)
    assert results and all(node.GetScene() is work.scene for node in results.values())
