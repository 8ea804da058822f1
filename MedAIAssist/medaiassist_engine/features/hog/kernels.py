"""Compiled loops over voxels; import it lazily, numba takes most of a second."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Index = NDArray[np.int32]
Reals = NDArray[np.float64]


@njit(nogil=True, cache=True, error_model="numpy")
def vote_2d(
    image: NDArray[Any],
    inside: NDArray[np.bool_],
    row_cell: Index,
    column_cell: Index,
    per_mm: Reals,
    edges: Reals,
    histogram: Reals,
) -> None:
    """Add each pixel's gradient magnitude to its cell's histogram, at its direction's bin.

    Args:
        image: (rows, columns); inside: the same shape, or of size 0 where all pixels count.
        per_mm: the inverse spacing along rows and columns.
        edges: (2, orientations), cosine and sine of each bin's lower edge in 0..180 degrees.
        histogram: (row cells, column cells, orientations), added to.
    """
    rows, columns = image.shape
    bins = edges.shape[1]
    for r in range(rows):
        if row_cell[r] < 0:
            continue
        for c in range(columns):
            if column_cell[c] < 0 or (inside.size and not inside[r, c]):
                continue
            down, right = 0.0, 0.0
            if 0 < r < rows - 1:
                down = (np.float64(image[r + 1, c]) - np.float64(image[r - 1, c])) * per_mm[0]
            if 0 < c < columns - 1:
                right = (np.float64(image[r, c + 1]) - np.float64(image[r, c - 1])) * per_mm[1]
            if down == 0.0 and right == 0.0:
                continue
            if down < 0.0 or (down == 0.0 and right < 0.0):
                down, right = -down, -right
            n = 0
            for b in range(1, bins):
                n += edges[0, b] * down >= edges[1, b] * right
            histogram[row_cell[r], column_cell[c], n] += np.sqrt(down * down + right * right)


@njit(nogil=True, cache=True, error_model="numpy")
def vote_3d(
    image: NDArray[Any],
    inside: NDArray[np.bool_],
    cells: tuple[Index, Index, Index],
    per_mm: Reals,
    normals: Reals,
    threshold: float,
    planes: tuple[int, int],
    histogram: Reals,
) -> None:
    """As `vote_2d`; a gradient votes for all normals it is nearer to than their neighbours are.

    Args:
        normals: (orientations, 3) along k, j, i; a direction and its opposite are the same.
        threshold: cosine between neighbouring normals, taken off each projection.
        planes: first slice, and one past the last.
    """
    nk, nj, ni = image.shape
    k_cell, j_cell, i_cell = cells
    bins = len(normals)
    votes = np.empty(bins)
    for k in range(planes[0], planes[1]):
        if k_cell[k] < 0:
            continue
        for j in range(nj):
            if j_cell[j] < 0:
                continue
            for i in range(ni):
                if i_cell[i] < 0 or (inside.size and not inside[k, j, i]):
                    continue
                x, y, z = 0.0, 0.0, 0.0
                if 0 < k < nk - 1:
                    x = (np.float64(image[k + 1, j, i]) - image[k - 1, j, i]) * per_mm[0]
                if 0 < j < nj - 1:
                    y = (np.float64(image[k, j + 1, i]) - image[k, j - 1, i]) * per_mm[1]
                if 0 < i < ni - 1:
                    z = (np.float64(image[k, j, i + 1]) - image[k, j, i - 1]) * per_mm[2]
                length = np.sqrt(x * x + y * y + z * z)
                if length == 0.0:
                    continue
                squares = 0.0
                for b in range(bins):
                    along = abs(normals[b, 0] * x + normals[b, 1] * y + normals[b, 2] * z)
                    votes[b] = max(along / length - threshold, 0.0)
                    squares += votes[b] * votes[b]
                scale = length / np.sqrt(squares)
                for b in range(bins):
                    histogram[k_cell[k], j_cell[j], i_cell[i], b] += scale * votes[b]


@njit(nogil=True, cache=True, error_model="numpy")
def draw_lines(
    picture: NDArray[np.float32], centres: NDArray[np.int64], ends: Reals, weights: Reals
) -> None:
    """Add to the picture the lines of every cell, each as bright as its weight.

    Args:
        picture: (rows, columns).
        centres: (cells, 2); ends: (orientations, 2), half of each line from its centre, in pixels.
        weights: (cells, orientations).
    """
    rows, columns = picture.shape
    for cell in range(len(centres)):
        for b in range(len(ends)):
            weight = weights[cell, b]
            if weight == 0.0:
                continue
            r, c = int(centres[cell, 0] + ends[b, 0]), int(centres[cell, 1] + ends[b, 1])
            dr = int(centres[cell, 0] - ends[b, 0]) - r
            dc = int(centres[cell, 1] - ends[b, 1]) - c
            steps, steep = max(abs(dr), abs(dc)), abs(dr) > abs(dc)
            # Of two equally near pixels the farther along the line is taken, as by Bresenham.
            for n in range(steps + 1):
                along = n if steps else 0
                across = (2 * min(abs(dr), abs(dc)) * n + steps) // (2 * steps) if steps else 0
                y = r + np.sign(dr) * (along if steep else across)
                x = c + np.sign(dc) * (across if steep else along)
                if 0 <= y < rows and 0 <= x < columns:
                    picture[y, x] += weight
