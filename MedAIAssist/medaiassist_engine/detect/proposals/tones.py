"""Images as 8 bits and of a handy size, as the segmentation before selective search takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PERCENTILES = (0.5, 99.5)
_SAMPLES = 1 << 20


def in_bytes(image: NDArray[Any]) -> NDArray[np.uint8]:
    """Values as 0..255: 8-bit images stay as they are, others are scaled from the 0.5th to the
    99.5th percentile, so that a few bright voxels do not flatten all others."""
    if image.dtype == np.uint8:
        return image
    low, high = value_range(image)
    scaled = (image.astype(np.float32) - low) * (255 / (high - low))
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)


def value_range(image: NDArray[Any]) -> tuple[float, float]:
    """The 0.5th and 99.5th percentile; all values where most are the same."""
    flat = image.reshape(-1)
    low, high = np.percentile(flat[:: 1 + flat.size // _SAMPLES], _PERCENTILES)
    if low == high:
        low, high = float(image.min()), float(image.max())
    return float(low), max(float(high), float(np.nextafter(low, np.inf)))


def shrunk_shape(shape: Sequence[int], spacing: Sequence[float], longest: int) -> tuple[int, ...]:
    """A shape of pixels as long as wide whose longest side has at most `longest`; never larger
    along any axis than the image is."""
    lengths = [n * s for n, s in zip(shape, spacing, strict=True)]
    pixel = max(max(lengths) / longest, *spacing)
    return tuple(
        max(1, min(n, round(length / pixel))) for n, length in zip(shape, lengths, strict=True)
    )
