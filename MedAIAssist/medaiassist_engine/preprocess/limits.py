"""Where an operation acts: everywhere, or only inside a mask and a region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Boxes, LabelMap, Volume
from ..geometry import spatial_shape
from .checks import check_mask, title
from .region import Slices, fill_boxes, index_bounds, placed, tight_box


@dataclass(frozen=True)
class Limit:
    """The smallest box of voxels that holds the mask and region, and which of its voxels are in.

    Attributes:
        box: slices along k, j, i.
        inside: bool of the box's shape, or None if the whole volume is meant.
    """

    box: Slices
    inside: NDArray[np.bool_] | None = None

    def grown(self, margin: tuple[int, int, int], shape: tuple[int, int, int]) -> Slices:
        """The box with `margin` voxels more on each side, inside a volume of `shape`."""
        k, j, i = (
            slice(max(s.start - m, 0), min(s.stop + m, n))
            for s, m, n in zip(self.box, margin, shape, strict=True)
        )
        return k, j, i

    def inner(self, grown: Slices) -> Slices:
        """Where this box lies in an array cut out with `grown`."""
        k, j, i = (
            slice(s.start - g.start, s.stop - g.start) for s, g in zip(self.box, grown, strict=True)
        )
        return k, j, i


def find_limit(
    volume: Volume, mask: LabelMap | None, region: Boxes | None, context: Context
) -> Limit:
    """Where to act: the voxels inside both `mask` and `region`, where given.

    Raises:
        GeometryError: the mask lies on another grid.
        UserError: no voxel is left.
    """
    whole = _slices(np.zeros(3, int), np.array(spatial_shape(volume)))
    box, inside = whole, None
    if region is not None:
        box = region_box(volume, region, context)
        inside = fill_boxes(volume, region, box)
        _require(inside, f"The region holds no voxel centre of {title(volume)}; enlarge it.")
    if mask is not None:
        check_mask(volume, mask)
        drawn = np.asarray(mask.array)[..., box[0], box[1], box[2]] != 0
        drawn = drawn.any(axis=0) if drawn.ndim == 4 else drawn
        inside = drawn if inside is None else inside & drawn
        where = "" if region is None else " inside the region"
        _require(inside, f"{title(mask, 'The mask')} is empty{where}; draw something or remove it.")
    return Limit(whole) if inside is None else _shrink(box, inside)


def region_box(volume: Volume, region: Boxes, context: Context) -> Slices:
    """The voxels around all boxes of the region, clipped to the volume with a note.

    Raises:
        UserError: the region has no box or lies outside the volume.
    """
    if len(region.centres) == 0:
        raise UserError("The region has no box; place one or remove the region.")
    low, high = index_bounds(volume, region)
    shape = np.array(spatial_shape(volume))
    if np.any(high < -0.5) or np.any(low > shape - 0.5):
        raise UserError(f"The region lies outside {title(volume)}; move it onto the volume.")
    if np.any(low < -0.501) or np.any(high > shape - 0.499):
        context.note("The region reaches beyond the volume; only the part inside was used.")
    start = np.clip(np.floor(low), 0, shape - 1).astype(int)
    return _slices(start, np.clip(np.ceil(high) + 1, start + 1, shape).astype(int))


def _shrink(box: Slices, inside: NDArray[np.bool_]) -> Limit:
    """The same voxels in the smallest box."""
    tight = tight_box(inside)
    return Limit(placed(tight, box), inside[tight])


def _slices(start: NDArray[Any], stop: NDArray[Any]) -> Slices:
    k, j, i = (slice(int(a), int(b)) for a, b in zip(start, stop, strict=True))
    return k, j, i


def _require(inside: NDArray[np.bool_], problem: str) -> None:
    if not inside.any():
        raise UserError(problem)
