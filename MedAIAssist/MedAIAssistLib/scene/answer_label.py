"""The answer of a prediction, written into the slice views where the segment or volume lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

ATTRIBUTE = "MedAIAssist.AnswerLabel"

_TEXT_SCALE = 3.5  # percent of the view's height
_GLYPH_SCALE = 0.6  # a dot that hides next to nothing


def write_label(scene: Any, old: Any | None, text: str, position: Sequence[float]) -> Any:
    """Put a text at a place; it shows in every slice, and in front of no other label.

    Args:
        old: the node of an earlier label, which is moved and gets the new text; or None.
        position: world RAS in mm.

    Returns:
        The node, a locked point list.
    """
    return write_labels(scene, old, [(text, position)])


def write_labels(scene: Any, old: Any | None, labels: Sequence[tuple[str, Sequence[float]]]) -> Any:
    """Put several texts at their places; arguments and result as `write_label`."""
    node = old if old is not None and old.GetScene() is scene else None
    if node is None:
        node = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Answer")
        node.SetAttribute(ATTRIBUTE, "1")
        node.CreateDefaultDisplayNodes()
        _look(node.GetDisplayNode())
    modifying = node.StartModify()
    node.SetLocked(False)
    node.RemoveAllControlPoints()
    for n, (text, position) in enumerate(labels):
        node.AddControlPointWorld([float(x) for x in position], text)
        node.SetNthControlPointLocked(n, True)
    node.SetLocked(True)
    node.EndModify(modifying)
    return node


def centre_of(volume: Any | None, segmentation: Any | None, segment_id: str) -> Any | None:
    """World RAS mm of the middle of a segment, of all segments, or of the volume; else None."""
    if segmentation is not None:
        content = segmentation.GetSegmentation()
        chosen = segment_id or (content.GetNthSegmentID(0) if content.GetNumberOfSegments() else "")
        centre = segmentation.GetSegmentCenterRAS(chosen) if chosen else None
        if centre is not None:
            return tuple(centre)
    if volume is None:
        return None
    bounds = [0.0] * 6
    volume.GetRASBounds(bounds)
    return tuple((bounds[2 * axis] + bounds[2 * axis + 1]) / 2 for axis in range(3))


def _look(display: Any) -> None:
    display.SetTextScale(_TEXT_SCALE)
    display.SetUseGlyphScale(True)
    display.SetGlyphScale(_GLYPH_SCALE)
    display.SetSelectedColor(1.0, 0.85, 0.2)
    display.SetColor(1.0, 0.85, 0.2)
    display.SetSliceProjection(True)
    display.SetSliceProjectionUseFiducialColor(True)
    display.SetSliceProjectionOpacity(0.9)
    display.SetPointLabelsVisibility(True)
    display.SetPropertiesLabelVisibility(False)
    display.GetTextProperty().SetShadow(True)
