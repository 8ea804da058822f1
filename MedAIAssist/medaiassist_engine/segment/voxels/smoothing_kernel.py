"""Compiled Gaussian smoothing of a box of voxels; import it lazily, numba takes a second.

Rows are added to rows, so that the compiler can use vectors, and each sum is taken in the same
order wherever the box begins: a voxel's value does not depend on the box it is computed in.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@njit(nogil=True, cache=True)
def _add(target: Floats, source: Floats, weight: np.float32) -> None:
    for x in range(target.size):
        target[x] += weight * source[x]


@njit(nogil=True, cache=True)
def _convolved_row(image: Floats, k: int, j: int, start: int, weights: Floats, row: Floats) -> None:
    """`row` becomes the weighted sum across k of the image's rows j, from column `start` on."""
    depth, _, width = image.shape
    radius = weights.size // 2
    first, last = max(0, -start), min(row.size, width - start)
    inner = row[first:last]
    inner[:] = 0
    for t in range(weights.size):
        plane = min(max(k + t - radius, 0), depth - 1)
        _add(inner, image[plane, j, start + first : start + last], weights[t])
    row[:first] = row[first]
    row[last:] = row[last - 1]


@njit(nogil=True, cache=True)
def smooth_box(
    image: Floats,
    low: tuple[int, int, int],
    weights_k: Floats,
    weights_j: Floats,
    weights_i: Floats,
    out: Floats,
) -> None:
    """Smooth the voxels of `image` from index `low` on into `out`; edges are repeated outwards.

    The box may reach beyond the image, but must have a voxel in it along each axis.
    """
    height = image.shape[1]
    size_k, size_j, size_i = out.shape
    reach_j, reach_i = weights_j.size // 2, weights_i.size // 2
    plane = np.empty((size_j + 2 * reach_j, size_i + 2 * reach_i), np.float32)
    line = np.empty(plane.shape[1], np.float32)
    for k in range(size_k):
        for y in range(plane.shape[0]):
            j = low[1] + y - reach_j
            if y > 0 and (j <= 0 or j >= height):
                plane[y] = plane[y - 1]
            else:
                j = min(max(j, 0), height - 1)
                _convolved_row(image, low[0] + k, j, low[2] - reach_i, weights_k, plane[y])
        for y in range(size_j):
            line[:] = 0
            for t in range(weights_j.size):
                _add(line, plane[y + t], weights_j[t])
            target = out[k, y]
            target[:] = 0
            for t in range(weights_i.size):
                _add(target, line[t : t + size_i], weights_i[t])
