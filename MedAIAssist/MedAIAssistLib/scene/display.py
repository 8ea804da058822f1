"""How a volume is shown first: window and level from a sample, colours, nothing that blocks."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_SAMPLES = 60_000
_PERCENTILES = (0.1, 99.9)
_LARGEST = 1e300  # also leaves out NaN and infinity


def window_level(array: NDArray[Any]) -> tuple[float, float]:
    """Window and level that show the 0.1 to 99.9 percentiles of a regular sample.

    Slicer's own automatic window counts every voxel: half a second for a chest CT.
    Values that are not finite or beyond 1e300 are left out; a constant image gets a window of 1.
    """
    sample = np.asarray(array[_sampling(array.shape)], dtype=np.float64)
    finite = sample[np.abs(sample) < _LARGEST]
    if not finite.size:
        return 1.0, 0.5
    low, high = np.percentile(finite, _PERCENTILES)
    if high <= low:
        low, high = finite.min(), finite.max()
    return float(high - low) or 1.0, float(high + low) / 2


def _sampling(shape: tuple[int, ...]) -> tuple[slice, ...]:
    step = max(1, round((np.prod(shape[:3], dtype=np.float64) / _SAMPLES) ** (1 / 3)))
    return tuple(slice(min(step, n) // 2, None, step) for n in shape[:3])


def create_volume_display(node: Any, window: tuple[float, float]) -> None:
    """Default display of a volume node of the scene that has no image yet.

    Without an image, creating it is immediate; with one, Slicer counts every voxel first.
    """
    node.CreateDefaultDisplayNodes()
    set_window(node, window)


def set_window(node: Any, window: tuple[float, float]) -> None:
    """Set a fixed window and level, in image values."""
    display = node.GetDisplayNode()
    if display is None or not hasattr(display, "SetWindowLevel"):
        return
    display.SetAutoWindowLevel(False)
    display.SetWindowLevel(*window)
