"""Heat maps over the slices: in colours from blue to red, and clear where nothing speaks."""

from __future__ import annotations

from typing import Any

from .provenance import how_made

OPERATION = "explain.heat_map"
CLASS = "label"
"""Its parameter with the class to explain; empty for the answer."""

_COLOURS = "vtkMRMLColorTableNodeFileColdToHotRainbow.txt"
_CLEAR = 0.1
"""Of the largest value; below it the slice itself is seen."""


def is_heat_map(node: Any) -> bool:
    """Whether a node is a volume of what speaks for an answer."""
    how = how_made(node) if node.IsA("vtkMRMLScalarVolumeNode") else None
    return how is not None and how.operation == OPERATION


def meaning(node: Any) -> list[str]:
    """What was said of a heat map: whether it is faithful, and what its colours stand for."""
    how = how_made(node)
    notes = how.notes if how is not None else ()
    return [note for note in notes if not note.startswith("Network ")]  # which network it was


def colour(node: Any) -> None:
    """Give a heat map's display its colours, from 0 to its largest value."""
    display = node.GetDisplayNode()
    if display is None:
        node.CreateDefaultDisplayNodes()
        display = node.GetDisplayNode()
    image = node.GetImageData()
    top = image.GetScalarRange()[1] if image is not None else 1.0
    modifying = display.StartModify()
    if node.GetScene().GetNodeByID(_COLOURS) is not None:
        display.SetAndObserveColorNodeID(_COLOURS)
    display.SetAutoWindowLevel(False)
    display.SetWindowLevelMinMax(0.0, top or 1.0)
    display.SetThreshold(_CLEAR * (top or 1.0), max(top, 1.0))
    display.SetApplyThreshold(True)
    display.SetInterpolate(True)
    display.EndModify(modifying)
