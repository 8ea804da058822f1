"""Boxes on a voxel grid as arrays (n, 2 D): all lower edges, then all upper edges.

The axes come in the array's own order, (j, i) or (k, j, i). Edges are counted in voxels from the
outer edge of the first voxel: voxel n reaches from n to n + 1, so that the box of `image[2:5, 0:7]`
is (2, 0, 5, 7), the box of a whole image is (0, ..., *image.shape), and no formula needs a + 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Reals = NDArray[np.float64]


def as_boxes(boxes: ArrayLike, dimensions: int | None = None) -> Reals:
    """Boxes as float64 (n, 2 D); an empty list needs `dimensions`.

    Raises:
        ValueError: the shape is another.
    """
    found = np.asarray(boxes, dtype=np.float64)
    if found.size == 0 and dimensions is not None:
        return np.zeros((0, 2 * dimensions))
    expected = None if dimensions is None else 2 * dimensions
    if found.ndim != 2 or found.shape[1] % 2 or expected not in (None, found.shape[1]):
        raise ValueError(f"boxes have the shape {found.shape}; it must be (n, {expected or '2 D'})")
    return found


def edges(boxes: Reals) -> tuple[Reals, Reals]:
    """Views of the lower and the upper edges, (n, D) each."""
    half = boxes.shape[-1] // 2
    return boxes[..., :half], boxes[..., half:]


def reversed_axes(boxes: Reals) -> Reals:
    """The same boxes with their axes in the opposite order: (k, j, i) as (i, j, k) or back."""
    return np.concatenate([edge[..., ::-1] for edge in edges(boxes)], axis=-1)


def sizes(boxes: Reals) -> Reals:
    """Lengths along each axis, (n, D)."""
    low, high = edges(boxes)
    return high - low


def centres(boxes: Reals) -> Reals:
    """Midpoints, (n, D); the centre of voxel m lies at m + 0.5."""
    low, high = edges(boxes)
    return (low + high) / 2


def volumes(boxes: Reals) -> Reals:
    """Areas in 2D, volumes in 3D, (n,)."""
    return np.prod(sizes(boxes), axis=-1)


def from_centres(middle: ArrayLike, size: ArrayLike) -> Reals:
    """Boxes (n, 2 D) around midpoints (n, D) of sizes that broadcast with them."""
    middle, half = np.broadcast_arrays(
        np.asarray(middle, dtype=np.float64), np.asarray(size, dtype=np.float64) / 2
    )
    return np.concatenate([middle - half, middle + half], axis=-1)


def clipped(boxes: Reals, shape: Sequence[int]) -> Reals:
    """The parts inside an image of this shape; boxes outside it get no extent."""
    low, high = (np.clip(e, 0, np.asarray(shape, dtype=np.float64)) for e in edges(boxes))
    return np.concatenate([low, high], axis=-1)


def as_slices(box: Reals, shape: Sequence[int]) -> tuple[slice, ...]:
    """The voxels of an image of this shape that one box touches by more than rounding."""
    low, high = edges(np.asarray(box))
    start = np.clip(np.floor(low + 1e-6), 0, shape).astype(int)
    stop = np.clip(np.ceil(high - 1e-6), start, shape).astype(int)
    return tuple(slice(int(a), int(b)) for a, b in zip(start, stop, strict=True))


def from_slices(slices: Sequence[Sequence[slice]], dimensions: int) -> Reals:
    """Boxes from slices along each axis, such as of `scipy.ndimage.find_objects`."""
    corners: list[list[Any]] = [[*(s.start for s in b), *(s.stop for s in b)] for b in slices]
    return as_boxes(corners, dimensions)
