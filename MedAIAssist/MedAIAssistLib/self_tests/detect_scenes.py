"""Volumes with balls, and boxes, for the self-tests of the Detect tab."""

from __future__ import annotations

import unittest
from pathlib import Path
from typing import Any

import numpy as np
import slicer

from medaiassist_engine.contract.payloads import Boxes

from ..scene import boxes
from ..scene.box_facts import ACCEPTED
from ..scene.steps import finish
from ..scene.volumes import index_to_world
from .application import ended, module_widget, pump, task_panel, until

ROI = "vtkMRMLMarkupsROINode"
PLACES = ((10, 12, 14), (14, 30, 34), (24, 14, 40), (26, 36, 12))
"""Centres of the balls in the volume, k, j, i."""


def chosen() -> Any:
    """The Detect tab with balls to be found."""
    panel = task_panel("detect")
    volume = balls(0)
    slicer.util.setSliceViewerLayers(background=volume, fit=True)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.method.operation_id = "detect.blobs"
    panel.form.values = {"smallest": 4.0, "largest": 20.0}
    panel._values_changed()
    return panel


def searched() -> Any:
    """The Detect tab with what was found under review."""
    panel = chosen()
    assert panel.ui.applyButton.enabled, panel.ui.reasonLabel.text
    panel.ui.applyButton.click()
    job = ended(module_widget().panel.results.latest)
    assert job.state.value == "done", job.message
    until(lambda: panel.review.view.model.boxes, 10)
    return panel


def many(count: int) -> tuple[Any, list[str]]:
    """The Detect tab with many boxes under review, and their ids."""
    panel = chosen()
    random = np.random.default_rng(0)
    found = Boxes(
        random.uniform(0, 40, (count, 3)), random.uniform(3, 9, (count, 3)),
        np.tile(np.eye(3), (count, 1, 1)), tuple(("ball", "ring")[n % 2] for n in range(count)),
        np.linspace(0.02, 0.98, count), "Many",
    )  # fmt: skip
    nodes = land(found, panel.inputs.volume)
    _review(panel, nodes[0])
    return panel, [node.GetID() for node in nodes]


def land(payload: Boxes, volume: Any) -> list[Any]:
    """Boxes as nodes of the scene."""
    ids = finish(boxes.write(slicer.mrmlScene, payload, beside=volume.GetID()))
    return [slicer.mrmlScene.GetNodeByID(i) for i in ids]


def taught(panel: Any, folder: Path, images: int, flat: bool = False) -> Any:
    """The cohort after the balls of some images have been added to it.

    Args:
        flat: of single slices.
    """
    panel.teaching.folder = str(folder)
    for number in range(images):
        volume = panel.inputs.volume if number == 0 and not flat else balls(number, flat)
        panel.ui.volumeSelector.setCurrentNode(volume)
        places = [(0, *PLACES[0][1:])] if flat else PLACES
        _review(panel, land(truth(volume, places), volume)[0])
        panel.ui.boxView.selectAll()
        panel.review.judge(ACCEPTED)
        assert panel.ui.teachNowButton.enabled, panel.ui.teachNowButton.toolTip
        panel.ui.teachNowButton.click()
        until(lambda: not panel.teaching._steps.busy)
    assert panel.teaching.cohort is not None
    return panel.teaching.cohort


def trained(panel: Any) -> None:
    """Train with the values of the form, to the end.

    Raises:
        SkipTest: the engine has no libraries to train with.
    """
    panel._values_changed()
    assert panel.ui.applyButton.enabled, panel.ui.reasonLabel.text
    panel.ui.applyButton.click()
    job = module_widget().panel.results.latest
    until(lambda: job.ended, 600)
    if "repair the engine environment" in job.message:
        raise unittest.SkipTest(job.message)
    assert job.state.value == "done", job.message
    pump(0.2)


def balls(seed: int, flat: bool = False) -> Any:
    """A volume with bright balls in noise, or the slice through the first of them."""
    k, j, i = np.indices((36, 48, 52)).astype(np.float32)
    array = np.random.default_rng(seed).normal(100, 5, k.shape)
    for ck, cj, ci in PLACES:
        distance = (i - ci) ** 2 + (j - cj) ** 2 + (1.5 * (k - ck)) ** 2
        array += 200 * np.exp(-distance / (2 * 2.5**2))
    array = array[PLACES[0][0] :][:1] if flat else array
    node = slicer.util.addVolumeFromArray(array.astype(np.int16), name=f"Balls {seed}")
    node.SetSpacing(1.0, 1.0, 1.5)
    return node


def truth(volume: Any, places: Any) -> Boxes:
    """The boxes of balls."""
    frame = index_to_world(volume)
    centres = np.array([(i, j, k) for k, j, i in places]) @ frame[:3, :3].T + frame[:3, 3]
    count = len(places)
    return Boxes(
        centres, np.full((count, 3), 9.0), np.tile(np.eye(3), (count, 1, 1)), ("ball",) * count,
        None, "Truth",
    )  # fmt: skip


def _review(panel: Any, node: Any) -> None:
    pump(0.1)
    panel.review.choose(node)
    pump(0.1)
