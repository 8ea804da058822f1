"""How many windows of an image a network is asked about, for the progress."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any


def window_count(inferer: Any, shape: tuple[int, ...]) -> int:
    """Calls of the network that an inferer will make for an image of this shape; 1 if unknown."""
    roi = getattr(inferer, "orig_roi_size", None) or getattr(inferer, "roi_size", None)
    if roi is None or isinstance(roi, (int, float)):
        roi = (roi,) * len(shape)
    try:
        sizes = _sizes(list(roi), shape, getattr(inferer, "spatial_dim", None))
        overlaps = _repeated(getattr(inferer, "overlap", 0.25), len(shape))
        batch = max(1, int(getattr(inferer, "sw_batch_size", 1)))
    except (TypeError, ValueError):
        return 1
    counts = [
        max(1, math.ceil((n - size) / max(1, int(size * (1 - overlap)))) + 1) if n > size else 1
        for n, size, overlap in zip(shape, sizes, overlaps, strict=False)
    ]
    return max(1, math.ceil(math.prod(counts) / batch))


def _sizes(roi: list[Any], shape: tuple[int, ...], sliced: int | None) -> list[int]:
    """A window's length along each axis; all of an axis where the config gives none."""
    if sliced is not None and len(roi) == len(shape) - 1:
        roi.insert(sliced, 1)
    return [int(r) if r and r > 0 else n for r, n in zip(roi, shape, strict=False)]


def _repeated(value: float | Sequence[float], count: int) -> Sequence[float]:
    return (value,) * count if isinstance(value, (int, float)) else value
