"""Compiled loops of cascades, in three dimensions; import it lazily.

Slices are volumes of one voxel along k. Tables are integral images with a plane of zeros before.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Floats = NDArray[np.float32]
Places = NDArray[np.int64]


@njit(nogil=True, cache=True)
def integral(image: Floats) -> tuple[Reals, Reals]:
    """Tables (k + 1, j + 1, i + 1) of values and of squares."""
    nk, nj, ni = image.shape
    sums = np.zeros((nk + 1, nj + 1, ni + 1))
    squares = np.zeros((nk + 1, nj + 1, ni + 1))
    for k in range(nk):
        for j in range(nj):
            row, row_squares = 0.0, 0.0
            for i in range(ni):
                value = np.float64(image[k, j, i])
                row += value
                row_squares += value * value
                sums[k + 1, j + 1, i + 1] = (
                    row + sums[k, j + 1, i + 1] + sums[k + 1, j, i + 1] - sums[k, j, i + 1]
                )
                squares[k + 1, j + 1, i + 1] = (
                    row_squares
                    + squares[k, j + 1, i + 1]
                    + squares[k + 1, j, i + 1]
                    - squares[k, j, i + 1]
                )
    return sums, squares


@njit(nogil=True, cache=True, inline="always")
def _box(table, k, j, i, box):  # type: ignore[no-untyped-def]
    """The sum of a box (k, j, i edges low, then high) of a window that starts at k, j, i."""
    a, b = k + box[0], k + box[3]
    c, d = j + box[1], j + box[4]
    e, f = i + box[2], i + box[5]
    return (
        table[b, d, f] - table[a, d, f] - table[b, c, f] - table[b, d, e]
        + table[a, c, f] + table[a, d, e] + table[b, c, e] - table[a, c, e]
    )  # fmt: skip


@njit(nogil=True, cache=True, inline="always")
def _volume(box):  # type: ignore[no-untyped-def]
    return (box[3] - box[0]) * (box[4] - box[1]) * (box[5] - box[2])


@njit(nogil=True, cache=True, inline="always")
def _per_deviation(sums, squares, k, j, i, window, floor):  # type: ignore[no-untyped-def]
    """1 by the standard deviation of a window's values, which is at least `floor`."""
    count = _volume(window)
    mean = _box(sums, k, j, i, window) / count
    variance = _box(squares, k, j, i, window) / count - mean * mean
    return 1 / max(math.sqrt(max(variance, 0.0)), floor)


@njit(nogil=True, cache=True, inline="always")
def _value(sums, k, j, i, feature, scale):  # type: ignore[no-untyped-def]
    outer = _box(sums, k, j, i, feature[0]) / _volume(feature[0])
    inner = _box(sums, k, j, i, feature[1]) / _volume(feature[1])
    return np.float32((inner - outer) * scale)


@njit(nogil=True, cache=True)
def values(
    sums: Reals,
    squares: Reals,
    starts: Places,
    features: NDArray[np.int32],
    window: NDArray[np.int32],
    floor: float,
) -> Floats:
    """(windows, features) of windows that start at (n, 3).

    Args:
        features: (m, 2, 6) outer and inner boxes; window: (6,) from 0 to its shape.
        floor: least standard deviation that windows are normalised by.
    """
    out = np.empty((len(starts), len(features)), np.float32)
    for n in range(len(starts)):
        k, j, i = starts[n]
        scale = _per_deviation(sums, squares, k, j, i, window, floor)
        for m in range(len(features)):
            out[n, m] = _value(sums, k, j, i, features[m], scale)
    return out


@njit(nogil=True, cache=True)
def run_cascade(
    sums: Reals,
    squares: Reals,
    planes: tuple[int, int],
    step: tuple[int, int, int],
    features: NDArray[np.int32],
    cuts: Floats,
    votes: Floats,
    ends: Places,
    limits: Floats,
    window: NDArray[np.int32],
    floor: float,
) -> tuple[Places, Floats]:
    """First voxels (n, 3) and last sums of windows that pass every stage.

    A stage ends with feature `ends[s]`; its windows go on whose sum of votes since the stage
    began is at least `limits[s]`.

    Args:
        planes: first and one past the last start along k; step: from start to start.
        cuts, votes: of each weak classifier: +vote above its cut, -vote below.
    """
    stop_j, stop_i = sums.shape[1] - window[4], sums.shape[2] - window[5]
    found = np.empty((1024, 3), np.int64)
    totals = np.empty(1024, np.float32)
    count = 0
    for k in range(planes[0], planes[1], step[0]):
        for j in range(0, stop_j, step[1]):
            for i in range(0, stop_i, step[2]):
                scale = _per_deviation(sums, squares, k, j, i, window, floor)
                total, m, passed = np.float32(0.0), 0, True
                for s in range(len(ends)):
                    total = np.float32(0.0)
                    while m < ends[s]:
                        above = _value(sums, k, j, i, features[m], scale) >= cuts[m]
                        total += votes[m] if above else -votes[m]
                        m += 1
                    if total < limits[s]:
                        passed = False
                        break
                if not passed:
                    continue
                if count == len(found):
                    longer, more = (
                        np.empty((2 * count, 3), np.int64),
                        np.empty(2 * count, np.float32),
                    )
                    longer[:count], more[:count] = found, totals
                    found, totals = longer, more
                found[count, 0], found[count, 1], found[count, 2] = k, j, i
                totals[count] = total
                count += 1
    return found[:count].copy(), totals[:count].copy()


@njit(nogil=True, cache=True)
def best_stump(
    levels: NDArray[np.uint8], signed: Reals, objects: float
) -> tuple[int, int, int, float]:
    """Feature, level, direction and weighted error of the best cut between levels.

    Direction 1 says object where the level is at least the cut, -1 where it is below.

    Args:
        levels: (features, windows), values put in at most 64 classes.
        signed: weights, which sum to 1, negative of what is no object.
        objects: sum of the objects' weights.
    """
    best = (0, 0, 1, 2.0)
    for m in range(levels.shape[0]):
        row = levels[m]
        balance = np.zeros((2, 64))  # two, so that one sum need not wait for the other
        for n in range(0, len(signed) - 1, 2):
            balance[0, row[n]] += signed[n]
            balance[1, row[n + 1]] += signed[n + 1]
        if len(signed) % 2:
            balance[0, row[-1]] += signed[-1]
        below = 0.0  # objects less others below the cut
        for cut in range(1, 64):
            below += balance[0, cut - 1] + balance[1, cut - 1]
            # Mistaken: objects below the cut and others from it on.
            error = below + (1 - objects)
            if error < best[3]:
                best = (m, cut, 1, error)
            if 1 - error < best[3]:
                best = (m, cut, -1, 1 - error)
    return best
