"""Answers put back on the voxels of the image that was given."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..context import Context

Reals = NDArray[np.float64]
_SLAB = 1 << 22  # voxels at a time
_EDGE = 0.5 + 1e-4  # voxels reach that far beyond their centres


def affine_of(tensor: Any, like: Any) -> Reals:
    """4x4 of a MetaTensor (channels, i, j[, k]), whose own may be of two dimensions."""
    own = np.asarray(tensor.affine, dtype=np.float64)
    if own.shape == (4, 4):
        return own
    full = np.asarray(like.affine, dtype=np.float64).copy()
    full[:2, :2], full[:2, 3] = own[:2, :2], own[:2, 2]
    return full


def spread(affine: Reals, shape: tuple[int, ...], other: tuple[int, ...]) -> Reals:
    """The 4x4 of a grid of `other` voxels that fills the same space as one of `shape`."""
    ratio = np.ones(3)
    ratio[: len(shape)] = np.array(shape) / np.array(other)
    scaled = np.diag([*ratio, 1.0])
    scaled[:3, 3] = (ratio - 1) / 2
    return affine @ scaled


def placed(
    values: NDArray[Any], from_target: Reals, shape: tuple[int, ...], order: int, context: Context
) -> NDArray[Any]:
    """Values (i, j, k) resampled to a grid of `shape`; 0 outside of them.

    Args:
        from_target: 4x4, from voxels of the target to those of `values`.
        order: 0 takes the nearest, 1 interpolates.
    """
    found = np.zeros(shape, values.dtype)
    slab = max(1, _SLAB // max(1, shape[1] * shape[2]))
    inner = np.stack(np.meshgrid(*map(np.arange, shape[1:]), indexing="ij")).reshape(2, -1)
    plane = from_target[:3, 1:3] @ inner + from_target[:3, 3:]
    limits = np.array(values.shape)[:, None]
    for start in range(0, shape[0], slab):
        context.check()
        rows = np.arange(start, min(start + slab, shape[0]))
        places = from_target[:3, 0][:, None, None] * rows[:, None] + plane[:, None]
        places = places.reshape(3, -1)
        inside = ((places >= -_EDGE) & (places <= limits - 1 + _EDGE)).all(axis=0)
        taken = ndimage.map_coordinates(values, places, order=order, mode="nearest")
        found[rows] = np.where(inside, taken, 0).reshape(len(rows), *shape[1:])
    return found


def is_identity(from_target: Reals, shape: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two grids have the same voxels."""
    return shape == other and bool(np.allclose(from_target, np.eye(4), atol=1e-4))
