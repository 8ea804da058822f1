"""The slice of a volume that a view shows, on its native in-plane spacing."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import LabelMap, Segment, Volume, matrix

from . import volumes
from .steps import Steps
from .transforms import Matrix

_OFF_AXIS = 0.05  # voxels that a plane may leave its slice by and still be that slice
_POINTS_A_STEP = 20_000


@dataclass(frozen=True)
class Cut:
    """A slice, and which of its pixels lie in the volume; None: all of them."""

    volume: Volume
    inside: LabelMap | None = None


def reading(node: Any, plane: Any) -> Steps[Cut]:
    """The slice of a volume node in a plane, as a volume of shape (1, j, i) or (1, j, i, c).

    Where the plane runs along the voxels, the slice nearest to it is taken as it is. Elsewhere it
    is interpolated linearly over the whole cross-section, pixels as large as the voxels are in
    that direction; pixels beside the volume repeat its border and are named as such.

    Args:
        node: volume node; parent transforms count, and may make it oblique or left-handed.
        plane: (4, 4) of a view's slice node: columns right, up, normal and centre in RAS mm.

    Raises:
        UserError: the volume holds no voxels, or the plane lies beside it.
        GeometryError: its parent transform is not linear.
    """
    whole = volumes.read(node)
    to_index = np.linalg.inv(np.asarray(whole.ijk_to_ras))
    axes = np.asarray(plane, dtype=np.float64)
    yield
    axis = _axis_of(whole, to_index, axes)
    if axis is not None:
        return Cut(_native(whole, axis, float((to_index @ axes[:, 3])[2 - axis])))
    return (yield from _interpolated(whole, to_index, axes))


def _axis_of(whole: Volume, to_index: Matrix, axes: Matrix) -> int | None:
    """The array axis (0: k, 1: j, 2: i) whose slices the plane runs along."""
    in_plane = (to_index @ axes)[:3, :2]  # voxels per mm
    for component in range(3):
        drift = np.abs(in_plane[component]).max()
        others = np.linalg.norm(np.delete(in_plane, component, axis=0), axis=0).min()
        if drift * max(whole.array.shape[:3]) <= _OFF_AXIS * others:
            return 2 - component
    return None


def _native(whole: Volume, axis: int, position: float) -> Volume:
    index = int(np.floor(position + 0.5))
    if not 0 <= index < whole.array.shape[axis]:
        raise _beside(whole)
    order = [axis, *(a for a in range(3) if a != axis)]
    array = np.moveaxis(whole.array, axis, 0)[index : index + 1]
    moved = np.asarray(whole.ijk_to_ras)
    columns = moved[:, [2 - a for a in reversed(order)] + [3]].copy()
    columns[:, 3] += index * moved[:, 2 - axis]
    return Volume(array, matrix(columns), whole.name, whole.colour)


def _interpolated(whole: Volume, to_index: Matrix, axes: Matrix) -> Steps[Cut]:
    spacing = 1 / np.linalg.norm((to_index @ axes)[:3, :3], axis=0)
    corners = _section(whole, axes)
    if len(corners) < 3:
        raise _beside(whole)
    low, high = corners.min(axis=0), corners.max(axis=0)
    i, j = (max(1, round(float(n))) for n in (high - low) / spacing[:2])
    grid = axes.copy()
    grid[:3, :3] = axes[:3, :3] * spacing
    first = (low + high) / 2 - (np.array([i, j]) - 1) / 2 * spacing[:2]
    grid[:3, 3] += axes[:3, :2] @ first
    array = np.asarray(whole.array)
    result = np.empty((1, j, i, *array.shape[3:]), np.uint8 if whole.colour else np.float32)
    inside = np.empty((1, j, i), np.uint8)
    rows = max(1, _POINTS_A_STEP // i)
    for start in range(0, j, rows):
        some = slice(start, min(start + rows, j))
        index = _index(to_index @ grid, i, some)
        values = _sampled(array, index)
        result[0, some] = np.rint(values) if whole.colour else values
        inside[0, some] = _within(array.shape, index)
        yield
    volume = Volume(result, matrix(grid), whole.name, whole.colour)
    if inside.all():
        return Cut(volume)
    return Cut(volume, LabelMap(inside, volume.ijk_to_ras, (Segment(1, "slice"),), whole.name))


def _section(whole: Volume, axes: Matrix) -> NDArray[np.float64]:
    """Corners (n, 2), in mm along the plane, of where it cuts the volume's box."""
    ends = [(-0.5, n - 0.5) for n in whole.array.shape[2::-1]]
    to_plane = np.linalg.inv(axes) @ np.asarray(whole.ijk_to_ras)
    corners = {key: to_plane @ [*(e[b] for e, b in zip(ends, key, strict=True)), 1.0]
               for key in itertools.product((0, 1), repeat=3)}  # fmt: skip
    found = []
    for key, axis in itertools.product(corners, range(3)):
        one, other = corners[key], corners[(*key[:axis], 1, *key[axis + 1 :])]
        if key[axis] == 0 and (one[2] < 0) != (other[2] < 0):
            share = one[2] / (one[2] - other[2])
            found.append((one + share * (other - one))[:2])
    return np.array(found).reshape(-1, 2)


def _index(to_index: Matrix, columns: int, rows: slice) -> NDArray[np.float64]:
    """Continuous index (k, j, i) of the pixels of some rows, as (3, rows, columns)."""
    along = np.arange(columns)[None, :, None] * to_index[:3, 0]
    across = np.arange(rows.start, rows.stop)[:, None, None] * to_index[:3, 1]
    return np.moveaxis(along + across + to_index[:3, 3], -1, 0)[::-1]


def _sampled(array: NDArray[Any], index: NDArray[np.float64]) -> NDArray[np.float64]:
    last = np.array(array.shape[:3]).reshape(3, 1, 1) - 1
    clipped = np.clip(index, 0, last)
    low = np.floor(clipped).astype(np.intp)
    rest = clipped - low
    result = np.zeros((*index.shape[1:], *array.shape[3:]))
    for corner in itertools.product((0, 1), repeat=3):
        shift = np.array(corner).reshape(3, 1, 1)
        weight = np.where(shift, rest, 1 - rest).prod(axis=0)
        k, j, i = np.minimum(low + shift, last)
        result += weight.reshape(*weight.shape, *(1,) * (array.ndim - 3)) * array[k, j, i]
    return result


def _within(shape: tuple[int, ...], index: NDArray[np.float64]) -> NDArray[np.bool_]:
    ends = np.array(shape[:3]).reshape(3, 1, 1) - 0.5
    return np.all((index >= -0.5) & (index <= ends), axis=0)


def _beside(whole: Volume) -> UserError:
    return UserError(
        f"The slice view shows nothing of '{whole.name}': its plane lies beside the volume. "
        "Scroll the view to the volume, or fit it to the window."
    )
