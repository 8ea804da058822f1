"""Compiled segmentation of a volume into regions of like voxels; import it lazily.

Felzenszwalb and Huttenlocher, IJCV 59, 2004, on the grid's neighbours along each axis. Weights are
whole numbers, so that edges are sorted by counting.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Labels = NDArray[np.int32]
Edges = NDArray[np.int32]


@njit(nogil=True, cache=True)
def sorted_edges(tones: NDArray[Any], levels: int) -> tuple[Edges, NDArray[np.int64]]:
    """Edges from the lightest to the heaviest, and how many are at most as heavy as each weight.

    An edge is 3 * (flat index of its first voxel) + axis. Its weight is the difference of the
    tones (k, j, i), cut at `levels` - 1.
    """
    nk, nj, ni = tones.shape
    ends = np.zeros(levels + 1, np.int64)
    for k in range(nk):
        for j in range(nj):
            for i in range(ni):
                if k + 1 < nk:
                    ends[_weight(tones[k, j, i], tones[k + 1, j, i], levels) + 1] += 1
                if j + 1 < nj:
                    ends[_weight(tones[k, j, i], tones[k, j + 1, i], levels) + 1] += 1
                if i + 1 < ni:
                    ends[_weight(tones[k, j, i], tones[k, j, i + 1], levels) + 1] += 1
    ends = np.cumsum(ends)
    place = ends[:-1].copy()
    edges = np.empty(ends[-1], np.int32)
    n = 0
    for k in range(nk):
        for j in range(nj):
            for i in range(ni):
                if k + 1 < nk:
                    _put(edges, place, _weight(tones[k, j, i], tones[k + 1, j, i], levels), n)
                if j + 1 < nj:
                    _put(edges, place, _weight(tones[k, j, i], tones[k, j + 1, i], levels), n + 1)
                if i + 1 < ni:
                    _put(edges, place, _weight(tones[k, j, i], tones[k, j, i + 1], levels), n + 2)
                n += 3
    return edges, ends[1:]


@njit(nogil=True, cache=True, inline="always")
def _weight(a, b, levels):  # type: ignore[no-untyped-def]
    return min(abs(np.int64(a) - np.int64(b)), levels - 1)


@njit(nogil=True, cache=True, inline="always")
def _put(edges, place, weight, edge):  # type: ignore[no-untyped-def]
    edges[place[weight]] = edge
    place[weight] += 1


@njit(nogil=True, cache=True)
def segmented(
    shape: tuple[int, int, int],
    edges: Edges,
    ends: NDArray[np.int64],
    scale: float,
    smallest: int,
) -> tuple[Labels, int]:
    """Region numbers from 0 (flat, of the volume's voxels), and how many there are.

    Args:
        edges, ends: of `sorted_edges`.
        scale: larger gives larger regions, in tones times voxels.
        smallest: regions of fewer voxels are joined to the neighbour most like them.
    """
    count = shape[0] * shape[1] * shape[2]
    parent = np.arange(count).astype(np.int32)
    size = np.ones(count, np.int32)
    limit = np.full(count, scale, np.float32)
    steps = (shape[1] * shape[2], shape[2], 1)
    for small in range(2):
        start = 0
        for weight in range(len(ends)):
            for n in range(start, ends[weight]):
                voxel = edges[n] // 3
                a = _root(parent, voxel)
                b = _root(parent, voxel + steps[edges[n] % 3])
                if a == b:
                    continue
                if small:
                    join = size[a] < smallest or size[b] < smallest
                else:
                    join = weight <= limit[a] and weight <= limit[b]
                if join:
                    if size[a] < size[b]:
                        a, b = b, a
                    parent[b] = a
                    size[a] += size[b]
                    limit[a] = weight + scale / size[a]
            start = ends[weight]
    return _numbered(parent)


@njit(nogil=True, cache=True, inline="always")
def _root(parent, n):  # type: ignore[no-untyped-def]
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


@njit(nogil=True, cache=True)
def _numbered(parent: Labels) -> tuple[Labels, int]:
    labels = np.full(len(parent), -1, np.int32)
    count = 0
    for n in range(len(parent)):
        root = _root(parent, n)
        if labels[root] < 0:
            labels[root] = count
            count += 1
        labels[n] = labels[root]
    return labels, count
