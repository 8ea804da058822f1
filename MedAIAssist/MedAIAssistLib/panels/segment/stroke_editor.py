"""Slicer's Segment Editor, reduced to painting strokes, inside the panel."""

from __future__ import annotations

from typing import Any

import slicer
from slicer.i18n import tr as _

_TAG = "MedAIAssistStrokes"
_EFFECTS = ("Paint", "Draw", "Erase")
_TABLE_HEIGHT = 150  # pixels; further classes are scrolled to


class StrokeEditor:
    """Paints the segments of one segmentation on one volume.

    Args:
        place: widget whose layout takes the editor.
        scene: the vtkMRMLScene.
    """

    def __init__(self, place: Any, scene: Any) -> None:
        self._place, self._scene = place, scene
        self._editor: Any | None = None  # made when it is first needed: its effects take a while

    @property
    def widget(self) -> Any:
        """The qMRMLSegmentEditorWidget."""
        if self._editor is None:
            self._editor = _painting_editor(self._scene)
            self._place.layout().addWidget(self._editor)
        return self._editor

    def show(self, strokes: Any, volume: Any | None) -> None:
        """Paint these strokes on this volume."""
        editor = self.widget
        self._place.visible = True
        if editor.mrmlSegmentEditorNode() is None:
            editor.setMRMLSegmentEditorNode(self._node())
            editor.setupViewObservations()
            editor.installKeyboardShortcuts()
        if editor.segmentationNode() is not strokes:
            editor.setSegmentationNode(strokes)
        if editor.sourceVolumeNode() is not volume:
            editor.setSourceVolumeNode(volume)

    def rest(self) -> None:
        """Let go of the views and the scene: another module may paint now."""
        self._place.visible = False
        if self._editor is None or self._editor.mrmlSegmentEditorNode() is None:
            return
        self._editor.setActiveEffect(None)
        self._editor.uninstallKeyboardShortcuts()
        self._editor.removeViewObservations()
        self._editor.setMRMLSegmentEditorNode(None)

    def _node(self) -> Any:
        kind = "vtkMRMLSegmentEditorNode"
        node = self._scene.GetSingletonNode(_TAG, kind)
        if node is None:
            node = slicer.vtkMRMLSegmentEditorNode()
            node.SetSingletonTag(_TAG)
            node.SetSaveWithScene(False)
            node = self._scene.AddNode(node)
        return node


def _painting_editor(scene: Any) -> Any:
    editor = slicer.qMRMLSegmentEditorWidget()
    editor.setEffectNameOrder(_EFFECTS)
    editor.unorderedEffectsVisible = False
    editor.segmentationNodeSelectorVisible = False
    editor.sourceVolumeNodeSelectorVisible = False
    editor.switchToSegmentationsButtonVisible = False
    editor.show3DButtonVisible = False  # strokes are nothing to look at in 3D
    editor.maskingSectionVisible = False
    slicer.util.findChild(editor, "SegmentsTableResizableFrame").maximumHeight = _TABLE_HEIGHT
    editor.setMaximumNumberOfUndoStates(10)
    editor.effectColumnCount = 1
    editor.setMRMLScene(scene)
    for name in ("Paint", "Erase"):
        _narrow(editor.effectByName(name).optionsFrame())
    return editor


def _narrow(options: Any) -> None:
    """What strokes do not need would make the panel wider than its other tasks."""
    *others, _sphere = slicer.util.findChildren(options, className="QCheckBox")
    for box in others:
        box.visible = False


def prepare_strokes(strokes: Any, volume: Any | None) -> None:
    """Give new strokes the voxels of the volume and two segments to begin with."""
    strokes.CreateDefaultDisplayNodes()
    if volume is not None:
        strokes.SetReferenceImageGeometryParameterFromVolumeNode(volume)
    segmentation = strokes.GetSegmentation()
    if segmentation.GetNumberOfSegments() == 0:
        segmentation.AddEmptySegment("background", _("Background"), (0.35, 0.55, 0.9))
        segmentation.AddEmptySegment("object", _("Object"), (0.95, 0.75, 0.2))
