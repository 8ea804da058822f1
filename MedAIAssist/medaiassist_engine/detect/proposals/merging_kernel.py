"""Compiled joining of neighbouring regions, the most alike first; import it lazily."""

from __future__ import annotations

import heapq

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(nogil=True, cache=True)
def merged(
    size: NDArray[np.int64],
    boxes: NDArray[np.int32],
    shares: NDArray[np.float32],
    pairs: NDArray[np.int64],
    voxels: int,
    use_tones: bool,
) -> NDArray[np.int32]:
    """Boxes (m, 6) of all regions that arise, in the order they do.

    The likeness of Uijlings et al., IJCV 104, 2013: how much of the tones two regions share, that
    they are small, and that they fill their joint box.

    Args:
        size, boxes, shares: of n regions, with room for 2 n - 1.
        pairs: (p, 2) of regions that touch, each once.
        voxels: of the whole volume.
        use_tones: False leaves the tones out of the likeness.
    """
    count = (len(size) + 1) // 2
    first = np.full(len(size), -1)
    last = np.full(len(size), -1)
    following = np.full(2 * len(pairs), -1)
    neighbour = np.empty(2 * len(pairs), np.int64)
    heap = [(0.0, np.int64(0), np.int64(0))]
    heap.pop()
    for n in range(len(pairs)):
        a, b = pairs[n]
        _append(first, last, following, neighbour, a, 2 * n, b)
        _append(first, last, following, neighbour, b, 2 * n + 1, a)
        likeness = _likeness(size, boxes, shares, a, b, voxels, use_tones)
        heap.append((-likeness, np.int64(a), np.int64(b)))
    heapq.heapify(heap)
    become = np.arange(len(size))
    seen = np.full(len(size), -1)
    new = count
    while len(heap) > 0:
        _, a, b = heapq.heappop(heap)
        if become[a] != a or become[b] != b:
            continue
        _join(size, boxes, shares, a, b, new)
        become[a] = become[b] = new
        if last[a] >= 0:
            following[last[a]] = first[b]
        first[new] = first[a] if first[a] >= 0 else first[b]
        last[new] = last[b] if last[b] >= 0 else last[a]
        n, before = first[new], -1
        while n >= 0:
            other = _current(become, neighbour[n])
            after = following[n]
            if other == new or seen[other] == new:  # itself, or already listed: drop the entry
                if before < 0:
                    first[new] = after
                else:
                    following[before] = after
                if after < 0:
                    last[new] = before
            else:
                seen[other] = new
                neighbour[n] = other
                likeness = _likeness(size, boxes, shares, other, new, voxels, use_tones)
                heapq.heappush(heap, (-likeness, np.int64(other), np.int64(new)))
                before = n
            n = after
        new += 1
    return boxes[:new]


@njit(nogil=True, cache=True, inline="always")
def _append(first, last, following, neighbour, region, entry, other):  # type: ignore[no-untyped-def]
    neighbour[entry] = other
    if last[region] < 0:
        first[region] = entry
    else:
        following[last[region]] = entry
    last[region] = entry


@njit(nogil=True, cache=True, inline="always")
def _current(become, n):  # type: ignore[no-untyped-def]
    while become[n] != n:
        become[n] = become[become[n]]
        n = become[n]
    return n


@njit(nogil=True, cache=True)
def _likeness(size, boxes, shares, a, b, voxels, use_tones):  # type: ignore[no-untyped-def]
    around = 1.0
    for axis in range(3):
        top = max(boxes[a, 3 + axis], boxes[b, 3 + axis])
        around *= top - min(boxes[a, axis], boxes[b, axis])
    both = size[a] + size[b]
    likeness = (1 - both / voxels) + (1 - (around - both) / voxels)
    if use_tones:
        for n in range(shares.shape[1]):
            likeness += min(shares[a, n], shares[b, n])
    return likeness


@njit(nogil=True, cache=True)
def _join(size, boxes, shares, a, b, new):  # type: ignore[no-untyped-def]
    size[new] = size[a] + size[b]
    for axis in range(3):
        boxes[new, axis] = min(boxes[a, axis], boxes[b, axis])
        boxes[new, 3 + axis] = max(boxes[a, 3 + axis], boxes[b, 3 + axis])
    share = np.float32(size[a] / size[new])
    for n in range(shares.shape[1]):
        shares[new, n] = share * shares[a, n] + (1 - share) * shares[b, n]
