"""Histograms of oriented gradients of arrays, as a library.

>>> import numpy as np
>>> from medaiassist_engine.features.hog.descriptor import hog_2d
>>> hog_2d(np.eye(64), cell=(8, 8), block=2).shape
(7, 7, 2, 2, 9)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import UserError
from ...preprocess.dtypes import working_dtype
from ...preprocess.threads import in_blocks
from .blocks import Norm, normalised_blocks
from .cells import Cells, cells_of_size
from .directions import face_normals, neighbour_cosine

_STEPS_A_VOXEL = 30


def hog_2d(
    image: NDArray[Any],
    *,
    spacing: tuple[float, float] = (1.0, 1.0),
    orientations: int = 9,
    cell: tuple[int, int] = (8, 8),
    block: int = 3,
    norm: Norm = "L2-Hys",
) -> NDArray[np.float64]:
    """Blocks of an image, (block rows, block columns, cell rows, cell columns, orientations).

    With a spacing of 1 the same as `skimage.feature.hog` without flattening; other spacings only
    make gradients and their angles those in mm.

    Reference: Dalal and Triggs, CVPR 2005.

    Args:
        image: (rows, columns), finite real numbers.
        spacing: mm from row to row and from column to column.
        cell: pixels along rows and columns; block: cells along each side.

    Raises:
        UserError: fewer cells than a block needs.
    """
    rows, columns = (cells_of_size(n, c) for n, c in zip(image.shape, cell, strict=True))
    histogram = histogram_2d(image, rows, columns, spacing, orientations)
    check_cells(histogram.shape[:-1], block)
    return normalised_blocks(histogram, block, norm)


def hog_3d(
    image: NDArray[Any],
    *,
    spacing: tuple[float, float, float] = (1.0, 1.0, 1.0),
    polyhedron: str = "icosahedron",
    cell: tuple[int, int, int] = (8, 8, 8),
    block: int = 2,
    norm: Norm = "L2-Hys",
) -> NDArray[np.float64]:
    """Blocks of a volume, (blocks along k, j, i, cells of a block along k, j, i, orientations).

    Orientations are the face normals of a polyhedron without regard to sign, as in Klaeser et
    al., BMVC 2008; but each voxel's own gradient votes, not the mean of several.

    Args: as `hog_2d`, along k, j, i.

    Raises:
        UserError: fewer cells than a block needs.
    """
    k, j, i = (cells_of_size(n, c) for n, c in zip(image.shape, cell, strict=True))
    histogram = histogram_3d(image, (k, j, i), spacing, polyhedron)
    check_cells(histogram.shape[:-1], block)
    return normalised_blocks(histogram, block, norm)


def histogram_2d(
    image: NDArray[Any],
    rows: Cells,
    columns: Cells,
    spacing: tuple[float, float],
    orientations: int,
    inside: NDArray[np.bool_] | None = None,
) -> NDArray[np.float64]:
    """(row cells, column cells, orientations): summed gradient magnitude per pixel of the cell."""
    from .kernels import vote_2d

    histogram = np.zeros((rows.count, columns.count, orientations))
    angles = np.pi / orientations * np.arange(orientations)
    # Exact where scikit-image's angles are, so that ties at an edge fall into the same bin.
    edges = np.round([np.cos(angles), np.sin(angles)], 15)
    vote_2d(
        _real(image),
        np.zeros((0, 0), dtype=bool) if inside is None else inside,
        rows.of_voxel,
        columns.of_voxel,
        1 / np.asarray(spacing),
        edges,
        histogram,
    )
    histogram /= np.multiply.outer(rows.lengths, columns.lengths)[..., None]
    return histogram


def histogram_3d(
    image: NDArray[Any],
    cells: tuple[Cells, Cells, Cells],
    spacing: tuple[float, float, float],
    polyhedron: str = "icosahedron",
    inside: NDArray[np.bool_] | None = None,
    progress: Callable[[float], None] = lambda fraction: None,
) -> NDArray[np.float64]:
    """(cells along k, j, i, orientations): summed gradient magnitude per voxel of the cell."""
    from .kernels import vote_3d

    normals = face_normals(polyhedron)
    k, j, i = cells
    histogram = np.zeros((k.count, j.count, i.count, len(normals)))
    image = _real(image)
    index = (k.of_voxel, j.of_voxel, i.of_voxel)
    everywhere = np.zeros((0, 0, 0), dtype=bool) if inside is None else inside
    per_mm, threshold = 1 / np.asarray(spacing), neighbour_cosine(normals)

    def vote(start: int, stop: int) -> None:
        planes = (int(k.edges[start]), int(k.edges[stop]))
        vote_3d(image, everywhere, index, per_mm, normals, threshold, planes, histogram)

    in_blocks(vote, k.count, progress, _STEPS_A_VOXEL * image.size)
    volume = np.multiply.outer(np.multiply.outer(k.lengths, j.lengths), i.lengths)
    histogram /= volume[..., None]
    return histogram


def _real(image: NDArray[Any]) -> NDArray[Any]:
    """C-contiguous, of a type that holds every value and differences of any two."""
    return np.ascontiguousarray(image, dtype=working_dtype(image.dtype))


def check_cells(counts: tuple[int, ...], block: int) -> None:
    """Refuse fewer cells than a block needs.

    Raises:
        UserError: the text gives both and the remedy.
    """
    if min(counts) < block:
        found = " x ".join(map(str, counts))
        raise UserError(
            f"There are {found} cells where a block needs {block} along each axis; make the cells "
            "or the blocks smaller, or the region larger."
        )
