"""Oriented boxes as voxels of a volume's grid."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..contract.payloads import Boxes, Volume

Slices = tuple[slice, slice, slice]

_TOLERANCE_MM = 1e-6


def tight_box(inside: NDArray[np.bool_]) -> Slices:
    """The smallest box with all voxels of a mask (k, j, i) that has at least one."""
    used = [np.flatnonzero(inside.any(axis=others)) for others in ((1, 2), (0, 2), (0, 1))]
    k, j, i = (slice(int(n[0]), int(n[-1]) + 1) for n in used)
    return k, j, i


def placed(inner: Slices, outer: Slices) -> Slices:
    """Where `inner`, counted from the corner of `outer`, lies in what `outer` is cut from."""
    k, j, i = (
        slice(o.start + s.start, o.start + s.stop) for s, o in zip(inner, outer, strict=True)
    )
    return k, j, i


def index_bounds(volume: Volume, region: Boxes) -> tuple[NDArray[Any], NDArray[Any]]:
    """The lowest and highest continuous index (k, j, i) that any box of the region reaches."""
    to_ijk = np.linalg.inv(np.asarray(volume.ijk_to_ras, dtype=np.float64))
    signs = np.array(list(itertools.product((-0.5, 0.5), repeat=3)))
    corners = np.concatenate(
        [
            centre + (signs * size) @ np.asarray(axes).T
            for centre, size, axes in zip(region.centres, region.sizes, region.axes, strict=True)
        ]
    )
    index = (corners @ to_ijk[:3, :3].T + to_ijk[:3, 3])[:, ::-1]
    return index.min(axis=0), index.max(axis=0)


def fill_boxes(volume: Volume, region: Boxes, box: Slices) -> NDArray[np.bool_]:
    """Which voxels of `box` have their centre inside any of the region's boxes.

    Works slice by slice, so that the positions of all voxels are never in memory at once.
    """
    shape = tuple(s.stop - s.start for s in box)
    inside = np.zeros(shape, dtype=bool)
    j = np.arange(box[1].start, box[1].stop, dtype=np.float64)[:, None]
    i = np.arange(box[2].start, box[2].stop, dtype=np.float64)[None, :]
    for n in range(len(region.centres)):
        to_box = _index_to_box(volume, region, n)
        half = np.asarray(region.sizes[n], dtype=np.float64) / 2 + _TOLERANCE_MM
        for part, k in zip(inside, range(box[0].start, box[0].stop), strict=True):
            within = np.ones(shape[1:], dtype=bool)
            for row, limit in zip(to_box, half, strict=True):
                within &= np.abs(row[0] * i + row[1] * j + (row[2] * k + row[3])) <= limit
            part |= within
    return inside


def _index_to_box(volume: Volume, region: Boxes, n: int) -> NDArray[Any]:
    """(3, 4): from (i, j, k, 1) to mm along the box's axes, measured from its centre."""
    to_centre = np.asarray(volume.ijk_to_ras, dtype=np.float64)[:3].copy()
    to_centre[:, 3] -= np.asarray(region.centres[n], dtype=np.float64)
    return np.asarray(region.axes[n], dtype=np.float64).T @ to_centre
