"""Boxes of a voxel grid as oriented boxes in RAS mm, and back."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import Boxes, Matrix
from ...geometry import decompose
from .grid import Reals, as_boxes, centres, sizes


def to_ras(
    boxes: Reals,
    ijk_to_ras: Matrix,
    labels: Sequence[str] = (),
    scores: NDArray[np.float64] | None = None,
    name: str = "",
) -> Boxes:
    """Boxes (n, 6) of a grid, in (k, j, i), as oriented boxes; they lie along the grid's axes.

    The axes of a left-handed grid are made right-handed by turning the third round, which leaves
    a box the same: viewers expect a rotation.
    """
    _, spacing, direction = decompose(ijk_to_ras)
    frame = np.asarray(ijk_to_ras, dtype=np.float64)
    if np.linalg.det(direction) < 0:
        direction = direction * np.array([1.0, 1.0, -1.0])
    middle = centres(boxes)[:, ::-1] - 0.5
    return Boxes(
        centres=middle @ frame[:3, :3].T + frame[:3, 3],
        sizes=sizes(boxes)[:, ::-1] * spacing,
        axes=np.tile(direction, (len(boxes), 1, 1)),
        labels=tuple(labels),
        scores=scores,
        name=name,
    )


def to_grid(boxes: Boxes, ijk_to_ras: Matrix) -> Reals:
    """The smallest boxes (n, 6) along the grid's axes (k, j, i) that hold the oriented ones.

    Exact for boxes that lie along the grid's axes, in whatever order and direction.
    """
    if not len(boxes.centres):
        return np.zeros((0, 6))
    frame = np.asarray(ijk_to_ras, dtype=np.float64)
    decompose(ijk_to_ras)  # refuses a grid that cannot be inverted
    low, high = bounds_along(boxes, frame[:3, :3], frame[:3, 3])
    return np.concatenate([low[:, ::-1], high[:, ::-1]], axis=1) + 0.5


def bounds_along(boxes: Boxes, axes: Reals, origin: Reals) -> tuple[Reals, Reals]:
    """Least and largest coordinates (n, 3) of each box's corners, where the columns of `axes` are
    the coordinate axes in RAS and `origin` is their zero."""
    signs = np.array(list(itertools.product((-0.5, 0.5), repeat=3)))
    reach = signs[None] * np.asarray(boxes.sizes, dtype=np.float64)[:, None, :]
    corners = np.einsum("nxa,nca->ncx", np.asarray(boxes.axes, dtype=np.float64), reach)
    corners += np.asarray(boxes.centres, dtype=np.float64)[:, None, :] - origin
    along = np.linalg.solve(axes, corners.reshape(-1, 3).T).T.reshape(corners.shape)
    return along.min(axis=1), along.max(axis=1)


def in_slice(boxes: Reals, number: int | NDArray[np.intp]) -> Reals:
    """Boxes (n, 4) of slices as boxes (n, 6) of the volume, one slice thick.

    Args:
        number: of the slice along k, one for all or one for each box.
    """
    low = np.broadcast_to(np.asarray(number, dtype=np.float64), (len(boxes),))
    flat = as_boxes(boxes, 2)
    return np.column_stack([low, flat[:, :2], low + 1, flat[:, 2:]])


def of_slice(boxes: Reals) -> Reals:
    """Boxes (n, 6) without their extent across slices: (n, 4)."""
    return boxes[:, [1, 2, 4, 5]]
