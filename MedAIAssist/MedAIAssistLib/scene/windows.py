"""The window of a result: its input's where intensities keep their meaning, else its own."""

from __future__ import annotations

from typing import Any

from .display import set_window, window_level
from .scalars import view

Window = tuple[float, float]

_OVERLAP = 0.5


def natural_window(node: Any) -> Window | None:
    """Window and level that show nearly all intensities; None for what has no window."""
    image = node.GetImageData() if shown_window(node) is not None else None
    if image is None or image.GetNumberOfScalarComponents() != 1 or not image.GetNumberOfPoints():
        return None
    return window_level(view(image, components=False))


def shown_window(node: Any) -> Window | None:
    """Window and level that a volume is shown with; None for what has no window."""
    display = node.GetDisplayNode() if node.IsA("vtkMRMLVolumeNode") else None
    if display is None or not display.IsA("vtkMRMLScalarVolumeDisplayNode"):
        return None
    return display.GetWindow(), display.GetLevel()


def window_like(result: Any, natural: Window | None, shown: Window | None) -> None:
    """Show a result as its input was shown, so that the two can be compared.

    Where the intensities lie elsewhere, as after normalising or edge detection, the result gets a
    window of its own.

    Args:
        result: volume node; anything else is passed over.
        natural, shown: the input's `natural_window` and `shown_window`, of before the result.
    """
    own = natural_window(result)
    if own is None:
        return
    same_scale = natural is not None and _overlap(natural, own) >= _OVERLAP
    set_window(result, shown if same_scale and shown is not None else own)


def _overlap(one: Window, other: Window) -> float:
    """The length two windows share, as a part of what they cover together."""
    ends = [(level - window / 2, level + window / 2) for window, level in (one, other)]
    shared = min(ends[0][1], ends[1][1]) - max(ends[0][0], ends[1][0])
    covered = max(ends[0][1], ends[1][1]) - min(ends[0][0], ends[1][0])
    return shared / covered if covered > 0 else 0.0
