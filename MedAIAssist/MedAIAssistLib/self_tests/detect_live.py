"""A detector of pictures on each slice that is shown."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import slicer

from ..panels.detect.detector_texts import TRAIN
from ..session.live_boxes import DETECT as APPLY
from .application import module_widget, pump, until
from .detect_scenes import balls, chosen, taught, trained


def looks_at_each_slice_that_is_shown() -> None:
    panel = chosen()
    with tempfile.TemporaryDirectory() as folder:
        _trained(panel, Path(folder))
        volume = balls(9)
        slicer.util.setSliceViewerLayers(background=volume, fit=True)
        panel.ui.volumeSelector.setCurrentNode(volume)
        panel.form.values = {"score": 0.0, "most": 5, "device": "cpu"}
        pump(0.2)
        live = panel.live.live
        assert panel.ui.liveBox.enabled, panel.ui.liveBox.toolTip
        mine = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Mine")
        selection = slicer.app.applicationLogic().GetSelectionNode()
        assert selection.GetActivePlaceNodeID() == mine.GetID()
        before = slicer.mrmlScene.GetNumberOfNodes()
        panel.ui.liveBox.checked = True
        until(lambda: live.count, 100)
        assert live.overlay.texts and live.overlay.texts[0].startswith("ball")
        assert selection.GetActivePlaceNodeID() == mine.GetID(), "clicks would go to the texts"
        middle = _middle(live)
        view = slicer.app.layoutManager().sliceWidget("Red").sliceLogic()
        view.SetSliceOffset(view.GetSliceOffset() + 6.0)
        until(lambda: abs(_middle(live) - middle) > 4)
        until(lambda: "after their frame" in panel.ui.liveLabel.text)
        _goes_with_what_is_shown(panel, volume)
        module_widget().panel.choose_task("preprocess")
        pump(0.2)
        assert not live.overlay.outlines, "the boxes stay although the tab is left"
        assert slicer.mrmlScene.GetNumberOfNodes() == before


def _goes_with_what_is_shown(panel: Any, volume: Any) -> None:
    """Another volume in the views, another layout, another method."""
    live, layout = panel.live.live, slicer.app.layoutManager()
    other = balls(3)
    slicer.util.setSliceViewerLayers(background=other)
    until(lambda: "No slice view shows" in panel.ui.liveLabel.text)
    slicer.util.setSliceViewerLayers(background=volume)
    until(lambda: "after their frame" in panel.ui.liveLabel.text)
    slicer.mrmlScene.RemoveNode(other)
    was = layout.layout
    layout.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutOneUp3DView)
    until(lambda: "No slice view shows" in panel.ui.liveLabel.text)
    layout.setLayout(was)
    until(lambda: "after their frame" in panel.ui.liveLabel.text)
    panel.method.operation_id = "detect.apply_detector_to_frames"
    pump(0.2)
    assert not panel.live.on and not live.overlay.outlines
    panel.method.operation_id = APPLY
    panel.ui.volumeSelector.setCurrentNode(volume)
    pump(0.2)
    panel.ui.liveBox.checked = True
    until(lambda: live.overlay.outlines)


def says_what_live_use_lacks() -> None:
    panel = chosen()
    panel.method.operation_id = APPLY
    assert not panel.ui.liveBox.enabled
    assert "Choose a detector" in panel.ui.liveBox.toolTip
    panel.method.operation_id = "detect.blobs"
    assert not panel.ui.liveBox.visible


def _trained(panel: Any, folder: Path) -> None:
    """A detector of pictures is chosen to be applied; one epoch is enough for any boxes."""
    taught(panel, folder, 4, flat=True)
    panel.method.operation_id = TRAIN
    panel.form.values = {
        "detector": "centers", "epochs": 1, "width": 8, "folder": str(folder), "device": "cpu",
        "name": "trial", "validation": 30.0, "resume_folder": str(folder / "kept"),
    }  # fmt: skip
    trained(panel)
    panel.method.operation_id = APPLY


def _middle(live: Any) -> float:
    """Where the boxes lie along S."""
    bounds = [0.0] * 6
    next(iter(live.overlay.outlines.values())).GetRASBounds(bounds)
    return (bounds[4] + bounds[5]) / 2


TESTS = (looks_at_each_slice_that_is_shown, says_what_live_use_lacks)
