"""The Detect tab: boxes are found, gone through, corrected, learned from and compared."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from typing import Any

import numpy as np
import qt
import slicer

from medaiassist_engine.contract.payloads import Boxes

from ..panels.detect.detector_texts import TRAIN
from ..scene import box_tables, boxes, tables
from ..scene.box_facts import ACCEPTED, FALSE_ALARM, HIT, MISS, REJECTED, label_of, status_of
from ..scene.steps import finish
from .application import ended, module_widget, pump, task_panel, until

ROI = "vtkMRMLMarkupsROINode"
PLACES = ((10, 12, 14), (14, 30, 34), (24, 14, 40), (26, 36, 12))
"""Centres of the balls in the volume, k, j, i."""


def finds_balls_and_goes_through_them() -> None:
    panel = _searched()
    review = panel.review
    assert len(review.reviewing.boxes) >= len(PLACES), panel.ui.boxCountsLabel.text
    scores = [box.score for box in review.view.model.boxes]
    assert scores == sorted(scores, reverse=True), "the best is not the first"
    red = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
    for line in range(2):
        review.view.select(review.view.model.boxes[line].node_id)
        slicer.app.processEvents()
        place = review.view.model.boxes[line].centre
        assert abs(red.GetSliceToRAS().GetElement(2, 3) - place[2]) < 1e-6, "the slices stay"
    handles = [d for d in _displays() if d.GetHandlesInteractive() and d.GetVisibility()]
    assert len(handles) == 1, "one box can be dragged, the current one"
    icon = review.view.model.data(review.view.model.index(0, 0), qt.Qt.DecorationRole)
    assert icon.width() == 40, "there is no picture"


def judges_with_keys_and_takes_it_back() -> None:
    panel = _searched()
    review = panel.review
    first, second = (box.node_id for box in review.view.model.boxes[:2])
    review.view.select(first)
    review.view.pressed("A")
    assert review.view.current == second, "the next box does not come up"
    review.view.pressed("R")
    statuses = [status_of(slicer.mrmlScene.GetNodeByID(i)) for i in (first, second)]
    assert statuses == [ACCEPTED, REJECTED]
    panel.ui.hideRejectedBox.checked = True
    assert second not in {box.node_id for box in review.view.model.boxes}
    panel.ui.hideRejectedBox.checked = False
    review.view.select(first)
    panel.ui.classBox.setEditText("cyst")
    panel.review.classes._confirmed()
    assert label_of(slicer.mrmlScene.GetNodeByID(first)) == "cyst"
    assert "cyst: 1 (1 accepted)" in panel.ui.boxCountsLabel.text
    for _n in range(3):
        _press(panel.ui.undoBoxButton)
    assert "accepted" not in panel.ui.boxCountsLabel.text
    _press(panel.ui.redoBoxButton)
    _press(panel.ui.keepButton)
    assert [box.node_id for box in review.view.model.boxes] == [first]
    _press(panel.ui.undoBoxButton)
    until(lambda: len(review.view.model.boxes) >= len(PLACES))


def narrows_the_list_and_the_views_by_score() -> None:
    panel, ids = _many(40)
    review = panel.review
    panel.ui.scoreSlider.value = 0.5
    listed = review.view.model.boxes
    assert 0 < len(listed) < 40 and all(box.score >= 0.5 for box in listed)
    outlines = next(
        node for node in slicer.util.getNodesByClass("vtkMRMLModelNode")
        if node.GetAttribute("MedAIAssist.BoxOutlines")
    )  # fmt: skip
    assert outlines.GetPolyData().GetNumberOfPoints() == 8 * len(listed)
    panel.ui.scoreSlider.value = 0
    assert outlines.GetPolyData().GetNumberOfPoints() == 8 * 40
    assert not any(slicer.mrmlScene.GetNodeByID(i).GetDisplayNode() for i in ids)


def corrects_a_box_by_its_handles() -> None:
    panel, ids = _many(40)
    review = panel.review
    review.view.select(ids[3])
    slicer.app.processEvents()
    node = slicer.mrmlScene.GetNodeByID(ids[3])
    before = boxes.read(node)
    proxy = next(
        n for n in slicer.util.getNodesByClass(ROI) if n.GetHideFromEditors()
    )  # fmt: skip
    proxy.InvokeEvent(proxy.PointStartInteractionEvent)
    proxy.SetSize(11, 12, 13)
    proxy.InvokeEvent(proxy.PointEndInteractionEvent)
    until(lambda: "11.0×12.0×13.0" in _texts(review, ids[3]), 10)
    _press(panel.ui.undoBoxButton)
    np.testing.assert_allclose(boxes.read(node).sizes, before.sizes, atol=1e-6)
    np.testing.assert_allclose(boxes.read(node).centres, before.centres, atol=1e-6)


def compares_with_the_truth() -> None:
    panel = _searched()
    truth = _land(_truth(panel.inputs.volume, PLACES[:3]), panel.inputs.volume)
    panel.review.choose(_found_node(panel))
    panel.comparing.truth.refresh()
    panel.comparing.truth.setCurrentNode(truth[0])
    panel.comparing.form.values = {"overlap": 0.1, "classes": False}
    assert panel.ui.compareNowButton.enabled, panel.ui.compareNowButton.toolTip
    panel.comparing.compare()
    until(lambda: panel.comparing.job is not None)
    assert ended(panel.comparing.job).state.value == "done", panel.comparing.job.message
    matches = [box.match for box in panel.review.reviewing.boxes]
    assert matches.count(HIT) == 3 and FALSE_ALARM in matches and MISS not in matches
    assert "Hits: 3, misses: 0" in panel.ui.compareLabel.text
    assert panel.review.view.model.columnCount() == 5
    panel.ui.compareEndButton.click()
    assert panel.review.view.model.columnCount() == 4


def comes_back_with_the_scene() -> None:
    panel, ids = _many(40)
    rejected = slicer.mrmlScene.GetNodeByID(ids[0]).GetName()
    panel.ui.scoreSlider.value = 0
    panel.review.view.select(ids[0])
    panel.review.judge(REJECTED)
    panel.ui.scoreSlider.value = 0.3
    listed = [box.name for box in panel.review.view.model.boxes]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "scene.mrb")
        assert slicer.util.saveScene(path)
        slicer.mrmlScene.Clear()
        until(lambda: not task_panel("detect").review.view.model.boxes)
        assert slicer.util.loadScene(path)
    panel = task_panel("detect")
    until(lambda: len(panel.review.view.model.boxes) == len(listed))
    assert [box.name for box in panel.review.view.model.boxes] == listed
    known = {box.name: box.status for box in panel.review.reviewing.boxes}
    assert [name for name, status in known.items() if status == REJECTED] == [rejected]
    assert panel.ui.scoreSlider.value == 0.3


def nothing_of_a_closed_scene_stays_in_the_list() -> None:
    panel = _chosen()
    panel.ui.applyButton.click()
    job = module_widget().panel.results.latest
    until(lambda: job.in_engine or job.ended)
    slicer.mrmlScene.Clear()
    ended(job)
    pump(0.3)
    assert not slicer.util.getNodesByClass(ROI)
    assert not panel.review.view.model.boxes


def accepted_boxes_become_rows_of_a_cohort() -> None:
    panel = _chosen()
    with tempfile.TemporaryDirectory() as folder:
        cohort = _taught(panel, Path(folder), 1)
        table = cohort.GetNodeReference(box_tables.ROLE)
        assert box_tables.totals(tables.read(table)) == (1, 4)
        panel.method.operation_id = TRAIN
        assert panel.inputs.rows.nodes["table"] is cohort
        assert panel.inputs.rows.nodes["boxes"] is table
        files = [path.name for path in Path(folder).iterdir()]
        assert files == ["Balls 0.nrrd"]
    _press(panel.ui.undoBoxButton)
    assert not slicer.util.getNodesByClass("vtkMRMLTableNode")


def learns_from_drawn_boxes_and_finds_the_next() -> None:
    panel = _chosen()
    with tempfile.TemporaryDirectory() as folder:
        _taught(panel, Path(folder), 4)
        panel.method.operation_id = TRAIN
        panel.form.values = {
            "detector": "retinanet", "epochs": 1, "width": 8, "spacing": [1.5, 1.5, 1.5],
            "patch": 32, "batch": 2, "patches": 1, "folder": folder, "device": "cpu",
            "name": "trial", "validation": 30.0, "resume_folder": str(Path(folder) / "kept"),
        }  # fmt: skip
        panel._values_changed()
        assert panel.ui.applyButton.enabled, panel.ui.reasonLabel.text
        panel.ui.applyButton.click()
        job = module_widget().panel.results.latest
        until(lambda: job.ended, 600)
        _skip_without_torch(job.message)
        assert job.state.value == "done", job.message
        pump(0.2)
        assert "Finds: ball" in panel.detectors.models.told.text
        panel.method.operation_id = "detect.apply_detector"
        assert panel.inputs.rows.nodes["model"] is panel.detectors.models.node
        panel.ui.volumeSelector.setCurrentNode(_volume(9))
        panel.form.values = {"score": 0.0, "most": 20}
        panel.ui.applyButton.click()
        job = module_widget().panel.results.latest
        until(lambda: job.ended, 300)
        assert job.state.value == "done", job.message
        pump(0.2)
        assert panel.review.reviewing.boxes, "one epoch finds little, but not nothing"
        assert {box.label for box in panel.review.reviewing.boxes} == {"ball"}


def _chosen() -> Any:
    """The Detect tab with balls to be found."""
    panel = task_panel("detect")
    volume = _volume(0)
    slicer.util.setSliceViewerLayers(background=volume, fit=True)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.method.operation_id = "detect.blobs"
    panel.form.values = {"smallest": 4.0, "largest": 20.0}
    panel._values_changed()
    return panel


def _searched() -> Any:
    """The Detect tab with what was found under review."""
    panel = _chosen()
    assert panel.ui.applyButton.enabled, panel.ui.reasonLabel.text
    panel.ui.applyButton.click()
    job = ended(module_widget().panel.results.latest)
    assert job.state.value == "done", job.message
    until(lambda: panel.review.view.model.boxes, 10)
    return panel


def _many(count: int) -> tuple[Any, list[str]]:
    """The Detect tab with many boxes under review, and their ids."""
    panel = _chosen()
    random = np.random.default_rng(0)
    found = Boxes(
        random.uniform(0, 40, (count, 3)), random.uniform(3, 9, (count, 3)),
        np.tile(np.eye(3), (count, 1, 1)), tuple(("ball", "ring")[n % 2] for n in range(count)),
        np.linspace(0.02, 0.98, count), "Many",
    )  # fmt: skip
    nodes = _land(found, panel.inputs.volume)
    pump(0.1)
    panel.review.choose(nodes[0])
    pump(0.1)
    return panel, [node.GetID() for node in nodes]


def _land(payload: Boxes, volume: Any) -> list[Any]:
    ids = finish(boxes.write(slicer.mrmlScene, payload, beside=volume.GetID()))
    return [slicer.mrmlScene.GetNodeByID(i) for i in ids]


def _taught(panel: Any, folder: Path, images: int) -> Any:
    """The cohort after boxes of some images have been added to it."""
    panel.teaching.folder = str(folder)
    for number in range(images):
        volume = panel.inputs.volume if number == 0 else _volume(number)
        panel.ui.volumeSelector.setCurrentNode(volume)
        nodes = _land(_truth(volume, PLACES), volume)
        pump(0.1)
        panel.review.choose(nodes[0])
        pump(0.1)
        panel.ui.boxView.selectAll()
        panel.review.judge(ACCEPTED)
        assert panel.ui.teachNowButton.enabled, panel.ui.teachNowButton.toolTip
        panel.ui.teachNowButton.click()
        until(lambda: not panel.teaching._steps.busy)
    assert panel.teaching.cohort is not None
    return panel.teaching.cohort


def _volume(seed: int) -> Any:
    """Bright balls in noise."""
    k, j, i = np.indices((36, 48, 52)).astype(np.float32)
    array = np.random.default_rng(seed).normal(100, 5, k.shape)
    for ck, cj, ci in PLACES:
        distance = (i - ci) ** 2 + (j - cj) ** 2 + (1.5 * (k - ck)) ** 2
        array += 200 * np.exp(-distance / (2 * 2.5**2))
    node = slicer.util.addVolumeFromArray(array.astype(np.int16), name=f"Balls {seed}")
    node.SetSpacing(1.0, 1.0, 1.5)
    return node


def _truth(volume: Any, places: Any) -> Boxes:
    from ..scene.volumes import index_to_world

    frame = index_to_world(volume)
    spacing = np.linalg.norm(frame[:3, :3], axis=0)
    centres = np.array([(i, j, k) for k, j, i in places]) @ frame[:3, :3].T + frame[:3, 3]
    count = len(places)
    return Boxes(
        centres, np.tile([9 * spacing[0]] * 3, (count, 1)), np.tile(np.eye(3), (count, 1, 1)),
        ("ball",) * count, None, "Truth",
    )  # fmt: skip


def _found_node(panel: Any) -> Any:
    groups = slicer.util.getNodesByClass(ROI)
    return next(node for node in groups if "blob" in label_of(node))


def _texts(review: Any, node_id: str) -> str:
    model = review.view.model
    line = next(n for n, box in enumerate(model.boxes) if box.node_id == node_id)
    return " ".join(
        str(model.data(model.index(line, c), qt.Qt.DisplayRole)) for c in range(model.columnCount())
    )


def _displays() -> list[Any]:
    return list(slicer.util.getNodesByClass("vtkMRMLMarkupsROIDisplayNode"))


def _press(button: Any) -> None:
    assert button.enabled, button.toolTip
    button.click()
    slicer.app.processEvents()


def _skip_without_torch(message: str) -> None:
    if "repair the engine environment" in message:
        raise unittest.SkipTest(message)


TESTS = (
    finds_balls_and_goes_through_them,
    judges_with_keys_and_takes_it_back,
    narrows_the_list_and_the_views_by_score,
    corrects_a_box_by_its_handles,
    compares_with_the_truth,
    comes_back_with_the_scene,
    nothing_of_a_closed_scene_stays_in_the_list,
    accepted_boxes_become_rows_of_a_cohort,
    learns_from_drawn_boxes_and_finds_the_next,
)
