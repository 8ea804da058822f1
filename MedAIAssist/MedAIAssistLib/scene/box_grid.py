"""Boxes on the voxel grid of a volume: edges in voxels along i, j, k, and where voxels lie.

Edges are counted from the outer edge of the first voxel, as in the engine: voxel n reaches from n
to n + 1, and the middle of voxel 0 lies at 0.5.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medaiassist_engine.contract.payloads import Boxes

from .volumes import image_of, index_to_world

Reals = NDArray[np.float64]


def corners_of(boxes: Boxes) -> Reals:
    """The corners (n, 8, 3) of oriented boxes in RAS mm; the first axis changes fastest."""
    count = len(boxes.centres)
    signs = np.array([each[::-1] for each in itertools.product((-0.5, 0.5), repeat=3)])
    reach = signs[None] * np.asarray(boxes.sizes, dtype=np.float64).reshape(count, 1, 3)
    axes = np.asarray(boxes.axes, dtype=np.float64).reshape(count, 3, 3)
    corners = np.einsum("nxa,nca->ncx", axes, reach)
    return corners + np.asarray(boxes.centres, dtype=np.float64).reshape(count, 1, 3)


def edges_of(boxes: Boxes, ijk_to_ras: Any) -> tuple[Reals, Reals]:
    """The least and largest edges (n, 3) along i, j, k of the oriented boxes.

    Exact for boxes that lie along the grid, in whatever order and direction; others are held by
    the result.
    """
    frame = np.asarray(ijk_to_ras, dtype=np.float64)
    corners = corners_of(boxes) - frame[:3, 3]
    along = np.linalg.solve(frame[:3, :3], corners.reshape(-1, 3).T).T.reshape(corners.shape)
    return along.min(axis=1) + 0.5, along.max(axis=1) + 0.5


def edges_in(volume: Any, boxes: Boxes) -> tuple[Reals, Reals]:
    """`edges_of` on the grid of a volume node; parent transforms of both are included.

    Raises:
        UserError: the volume holds no voxels.
        GeometryError: a parent transform is not linear.
    """
    return edges_of(boxes, index_to_world(volume))


def axes_of(volume: Any) -> Reals:
    """(3, 3), columns are the unit axes of a volume's grid in the world, made right-handed."""
    frame = index_to_world(volume)[:3, :3]
    axes = frame / np.linalg.norm(frame, axis=0)
    if np.linalg.det(axes) < 0:
        axes[:, 2] = -axes[:, 2]
    return np.asarray(axes, dtype=np.float64)


def shape_of(volume: Any) -> tuple[int, int, int]:
    """Voxels of a volume along i, j, k."""
    i, j, k = image_of(volume).GetDimensions()
    return int(i), int(j), int(k)
