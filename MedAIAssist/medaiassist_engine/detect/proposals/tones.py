"""Images as 8 bits and of a handy size, as the segmentation before selective search takes them."""

from __future__ import annotations

import math
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


def shrunk_shape(shape: Sequence[int], spacing: Sequence[float], voxels: int) -> tuple[int, ...]:
    """A shape of at most about so many voxels: axes are shrunk to the same spacing, those that are
    sampled coarser than it stay as they are."""
    low = min(spacing)
    high = max(low, max(n * s for n, s in zip(shape, spacing, strict=True)))
    if math.prod(shape) <= voxels:
        return tuple(shape)
    for _ in range(60):  # halving the range of the common spacing
        middle = math.sqrt(low * high)
        fits = math.prod(_counts(shape, spacing, middle)) <= voxels
        low, high = (low, middle) if fits else (middle, high)
    return _counts(shape, spacing, high)


def _counts(shape: Sequence[int], spacing: Sequence[float], common: float) -> tuple[int, ...]:
    return tuple(max(1, min(n, round(n * s / common))) for n, s in zip(shape, spacing, strict=True))
