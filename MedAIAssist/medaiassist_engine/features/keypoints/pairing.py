"""Pairs of descriptors that are each other's nearest, and clearly so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...preprocess.voxelwise import Progress

_BLOCK = 1 << 22  # distances in memory at a time


@dataclass(frozen=True)
class Pairs:
    """Rows of two descriptor arrays that belong together.

    Attributes:
        first, second: (n,) row numbers.
        ratio: (n,) distance over that of the second nearest, in 0..1; smaller is surer.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    ratio: NDArray[np.float64]


def match_descriptors(
    first: NDArray[Any],
    second: NDArray[Any],
    ratio: float = 0.85,
    progress: Progress = lambda fraction: None,
) -> Pairs:
    """Mutual nearest neighbours that pass Lowe's ratio test (IJCV 60(2), 2004).

    Args:
        first, second: (n, m) and (l, m). Real numbers are compared by Euclidean distance, bytes
            (ORB, AKAZE) by the number of bits that differ.
        ratio: the nearest must be closer than this share of the second nearest.
        progress: called with 0..1; may raise to stop.
    """
    if len(first) == 0 or len(second) < 2:
        none = np.zeros(0, np.int64)
        return Pairs(none, none, np.zeros(0))
    bits = first.dtype == np.uint8
    a, b = (_as_floats(rows) for rows in (first, second))
    squares_b = (b * b).sum(axis=1)
    nearest = np.zeros(len(a), np.int64)
    best_two = np.zeros((len(a), 2))
    back, back_distance = np.zeros(len(b), np.int64), np.full(len(b), np.inf)
    step = max(1, _BLOCK // len(b))
    columns = np.arange(len(b))
    for start in range(0, len(a), step):
        rows = a[start : start + step]
        distance = (rows * rows).sum(axis=1)[:, None] + squares_b - 2 * (rows @ b.T)
        stop = start + len(rows)
        nearest[start:stop] = distance.argmin(axis=1)
        best_two[start:stop] = np.partition(distance, 1, axis=1)[:, :2]
        closest = distance.argmin(axis=0)
        closer = distance[closest, columns] < back_distance
        back[closer] = closest[closer] + start
        back_distance[closer] = distance[closest, columns][closer]
        progress(stop / len(a))
    best_two = np.maximum(best_two, 0)
    best_two = best_two if bits else np.sqrt(best_two)
    ratios = best_two[:, 0] / np.where(best_two[:, 1] > 0, best_two[:, 1], np.inf)
    ratios[best_two[:, 1] == 0] = 1
    kept = np.flatnonzero((ratios < ratio) & (back[nearest] == np.arange(len(a))))
    return Pairs(kept, nearest[kept], ratios[kept])


def _as_floats(rows: NDArray[Any]) -> NDArray[np.float32]:
    """Descriptors as float32; bits as 0 and 1, whose squared distance counts differing bits."""
    if rows.dtype == np.uint8:
        rows = np.unpackbits(rows, axis=1)
    return rows.astype(np.float32)
