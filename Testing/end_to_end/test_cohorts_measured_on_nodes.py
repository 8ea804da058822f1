"""A cohort measured through a real engine: cases of files and of the scene, in one table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core has wheels for CPython 3.11 to 3.13")

from medaiassist_engine.contract.cohorts import cells  # noqa: E402
from medaiassist_engine.contract.measuring import MEASURE, STAGE  # noqa: E402
from medaiassist_engine.contract.payloads import Column, Table, Volume, matrix  # noqa: E402
from medaiassist_engine.files.volumes import write_volume  # noqa: E402
from MedAIAssistLib.scene import tables, volumes  # noqa: E402
from MedAIAssistLib.scene.extraction import extraction_of  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.session.jobs import State  # noqa: E402
from MedAIAssistLib.session.scene_requests import NodeInput, scene_request  # noqa: E402

GRID = matrix([[-0.7, 0, 0, 10], [0, -1.3, 0, 20], [0, 0, 2.0, 30], [0, 0, 0, 1]])
STAGE_NAME = "0123456789abcdef" * 2
RECIPE = {"operation": "features.lbp", "parameters": json.dumps({"radius": 1.5})}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("MEDAIASSIST_MEASURED", str(folder))
    return folder


@pytest.fixture
def image() -> Volume:
    array = np.random.default_rng(0).integers(0, 500, (6, 20, 16)).astype(np.int16)
    return Volume(array, GRID)


def cohort(work: Any, **columns: Any) -> Any:
    listed = [
        Column(name, None, cell) if isinstance(cell, tuple) else Column(name, cell)
        for name, cell in columns.items()
    ]
    node_id = finish(tables.write(work.scene, Table(tuple(listed), "Cohort")))
    return work.scene.GetNodeByID(node_id)


def test_a_volume_of_the_scene_is_measured_as_its_file_is(
    work: Any, tmp_path: Path, cache: Path, image: Volume
) -> None:
    write_volume(tmp_path / "a.nrrd", image)
    node = work.scene.GetNodeByID(finish(volumes.write(work.scene, image)))
    texts = {"image": (str(tmp_path / "a.nrrd"), f"node:{node.GetID()}"), "label": ("ill", "well")}
    table = cohort(work, case=("A", "B"), **texts, age=np.array([50.0, 61.0]))
    staged = {"case": "B", "stage": STAGE_NAME}
    before = work.scene.GetNumberOfNodes()
    request = scene_request(work.scene, STAGE, staged, {"volume": NodeInput(node)})
    job = work.session.wait(work.session.submit(request), 120)
    assert job.state is State.DONE, job.message
    assert work.scene.GetNumberOfNodes() == before and not work.undo.title

    made = work.run(MEASURE, {"table": table}, timeout_s=120, stage=STAGE_NAME, **RECIPE)
    assert set(made) == {"features"}
    features = tables.read(made["features"])
    assert [c.name for c in features.columns[:4]] == ["case", "label", "age", "segment"]
    for column in features.columns:
        if column.name.startswith("lbp_"):
            assert column.values[0] == column.values[1]
    assert not list((cache / "stages").iterdir())


def test_the_features_tell_how_a_new_patient_is_measured(
    work: Any, tmp_path: Path, image: Volume
) -> None:
    write_volume(tmp_path / "a.nrrd", image)
    texts = {"image": (str(tmp_path / "a.nrrd"),), "label": ("ill",)}
    table = cohort(work, case=("A",), **texts, age=np.array([50.0]))
    features = work.run(MEASURE, {"table": table}, timeout_s=120, **RECIPE)["features"]
    found = extraction_of(features)
    assert found is not None
    assert (found.operation, found.parameters) == ("features.lbp", {"radius": 1.5})
    assert found.columns == ("label", "age")
    work.scene.RemoveNode(table)
    assert extraction_of(features).columns == ("label",)


def test_cases_that_fail_come_with_their_reasons_and_can_be_undone(work: Any) -> None:
    table = cohort(work, case=("A", "B"), image=("gone.nrrd", "node:vtkMRMLScalarVolumeNode99"))
    made = work.run(MEASURE, {"table": table}, timeout_s=120, **RECIPE)
    assert set(made) == {"failures"}
    first, second = cells(tables.read(made["failures"]), "reason")
    assert "does not exist; correct the path" in first
    assert "was not found in an open scene" in second
    work.undo.undo()
    assert made["failures"].GetScene() is None
