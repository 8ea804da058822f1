"""Box features: the mean of one box of a window less the mean of another around it.

In any dimensions. Halves, middle thirds and middles of boxes are the edge, line and
centre-surround features of Viola and Jones (CVPR 2001; IJCV 57, 2004).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.int32]

_LEAST = 4  # pixels along each side of the outer box


def random_features(shape: Sequence[int], count: int, seed: int = 0) -> Boxes:
    """(count, 2, 2 D): outer and inner boxes in a window of `shape`, as lower and upper edges.

    The same for the same arguments.
    """
    rng = np.random.default_rng(seed)
    size = np.array(shape)
    least = np.minimum(_LEAST, size)
    low, high = np.empty((count, len(size)), int), np.empty((count, len(size)), int)
    for axis, (n, m) in enumerate(zip(size, least, strict=True)):
        length = np.rint(m + (n - m) * rng.random(count) ** 1.5).astype(int)
        low[:, axis] = rng.integers(0, n - length + 1)
        high[:, axis] = low[:, axis] + length
    inner_low, inner_high = low.copy(), high.copy()
    kind = rng.integers(0, 4, count)
    along = rng.integers(0, len(size), count)
    rows = np.arange(count)
    length = (high - low)[rows, along]
    first, second, third = kind == 0, kind == 1, kind == 2
    inner_high[rows, along] = np.where(first, (low[rows, along] + length // 2), high[rows, along])
    inner_low[rows, along] = np.where(second, (high[rows, along] - length // 2), low[rows, along])
    middle = np.maximum(length // 3, 1)
    start = low[rows, along] + (length - middle) // 2
    inner_low[rows[third], along[third]] = start[third]
    inner_high[rows[third], along[third]] = (start + middle)[third]
    centre = kind == 3
    half = np.maximum((high - low) // 2, 1)
    inner_low[centre] = (low + (high - low - half) // 2)[centre]
    inner_high[centre] = inner_low[centre] + half[centre]
    outer, inner = np.hstack([low, high]), np.hstack([inner_low, inner_high])
    return np.stack([outer, inner], axis=1).astype(np.int32)
