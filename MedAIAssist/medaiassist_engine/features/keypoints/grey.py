"""Intensities as 8 bits, which detectors of two dimensions take."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...contract.errors import ParameterError
from ...contract.payloads import Volume
from .plane import Slice
from .result import intensity_range

Window = tuple[float, float]
"""Intensities that become 0 and 255."""

_AS_IT_IS: Window = (0.0, 255.0)


def grey_window(volume: Volume, low: float | None, high: float | None) -> Window | None:
    """The intensities to show as black and white; None if all are the same.

    Args:
        low, high: None for the 0.1th and 99.9th percentile, or for 0 and 255 in 8-bit volumes.

    Raises:
        ParameterError: black is not below white.
    """
    lowest, highest = _automatic(volume)
    if lowest == highest:
        return None
    black = lowest if low is None else low
    white = highest if high is None else high
    if black >= white:
        raise ParameterError(
            f"Black below ({black:g}) must be less than white above ({white:g}); "
            "change one or set both to automatic."
        )
    return black, white


def in_bytes(part: Slice, window: Window) -> Slice:
    """The slice with the window's intensities as 0 to 255, in an array of its own order."""
    image = part.image
    if image.dtype != np.uint8 or window != _AS_IT_IS:
        low, high = window
        scaled = (image.astype(np.float64) - low) * (255 / (high - low))
        image = np.clip(np.rint(scaled), 0, 255).astype(np.uint8)
    return replace(part, image=np.ascontiguousarray(image))


def _automatic(volume: Volume) -> Window:
    if volume.array.dtype != np.uint8:
        return intensity_range(volume)
    return _AS_IT_IS if volume.array.min() < volume.array.max() else (0.0, 0.0)
