"""The compiled loops of RoIAlign.

Taps of an axis are, for each box, the voxels that its bins need, in ascending order: `index` and
`bin` (n, entries), `weight` (n, entries), and how many of the entries are used (n,).
"""

from __future__ import annotations

import numpy as np
from numba import njit

_TILE = 16


@njit(nogil=True, cache=True)
def transpose(source, target, start, stop):  # type: ignore[no-untyped-def]
    """target[v, c] = source[c, v] for v in start..stop, tile by tile, as the cache likes it."""
    for v0 in range(start, stop, _TILE):
        for c0 in range(0, len(source), _TILE):
            for v in range(v0, min(v0 + _TILE, stop)):
                for c in range(c0, min(c0 + _TILE, len(source))):
                    target[v, c] = source[c, v]


@njit(nogil=True, cache=True)
def taps(low, high, length, bins, samples):  # type: ignore[no-untyped-def]
    """Taps along one axis of `length` voxels, of boxes from `low` to `high` (n,)."""
    boxes, most = len(low), 2 * bins * samples
    index = np.zeros((boxes, most), np.int64)
    number = np.zeros((boxes, most), np.int64)
    weight = np.zeros((boxes, most), low.dtype)
    used = np.zeros(boxes, np.int64)
    for n in range(boxes):
        step = (high[n] - low[n]) / (bins * samples)
        count = 0
        for sample in range(bins * samples):
            place = min(max(low[n] + (sample + 0.5) * step - 0.5, 0.0), length - 1.0)
            first = min(int(place), max(length - 2, 0))
            part = place - first
            for voxel, share in ((first, 1 - part), (first + 1, part)):
                if share > 0:
                    count = _add(
                        index[n], number[n], weight[n], count, voxel, sample // samples,
                        share / samples,
                    )  # fmt: skip
        used[n] = count
    return index, number, weight, used


@njit(nogil=True, cache=True)
def _add(index, number, weight, count, voxel, own, share):  # type: ignore[no-untyped-def]
    """Add to the entry of this voxel and bin, or put in a new one in order; gives the count."""
    at = count
    while at > 0 and (index[at - 1] > voxel or (index[at - 1] == voxel and number[at - 1] > own)):
        at -= 1
    if at > 0 and index[at - 1] == voxel and number[at - 1] == own:
        weight[at - 1] += share
        return count
    for m in range(count, at, -1):
        index[m], number[m], weight[m] = index[m - 1], number[m - 1], weight[m - 1]
    index[at], number[at], weight[at] = voxel, own, share
    return count + 1


@njit(nogil=True, cache=True)
def gather(grid, bins, image, k_taps, j_taps, i_taps, begin, end, start, stop):  # type: ignore[no-untyped-def]
    """Set bins[n, k, j, i] to the weighted features grid[image[n]], of boxes begin..end and
    channels start..stop.

    Each row of voxels is interpolated along i, each plane of rows along j, and planes along k;
    rows and planes that several bins need are made once.
    """
    wide = stop - start
    row = np.zeros((bins.shape[3], wide), grid.dtype)
    plane = np.zeros((bins.shape[2], bins.shape[3], wide), grid.dtype)
    for n in range(begin, end):
        source = grid[image[n]]
        begun = np.zeros(bins.shape[1], np.bool_)  # bins that are begun are not zeroed before
        for a in range(k_taps[3][n]):
            k = k_taps[0][n, a]
            if a == 0 or k != k_taps[0][n, a - 1]:
                plane[:] = 0
                for b in range(j_taps[3][n]):
                    j = j_taps[0][n, b]
                    if b == 0 or j != j_taps[0][n, b - 1]:
                        row[:] = 0
                        for c in range(i_taps[3][n]):
                            _add_scaled(
                                row[i_taps[1][n, c]],
                                source[k, j, i_taps[0][n, c], start:stop],
                                i_taps[2][n, c],
                            )
                    _add_scaled(
                        plane[j_taps[1][n, b]].reshape(-1), row.reshape(-1), j_taps[2][n, b]
                    )
            own = k_taps[1][n, a]
            for q in range(plane.shape[0]):
                for p in range(plane.shape[1]):
                    target = bins[n, own, q, p, start:stop]
                    if begun[own]:
                        _add_scaled(target, plane[q, p], k_taps[2][n, a])
                    else:
                        _set_scaled(target, plane[q, p], k_taps[2][n, a])
            begun[own] = True
        for k in range(bins.shape[1]):
            if not begun[k]:  # of a box that is no number
                bins[n, k, :, :, start:stop] = 0


@njit(nogil=True, cache=True)
def scatter(grid, bins, image, k_taps, j_taps, i_taps, begin, end, start, stop):  # type: ignore[no-untyped-def]
    """The transpose of `gather`: add to grid[image[n]] the weighted values of bins[n]."""
    wide = stop - start
    row = np.zeros((bins.shape[3], wide), grid.dtype)
    plane = np.zeros((bins.shape[2], bins.shape[3], wide), grid.dtype)
    for n in range(begin, end):
        target = grid[image[n]]
        a = 0
        while a < k_taps[3][n]:
            k = k_taps[0][n, a]
            plane[:] = 0
            while a < k_taps[3][n] and k_taps[0][n, a] == k:
                source = bins[n, k_taps[1][n, a]]
                for q in range(plane.shape[0]):
                    for p in range(plane.shape[1]):
                        _add_scaled(plane[q, p], source[q, p, start:stop], k_taps[2][n, a])
                a += 1
            b = 0
            while b < j_taps[3][n]:
                j = j_taps[0][n, b]
                row[:] = 0
                while b < j_taps[3][n] and j_taps[0][n, b] == j:
                    _add_scaled(
                        row.reshape(-1), plane[j_taps[1][n, b]].reshape(-1), j_taps[2][n, b]
                    )
                    b += 1
                for c in range(i_taps[3][n]):
                    _add_scaled(
                        target[k, j, i_taps[0][n, c], start:stop],
                        row[i_taps[1][n, c]],
                        i_taps[2][n, c],
                    )


@njit(nogil=True, cache=True, inline="always")
def _add_scaled(target, source, factor):  # type: ignore[no-untyped-def]
    for n in range(len(target)):
        target[n] += factor * source[n]


@njit(nogil=True, cache=True, inline="always")
def _set_scaled(target, source, factor):  # type: ignore[no-untyped-def]
    for n in range(len(target)):
        target[n] = factor * source[n]
