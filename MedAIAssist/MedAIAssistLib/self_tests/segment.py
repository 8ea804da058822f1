"""Voxel classification: strokes painted in the panel, shown live, applied to the whole volume."""

from __future__ import annotations

import tempfile
from typing import Any

import numpy as np
import slicer

from ..scene import bridge
from ..scene.models import models
from ..scene.show import nodes_of
from .application import applied, module_widget, pump, task_panel, until

CENTRE, RADIUS = (14, 18, 20), 9


def classifies_the_slices_while_strokes_are_painted() -> None:
    panel, volume = _chosen()
    panel.ui.liveBox.checked = True
    until(lambda: panel.ui.liveLabel.text)
    assert "painted" in panel.ui.liveLabel.text, "it was not said what is missing"
    _paint(panel, volume)
    until(lambda: len(_labels()) == 3)
    until(lambda: not panel.ui.liveLabel.text)
    for composite in nodes_of(slicer.mrmlScene, "vtkMRMLSliceCompositeNode"):
        shown = slicer.mrmlScene.GetNodeByID(composite.GetLabelVolumeID() or "")
        assert shown is not None, "a view shows no classes"
    views = module_widget().panel
    views.choose_task("preprocess")
    assert not _labels(), "the classes stay although the tab is left"


def a_stroke_renews_the_slices() -> None:
    panel, volume = _chosen()
    _paint(panel, volume)
    panel.ui.liveBox.checked = True
    until(lambda: len(_labels()) == 3)
    before = [slicer.util.arrayFromVolume(node).copy() for node in _labels()]
    _paint(panel, volume, swapped=True)

    def changed() -> bool:
        pairs = zip(before, _labels(), strict=True)
        return any((old != slicer.util.arrayFromVolume(node)).any() for old, node in pairs)

    until(changed)


def segments_the_whole_volume() -> None:
    panel, volume = _chosen()
    _paint(panel, volume)
    (found,) = _applied(panel)
    names = [found.GetSegmentation().GetNthSegment(n).GetName() for n in range(2)]
    assert names == ["Background", "Object"]
    inside = slicer.util.arrayFromSegmentBinaryLabelmap(found, "object", volume) > 0
    overlap = _overlap(inside, _ball())
    assert overlap > 0.9, f"the overlap with the ball is {overlap:.2f} only"


def a_saved_classifier_segments_another_volume() -> None:
    panel, volume = _chosen()
    _paint(panel, volume)
    with tempfile.TemporaryDirectory() as folder:
        panel.method.operation_id = "segment.voxels"
        panel.form.values = {"scales": 2}
        panel._values_changed()
        panel.method.operation_id = "segment.voxels_train"
        assert panel.form.values["scales"] == 2, "the settings are not those that were tried out"
        assert panel.ui.strokesSelector.visible
        panel.form.values = {"folder": folder, "name": "ball"}
        _applied(panel)
        (model,) = models(slicer.mrmlScene, "voxel classifier")
        assert model.GetName().startswith("ball")
        other = _volume("Other", seed=1)
        panel.method.operation_id = "segment.voxels_apply"
        panel.ui.volumeSelector.setCurrentNode(other)
        assert not panel.ui.strokesBox.visible
        assert panel.inputs.rows.nodes["model"] is model, "the newest classifier is not chosen"
        (found,) = _applied(panel)
        panel.inputs.rows.choose("model", None)
        assert not panel.ui.applyButton.enabled and "classifier" in panel.ui.reasonLabel.text
        panel.form.values = {"file": bridge.read(model).path}
        panel._values_changed()
        assert panel.ui.applyButton.enabled, panel.ui.reasonLabel.text
        (again,) = _applied(panel)
    for segmentation in (found, again):
        inside = slicer.util.arrayFromSegmentBinaryLabelmap(segmentation, "object", other) > 0
        assert _overlap(inside, _ball()) > 0.9


def _applied(panel: Any) -> list[Any]:
    """What Apply makes."""
    job = applied(panel)
    assert job.state.value == "done", job.message
    return list(module_widget().panel.results.of(job))


def paints_nothing_after_the_tab_is_left() -> None:
    panel, _volume = _chosen()
    editor = panel.editor.widget
    editor.setActiveEffectByName("Paint")
    assert editor.activeEffect() is not None
    module_widget().panel.choose_task("features")
    assert editor.activeEffect() is None
    task_panel("segment")
    assert editor.segmentationNode() is panel.strokes


def _chosen() -> tuple[Any, Any]:
    """The Segment panel with new strokes on a bright ball."""
    panel = task_panel("segment")
    volume = _volume("Ball")
    slicer.util.setSliceViewerLayers(background=volume, fit=True)
    slicer.app.layoutManager().setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.ui.strokesSelector.addNode("vtkMRMLSegmentationNode")
    pump(0.1)
    return panel, volume


def _volume(name: str, seed: int = 0) -> Any:
    noise = np.random.default_rng(seed).normal(0, 8, _ball().shape)
    volume = slicer.util.addVolumeFromArray((100 * _ball() + 20 + noise).astype(np.int16))
    volume.SetName(name)
    volume.SetSpacing(1.0, 1.0, 1.2)
    return volume


def _overlap(found: np.ndarray, truth: np.ndarray) -> float:
    """Dice coefficient."""
    return float(2 * np.count_nonzero(found & truth) / (found.sum() + truth.sum()))


def _ball() -> np.ndarray:
    k, j, i = np.ogrid[:28, :36, :40]
    squared = sum((x - c) ** 2 for x, c in zip((k, j, i), CENTRE, strict=True))
    return np.asarray(squared < RADIUS**2)


def _paint(panel: Any, volume: Any, swapped: bool = False) -> None:
    """A stroke of each segment in the middle slice."""
    k, j, i = CENTRE
    inner, outer = np.zeros(_ball().shape, np.uint8), np.zeros(_ball().shape, np.uint8)
    inner[k, j, i - 5 : i + 6] = 1
    outer[k, 3, 4:36] = outer[k - 8, 30, 4:36] = 1
    order = ("background", "object") if swapped else ("object", "background")
    for segment_id, stroke in zip(order, (inner, outer), strict=True):
        slicer.util.updateSegmentBinaryLabelmapFromArray(stroke, panel.strokes, segment_id, volume)


def _labels() -> list[Any]:
    """The planes of classes that are shown."""
    return list(nodes_of(slicer.mrmlScene, "vtkMRMLLabelMapVolumeNode"))


TESTS = (
    classifies_the_slices_while_strokes_are_painted,
    a_stroke_renews_the_slices,
    segments_the_whole_volume,
    a_saved_classifier_segments_another_volume,
    paints_nothing_after_the_tab_is_left,
)
