"""A map of what a network sees, laid over the voxels of the volume it was made from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...context import Context
from ...contract.payloads import Volume

Reals = NDArray[np.floating]
_SLAB = 16  # slices in one go; few, so that the work can be stopped
_RIM = 1.0  # voxels beyond the outermost centres; resampling rounds the extent of images


def enlarged(heat: Reals, size: tuple[int, ...]) -> NDArray[np.float32]:
    """A map on a finer grid of the same extent, linear between the centres of its voxels."""
    ratio = np.array(heat.shape) / size
    result: NDArray[np.float32] = ndimage.affine_transform(
        heat.astype(np.float32), ratio, (ratio - 1) / 2, output_shape=size, order=1, mode="nearest"
    )
    return result


def laid_over(
    heat: Reals, size: tuple[int, ...], seen: NDArray[np.float64], volume: Volume, context: Context
) -> NDArray[np.float32]:
    """The map on the volume's voxels (k, j, i), linear between its voxels, 0 where the network saw
    nothing.

    Args:
        heat: along i, j(, k), over an image of `size` voxels; coarser or as fine.
        seen: 4x4, from the voxels of that image to RAS mm.
    """
    coarse = heat.astype(np.float32).T if heat.ndim == 3 else heat.astype(np.float32).T[None]
    full = (*size, 1)[:3]
    to_seen = np.linalg.inv(seen) @ np.array(volume.ijk_to_ras)
    # Voxels are counted k, j, i from here on, as arrays are.
    turn, start = to_seen[2::-1, 2::-1], to_seen[2::-1, 3]
    ratio = np.array(coarse.shape) / full[::-1]
    steps, offset = ratio[:, None] * turn, ratio * (start + 0.5) - 0.5
    shape = volume.array.shape[:3]
    result = np.empty(shape, dtype=np.float32)
    for first in range(0, shape[0], _SLAB):
        context.progress(first / shape[0], "Laying the map over the image")
        slab = result[first : first + _SLAB]
        ndimage.affine_transform(coarse, steps, offset + first * steps[:, 0], slab.shape, slab,
                                 order=1, mode="nearest")  # fmt: skip
        slab *= _seen(turn, start + first * turn[:, 0], slab.shape, full[::-1])
    return result


def _seen(
    turn: Reals, start: Reals, shape: tuple[int, ...], full: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Whether the centres of voxels lie in the image that the network saw."""
    k, j, i = np.ogrid[tuple(slice(n) for n in shape)]
    inside = np.ones(shape, dtype=bool)
    for row, corner, count in zip(turn, start, full, strict=True):
        places = row[0] * k + row[1] * j + row[2] * i + corner
        inside &= (places >= -_RIM) & (places <= count - 1 + _RIM)
    return inside
