"""Objects painted on the voxels of a volume."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from ...context import Context
from ...contract.numbered_segments import numbered_segment
from ...contract.payloads import LabelMap, Matrix, Volume
from ..boxes.grid import Reals

_HALF = 0.5


@dataclass(frozen=True)
class Outline:
    """An object where a detector saw it.

    Attributes:
        box: (6,) along the axes i, j, k of what the detector saw, in its voxels.
        mask: (bins, bins, bins) how likely each part of the box belongs to the object.
        ijk_to_ras: of what the detector saw.
    """

    box: Reals
    mask: Reals
    ijk_to_ras: NDArray[np.float64]


def painted(
    volume: Volume, found: Sequence[Outline], values: Sequence[int], names: Sequence[str],
    context: Context,
) -> LabelMap:  # fmt: skip
    """The objects as segments on a volume's voxels; where several lie, the first of them is seen.

    Args:
        values: what the voxels of each object get.
        names: of the segments, whose values count from 1.
    """
    shape = volume.array.shape[:3]
    labels = context.empty(shape, np.uint8 if len(names) < 256 else np.int16)
    labels[...] = 0
    for n in reversed(range(len(found))):
        context.progress(1 - (n + 1) / len(found), "Drawing the segments")
        paint(labels, volume.ijk_to_ras, found[n], values[n])
    segments = tuple(numbered_segment(n, name) for n, name in enumerate(names, 1))
    return LabelMap(labels, volume.ijk_to_ras, segments)


def paint(labels: NDArray[np.generic], ijk_to_ras: Matrix, outline: Outline, value: int) -> None:
    """Give an object's voxels of a label map (k, j, i) a value."""
    low, high = outline.box[:3], outline.box[3:]
    to_seen = np.linalg.inv(outline.ijk_to_ras) @ np.array(ijk_to_ras)
    first, last = _reach(outline.box, np.linalg.inv(to_seen), labels.shape)
    i, j = np.meshgrid(
        np.arange(first[0], last[0] + 1), np.arange(first[1], last[1] + 1), indexing="ij"
    )
    for k in range(first[2], last[2] + 1):  # by slice, so that large objects need little memory
        voxels = np.stack([i.ravel(), j.ravel(), np.full(i.size, k)])
        seen = to_seen[:3, :3] @ voxels + to_seen[:3, 3:] + 0.5  # voxels are counted from edges
        share = (seen - low[:, None]) / (high - low)[:, None]
        inside = ((share >= 0) & (share <= 1)).all(axis=0)
        bins = share[:, inside] * np.array(outline.mask.shape)[:, None] - 0.5
        there = map_coordinates(outline.mask, bins, order=1, mode="nearest") >= _HALF
        at_i, at_j, _ = voxels[:, inside][:, there]
        labels[k, at_j, at_i] = value


def _reach(
    box: Reals, to_voxels: NDArray[np.float64], shape: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first and last voxels i, j, k of a volume of this shape (k, j, i) that may lie in it."""
    corners = np.array(list(itertools.product(*zip(box[:3], box[3:], strict=True)))) - 0.5
    there = corners @ to_voxels[:3, :3].T + to_voxels[:3, 3]
    most = np.array(shape[::-1]) - 1
    low = np.clip(np.ceil(there.min(axis=0) - 1e-6), 0, None).astype(np.int64)
    high = np.minimum(np.floor(there.max(axis=0) + 1e-6), most).astype(np.int64)
    return low, high
