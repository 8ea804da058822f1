"""Moving label maps and whole axes between voxel grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import affine_transform

from ...contract.payloads import LabelMap, Matrix, matrix


def labels_on_grid(labels: LabelMap, shape: Sequence[int], ijk_to_ras: Matrix) -> LabelMap:
    """The label map on another grid of `shape` (k, j, i), each voxel from the nearest one.

    Voxels outside the label map become 0.
    """
    between = np.linalg.inv(np.asarray(labels.ijk_to_ras)) @ np.asarray(ijk_to_ras)
    # Axes reversed (k, j, i), and matrix rounding cleaned so that ties fall the same way.
    between = np.round(between, 9)
    linear, offset = between[:3, :3][::-1, ::-1], between[:3, 3][::-1]

    def move(layer: NDArray[Any]) -> NDArray[Any]:
        moved = np.empty(tuple(shape), layer.dtype)
        affine_transform(layer, linear, offset, output=moved, order=0, mode="grid-constant")
        return moved

    array = np.asarray(labels.array)
    result = np.stack([move(layer) for layer in array]) if array.ndim == 4 else move(array)
    return replace(labels, array=result, ijk_to_ras=ijk_to_ras)


def moved_origin(ijk_to_ras: Matrix, start_ijk: Sequence[float]) -> Matrix:
    """The grid whose voxel (0, 0, 0) is at the continuous index `start_ijk` of this one."""
    full = np.array(ijk_to_ras, dtype=np.float64)
    full[:3, 3] += full[:3, :3] @ np.asarray(start_ijk, dtype=np.float64)
    return matrix(full)
