"""Compiled measures of regions and of which touch; import it lazily."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Labels = NDArray[np.int32]


@njit(nogil=True, cache=True)
def measured(
    labels: Labels, tones: NDArray[np.uint8], count: int, bins: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """Voxels (n,), boxes (n, 6) and shares of tones (n, bins) of regions.

    Args:
        labels, tones: (k, j, i).
    """
    nk, nj, ni = labels.shape
    size = np.zeros(count, np.int64)
    boxes = np.zeros((count, 6), np.int32)
    boxes[:, :3] = max(nk, nj, ni)
    shares = np.zeros((count, bins), np.float32)
    for k in range(nk):
        for j in range(nj):
            for i in range(ni):
                n = labels[k, j, i]
                size[n] += 1
                shares[n, (np.int64(tones[k, j, i]) * bins) >> 8] += 1
                boxes[n, 0], boxes[n, 3] = min(boxes[n, 0], k), max(boxes[n, 3], k + 1)
                boxes[n, 1], boxes[n, 4] = min(boxes[n, 1], j), max(boxes[n, 4], j + 1)
                boxes[n, 2], boxes[n, 5] = min(boxes[n, 2], i), max(boxes[n, 5], i + 1)
    for n in range(count):
        shares[n] /= size[n]
    return size, boxes, shares


@njit(nogil=True, cache=True)
def touching(labels: Labels, count: int) -> NDArray[np.int64]:
    """Pairs of regions that share a face of a voxel, as lower * count + higher; with repeats,
    but not along a row."""
    nk, nj, ni = labels.shape
    found = np.empty(1024, np.int64)
    used = 0
    for k in range(nk):
        for j in range(nj):
            last = -1
            for i in range(ni):
                for axis in range(3):
                    other = _next(labels, k, j, i, axis)
                    own = labels[k, j, i]
                    if other < 0 or other == own:
                        continue
                    pair = min(own, other) * np.int64(count) + max(own, other)
                    if pair == last:
                        continue
                    last = pair
                    if used == len(found):
                        longer = np.empty(2 * used, np.int64)
                        longer[:used] = found
                        found = longer
                    found[used] = pair
                    used += 1
    return found[:used]


@njit(nogil=True, cache=True, inline="always")
def _next(labels: Any, k: int, j: int, i: int, axis: int) -> Any:
    if axis == 0:
        return labels[k + 1, j, i] if k + 1 < labels.shape[0] else -1
    if axis == 1:
        return labels[k, j + 1, i] if j + 1 < labels.shape[1] else -1
    return labels[k, j, i + 1] if i + 1 < labels.shape[2] else -1
