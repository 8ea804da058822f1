"""Volumes as what is searched: one picture of three dimensions, or slices of two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import Boxes, Matrix, Volume
from ...features.orientation import View, nearest_view, slice_axis
from ...geometry import decompose
from ...preprocess.voxelwise import spacing_kji
from ..boxes.geometry import in_slice, to_grid
from ..boxes.grid import Reals


@dataclass(frozen=True)
class Picture:
    """A slice or a volume.

    Attributes:
        image: of D dimensions; spacing: mm along each.
        number: of the slice, None of a volume.
    """

    image: NDArray[Any]
    spacing: tuple[float, ...]
    number: int | None = None

    @property
    def extent(self) -> Reals:
        """Lengths in mm, (D,)."""
        return np.array(self.image.shape) * self.spacing

    def in_volume(self, boxes: Reals) -> Reals:
        """Boxes (n, 2 D) of the picture as boxes (n, 6) of what it is a part of."""
        return boxes if self.number is None else in_slice(boxes, self.number)


@dataclass(frozen=True)
class Seen:
    """A volume seen along wanted axes, the one across the slices first.

    Attributes:
        volume: as seen; nothing is copied.
        view: how its array's axes follow from those stored.
        planar: slices are pictures of their own.
    """

    volume: Volume
    view: View
    planar: bool

    @property
    def dimensions(self) -> int:
        return 2 if self.planar else 3

    def pictures(self, numbers: Iterable[int] | None = None) -> Iterator[Picture]:
        """The volume, or the slices of these numbers (all, if None)."""
        spacing = spacing_kji(self.volume)
        if not self.planar:
            yield Picture(self.volume.array, spacing)
            return
        for n in range(len(self.volume.array)) if numbers is None else numbers:
            yield Picture(self.volume.array[n], spacing[1:], n)

    def boxes(self, boxes: Boxes) -> Reals:
        """(n, 6) on the grid of `volume`."""
        return to_grid(boxes, self.volume.ijk_to_ras)


def seen(volume: Volume, planar: bool, like: Seen | None = None) -> Seen:
    """A volume with the axis across its slices first if planar.

    Args:
        like: turned and mirrored so that its axes point as nearly as they can as those of this.
    """
    if planar:
        across = slice_axis(volume.array.shape)
        order = (across, *(axis for axis in range(3) if axis != across))
    else:
        order = (0, 1, 2)
    view = View(order)
    if like is not None:
        axes, wanted = _axes(volume.ijk_to_ras), _axes(like.volume.ijk_to_ras)
        if planar:
            within = nearest_view(axes[:, list(order[1:])], wanted[:, 1:])
            row, column = (order[1 + n] for n in within.order)
            view = View((order[0], row, column), (False, *within.flip))
        else:
            view = nearest_view(axes, wanted)
    return Seen(view.volume(volume), view, planar)


def _axes(ijk_to_ras: Matrix) -> Reals:
    """(3, 3): unit vectors along k, j, i as columns."""
    _, _, direction = decompose(ijk_to_ras)
    return direction[:, ::-1]
