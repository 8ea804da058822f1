"""The HOG picture: in every cell a star of lines along its edges, as bright as they are strong."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .cells import Cells
from .directions import face_normals


def draw_2d(
    picture: NDArray[np.float32],
    histogram: NDArray[np.float64],
    rows: Cells,
    columns: Cells,
    spacing: tuple[float, float],
) -> None:
    """Add the lines of a slice's cells; the same as scikit-image's where the spacing is 1."""
    count = histogram.shape[-1]
    angles = np.pi * (np.arange(count) + 0.5) / count
    along_edges = np.stack([-np.cos(angles), np.sin(angles)], axis=-1)
    _draw(picture, histogram, rows, columns, spacing, along_edges)


def draw_3d(
    picture: NDArray[np.float32],
    histogram: NDArray[np.float64],
    cells: tuple[Cells, Cells, Cells],
    spacing: tuple[float, float, float],
    polyhedron: str,
) -> None:
    """Add to every slice the lines in which it cuts the surfaces across each direction.

    A direction's line is as bright as the share of it that lies in the slice.
    """
    k, rows, columns = cells
    normals = face_normals(polyhedron)
    share = np.hypot(normals[:, 1], normals[:, 2])
    seen = share > 0
    along_edges = np.stack([-normals[seen, 2], normals[seen, 1]], axis=-1) / share[seen, None]
    for n in range(k.count):
        weights = histogram[n][..., seen] * share[seen]
        one = np.zeros(picture.shape[1:], np.float32)
        _draw(one, weights, rows, columns, spacing[1:], along_edges)
        picture[k.edges[n] : k.edges[n + 1]] += one


def _draw(
    picture: NDArray[np.float32],
    weights: NDArray[Any],
    rows: Cells,
    columns: Cells,
    spacing: tuple[float, float],
    directions: NDArray[np.float64],
) -> None:
    from .kernels import draw_lines

    if rows.count == 0 or columns.count == 0:
        return
    half_mm = _half_length(rows, columns, spacing)
    middles = [axis.edges[:-1] + axis.lengths // 2 for axis in (rows, columns)]
    centres = np.stack(np.meshgrid(*middles, indexing="ij"), axis=-1).reshape(-1, 2)
    ends = half_mm * directions / np.asarray(spacing)
    draw_lines(picture, centres, ends, weights.reshape(len(centres), -1))


def _half_length(rows: Cells, columns: Cells, spacing: tuple[float, float]) -> float:
    """In mm: a pixel short of half the smaller side of a cell, so that stars stay apart."""
    side = min(rows.lengths.min() * spacing[0], columns.lengths.min() * spacing[1])
    pixel = min(spacing)
    return max(float(np.floor(side / pixel / 2 + 1e-6)) - 1, 0.0) * pixel
