"""One slice instead of a whole volume, so that parameters can be judged at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Volume, matrix

from . import volumes


def slab(volume_node: Any, axis: int, index: int, margin: int) -> Volume:
    """The slices index - margin .. index + margin, clipped at the volume's border.

    Args:
        volume_node: volume node; its memory is shared.
        axis: array axis, 0: k, 1: j, 2: i.
        index: slice along it, clipped to the volume.
        margin: slices taken on each side, for operations that look at neighbours.

    Raises:
        UserError: the volume holds no voxels.
        GeometryError: its parent transform is not linear.
    """
    whole = volumes.read(volume_node)
    index = min(max(index, 0), whole.array.shape[axis] - 1)
    return _part(whole, axis, max(0, index - margin), index + margin + 1)


def middle(result: Volume, axis: int, index: int, margin: int) -> Volume:
    """From the result for a `slab` of these arguments, the one slice that was asked for.

    Raises:
        UserError: the result has no such slice, because the operation changed the grid.
    """
    offset = min(index, margin)
    if not 0 <= offset < result.array.shape[axis]:
        raise UserError(
            f"The result '{result.name}' lies on another grid than its input, so one slice cannot "
            "be previewed. Apply the operation to see it."
        )
    return _part(result, axis, offset, offset + 1)


def _part(volume: Volume, axis: int, start: int, stop: int) -> Volume:
    inner = tuple(slice(start, stop) if a == axis else slice(None) for a in range(3))
    shift = np.eye(4)
    shift[2 - axis, 3] = start
    moved = np.asarray(volume.ijk_to_ras) @ shift
    return Volume(volume.array[inner], matrix(moved), volume.name, volume.colour)


def slice_shown(volume_node: Any, slice_to_ras: Any) -> tuple[int, int]:
    """The array axis and slice index that a slice view shows best.

    Args:
        volume_node: volume node; parent transforms count.
        slice_to_ras: (4, 4) of the view's slice node: column 2 is its normal, column 3 its centre.

    Returns:
        axis (0: k, 1: j, 2: i) whose slices are nearest to parallel with the view, and the index
        of the slice at the view's centre, clipped to the volume.
    """
    plane = np.asarray(slice_to_ras, dtype=np.float64)
    to_index = np.linalg.inv(volumes.index_to_world(volume_node))
    normals = to_index[:3, :3] / np.linalg.norm(to_index[:3, :3], axis=1, keepdims=True)
    component = int(np.argmax(np.abs(normals @ plane[:3, 2])))
    position = (to_index @ plane[:, 3])[component]
    count = volumes.image_of(volume_node).GetDimensions()[component]
    index = int(np.clip(np.floor(position + 0.5), 0, count - 1))
    return 2 - component, index
