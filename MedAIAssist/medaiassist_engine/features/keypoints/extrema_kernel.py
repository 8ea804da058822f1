"""Compiled search for extrema; import it lazily, numba takes most of a second."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def search_extrema(a, b, c, d, contrast, start, stop):  # type: ignore[no-untyped-def]
    """(n, 3) voxels of slices start..stop where c - b exceeds all 80 neighbours in b - a, c - b
    and d - c, or is below all."""
    height, width = b.shape[1:]
    found = np.empty((256, 3), np.int64)
    count = 0
    for k in range(start, stop):
        for j in range(1, height - 1):
            for i in range(1, width - 1):
                value = c[k, j, i] - b[k, j, i]
                if abs(value) < contrast:
                    continue
                sign = np.float32(1.0) if value > 0 else np.float32(-1.0)
                if _beaten(b, c, sign, value, k, j, i, True):
                    continue
                if _beaten(a, b, sign, value, k, j, i, False):
                    continue
                if _beaten(c, d, sign, value, k, j, i, False):
                    continue
                if count == len(found):
                    longer = np.empty((2 * count, 3), np.int64)
                    longer[:count] = found
                    found = longer
                found[count, 0], found[count, 1], found[count, 2] = k, j, i
                count += 1
    return found[:count].copy()


@njit(nogil=True, cache=True)
def _beaten(fine, coarse, sign, value, k, j, i, same):  # type: ignore[no-untyped-def]
    """Whether any of the 27 voxels around (but its own, with `same`) reaches sign * value."""
    for dk in range(-1, 2):
        for dj in range(-1, 2):
            for di in range(-1, 2):
                if same and dk == 0 and dj == 0 and di == 0:
                    continue
                other = coarse[k + dk, j + dj, i + di] - fine[k + dk, j + dj, i + di]
                if sign * other >= sign * value:
                    return True
    return False
