"""The Detect tab: boxes are found, gone through, corrected, learned from and compared."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import qt
import slicer
import vtk

from ..scene import boxes
from ..scene.box_facts import ACCEPTED, FALSE_ALARM, HIT, MISS, REJECTED, label_of, status_of
from ..scene.box_grid import axes_of
from .application import ended, module_widget, pump, task_panel, until
from .detect_scenes import PLACES, ROI, chosen, land, many, searched, truth


def finds_balls_and_goes_through_them() -> None:
    panel = searched()
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
    assert icon.width() == 36, "there is no picture"


def judges_with_keys_and_takes_it_back() -> None:
    panel = searched()
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
    panel, ids = many(40)
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
    panel, ids = many(40)
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
    until(lambda: "11×12×13" in _texts(review, ids[3]), 10)
    _press(panel.ui.undoBoxButton)
    np.testing.assert_allclose(boxes.read(node).sizes, before.sizes, atol=1e-6)
    np.testing.assert_allclose(boxes.read(node).centres, before.centres, atol=1e-6)


def draws_boxes_along_the_voxels() -> None:
    panel = chosen()
    volume = panel.inputs.volume
    turned = vtk.vtkTransform()
    turned.RotateWXYZ(30, 0, 0, 1)
    turned.Scale(1, 1, 1.5)
    volume.SetIJKToRASMatrix(turned.GetMatrix())
    panel.ui.classBox.setEditText("lesion")
    _draw(panel, (10, 20, 15), (18, 26, 21))
    (box,) = panel.review.reviewing.boxes
    assert (box.label, box.status) == ("lesion", ACCEPTED)
    node = panel.review.reviewing.node(box.node_id)
    axes = boxes.read(node).axes[0]
    np.testing.assert_allclose(np.abs(axes @ axes_of(volume).T), np.eye(3), atol=1e-6)
    _draw(panel, (30, 20, 15), (38, 26, 21))
    assert len(panel.review.reviewing.boxes) == 2, "the second box is in another group"
    _press(panel.ui.undoBoxButton)
    until(lambda: len(panel.review.reviewing.boxes) == 1, 10)
    panel.ui.drawButton.checked = True
    slicer.app.processEvents()
    panel.ui.drawButton.checked = False
    shown = [n for n in slicer.util.getNodesByClass(ROI) if not n.GetHideFromEditors()]
    assert len(shown) == 1, "a box without a place stays behind"


def _draw(panel: Any, first: Any, second: Any) -> None:
    """Press the button and place two corners, as clicks in a slice view do."""
    panel.ui.drawButton.checked = True
    slicer.app.processEvents()
    node = panel.review.drawing._drawing._node.Get()
    for corner in (first, second):
        node.AddControlPointWorld(*corner)
    interaction = slicer.app.applicationLogic().GetInteractionNode()
    interaction.SwitchToViewTransformMode()
    until(lambda: not panel.ui.drawButton.checked, 10)


def compares_with_the_truth() -> None:
    panel = searched()
    annotated = land(truth(panel.inputs.volume, PLACES[:3]), panel.inputs.volume)
    panel.review.choose(_found_node(panel))
    panel.comparing.truth.refresh()
    panel.comparing.truth.setCurrentNode(annotated[0])
    panel.comparing.form.values = {"overlap": 0.1, "classes": False}
    assert panel.ui.compareNowButton.enabled, panel.ui.compareNowButton.toolTip
    panel.comparing.compare()
    until(lambda: panel.comparing.job is not None)
    assert ended(panel.comparing.job).state.value == "done", panel.comparing.job.message
    matches = [box.match for box in panel.review.reviewing.boxes]
    assert matches.count(HIT) == 3 and FALSE_ALARM in matches and MISS not in matches
    assert "Hits: 3, misses: 0" in panel.ui.compareLabel.text
    assert "hit" in _texts(panel.review, panel.review.view.current)
    panel.ui.compareEndButton.click()
    assert "hit" not in _texts(panel.review, panel.review.view.current)


def comes_back_with_the_scene() -> None:
    panel, ids = many(40)
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
    panel = chosen()
    panel.ui.applyButton.click()
    job = module_widget().panel.results.latest
    until(lambda: job.in_engine or job.ended)
    slicer.mrmlScene.Clear()
    ended(job)
    pump(0.3)
    assert not slicer.util.getNodesByClass(ROI)
    assert not panel.review.view.model.boxes


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


TESTS = (
    finds_balls_and_goes_through_them,
    judges_with_keys_and_takes_it_back,
    narrows_the_list_and_the_views_by_score,
    corrects_a_box_by_its_handles,
    draws_boxes_along_the_voxels,
    compares_with_the_truth,
    comes_back_with_the_scene,
    nothing_of_a_closed_scene_stays_in_the_list,
)
