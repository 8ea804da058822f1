"""A label map sampled on another voxel grid, each voxel taking the nearest label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import LabelMap, Volume
from ...geometry import decompose, spatial_shape

Floats = NDArray[np.float64]


def resampled(
    labels: LabelMap, volume: Volume, check: Callable[[], None] = lambda: None
) -> LabelMap:
    """`labels` on the volume's voxels, 0 beyond its own; only what may be painted is visited.

    Args:
        check: called for each slice; may raise to stop.

    Raises:
        GeometryError: the axes of either are not usable.
    """
    decompose(labels.ijk_to_ras)
    to_labels = np.linalg.inv(np.asarray(labels.ijk_to_ras)) @ np.asarray(volume.ijk_to_ras)
    array = np.asarray(labels.array)
    layers = array.reshape(-1, *spatial_shape(labels))
    shape = spatial_shape(volume)
    result = np.zeros((len(layers), *shape), array.dtype)
    box = _within(layers.max(axis=0) != 0, np.linalg.inv(to_labels), shape)
    if box is not None:
        j, i = np.meshgrid(*(np.arange(s.start, s.stop) for s in box[1:]), indexing="ij")
        for k in range(box[0].start, box[0].stop):
            check()
            place = np.stack([i, j, np.full_like(i, k), np.ones_like(i)])
            index = to_labels[:3] @ place.reshape(4, -1)
            result[:, k, box[1], box[2]] = _sampled(layers, index).reshape(-1, *i.shape)
    flat = result if array.ndim == 4 else result[0]
    return replace(labels, array=flat, ijk_to_ras=volume.ijk_to_ras)


def _sampled(layers: NDArray[np.integer], index: Floats) -> NDArray[np.integer]:
    """(layers, n) at continuous (i, j, k)."""
    nearest = np.floor(index + 0.5).astype(np.intp)
    limits = np.array(layers.shape[:0:-1])[:, None]
    inside = ((nearest >= 0) & (nearest < limits)).all(axis=0)
    i, j, k = np.clip(nearest, 0, limits - 1)
    return np.where(inside, layers[:, k, j, i], 0)


def _within(
    painted: NDArray[np.bool_], to_volume: Floats, shape: tuple[int, int, int]
) -> tuple[slice, slice, slice] | None:
    """Slices of the volume that hold all painted voxels; None where there are none."""
    ranges = []
    for axis in range(3):
        used = np.flatnonzero(painted.any(axis=tuple(a for a in range(3) if a != axis)))
        if len(used) == 0:
            return None
        ranges.append((used[0] - 0.5, used[-1] + 0.5))
    corners = np.array([[i, j, k, 1.0] for k, j, i in product(*ranges)])
    reached = (corners @ to_volume.T)[:, 2::-1]
    low = np.clip(np.floor(reached.min(axis=0)), 0, shape).astype(int)
    high = np.clip(np.ceil(reached.max(axis=0)) + 1, 0, shape).astype(int)
    if np.any(low >= high):
        return None
    k, j, i = (slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    return k, j, i
