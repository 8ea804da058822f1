"""Arrays seen along wanted directions, whichever way they are stored."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..contract.payloads import Matrix, Volume, matrix
from ..geometry import decompose
from .regions import Part

_DIGITS = 9  # of cosines: smaller differences are rounding errors


@dataclass(frozen=True)
class View:
    """Another order and direction of an array's axes; it copies nothing.

    Attributes:
        order: for each axis of the view, the array's axis.
        flip: for each axis of the view, whether it runs the other way.
    """

    order: tuple[int, ...] = (0, 1, 2)
    flip: tuple[bool, ...] = (False, False, False)

    def of(self, array: NDArray[Any]) -> NDArray[Any]:
        turned = array.transpose(self.order)
        return turned[tuple(slice(None, None, -1 if f else None) for f in self.flip)]

    def to_ras(self, to_ras: NDArray[np.float64], shape: Sequence[int]) -> NDArray[np.float64]:
        """(3, n + 1), from the view's index to RAS mm.

        Args:
            to_ras: (3, n + 1), the same from the index in the array of `shape`.
        """
        corner = to_ras[:, -1].copy()
        steps = to_ras[:, list(self.order)]
        for n, axis in enumerate(self.order):
            if self.flip[n]:
                corner += (shape[axis] - 1) * steps[:, n]
                steps[:, n] *= -1
        return np.column_stack([steps, corner])

    def volume(self, volume: Volume) -> Volume:
        """The same voxels at the same places in the view's order."""
        stored = np.asarray(volume.ijk_to_ras, dtype=np.float64)[:3, [2, 1, 0, 3]]
        to_ras = self.to_ras(stored, volume.array.shape)[:, [2, 1, 0, 3]]
        full = matrix(np.vstack([to_ras, np.eye(4)[3]]))
        return replace(volume, array=self.of(volume.array), ijk_to_ras=full)

    def part(self, part: Part, shape: Sequence[int]) -> Part:
        """A part of an array of `shape` in the view."""
        if part.box is None:
            return part
        k, j, i = (
            slice(shape[a] - part.box[a].stop, shape[a] - part.box[a].start) if f else part.box[a]
            for a, f in zip(self.order, self.flip, strict=True)
        )
        return Part(part.name, (k, j, i), None if part.inside is None else self.of(part.inside))


def nearest_view(axes: NDArray[np.float64], wanted: NDArray[np.float64]) -> View:
    """The view whose axes point most nearly along wanted directions.

    Of equally near ones it is the same in space, however the array is stored.

    Args:
        axes: (3, n) unit vectors along the array's axes.
        wanted: (3, n) unit vectors.
    """
    count = axes.shape[1]

    def nearness(view: View) -> tuple[float, ...]:
        seen = axes[:, list(view.order)] * np.where(view.flip, -1.0, 1.0)
        cosines = np.round(wanted.T @ seen, _DIGITS)
        return (float(np.round(np.trace(cosines), _DIGITS)), *cosines.ravel().tolist())

    orders = itertools.permutations(range(count))
    flips = list(itertools.product((False, True), repeat=count))
    return max((View(order, flip) for order in orders for flip in flips), key=nearness)


def view_of(volume: Volume, axes: str, *, flat: bool) -> View:
    """How features that depend on directions see a volume.

    Args:
        axes: "image" as stored, "patient" as by `patient_view`.
        flat: the first axis is that across the slices, in the direction it is stored.
    """
    across = slice_axis(volume.array.shape) if flat else 0
    view = patient_view(volume.ijk_to_ras) if axes == "patient" else View()
    if not flat:
        return view
    kept = [(axis, f) for axis, f in zip(view.order, view.flip, strict=True) if axis != across]
    order, flip = zip(*kept, strict=True)
    return View((across, *order), (False, *flip))


def patient_view(ijk_to_ras: Matrix) -> View:
    """Columns towards the right, rows anterior, slices superior, as nearly as the axes allow."""
    _, _, direction = decompose(ijk_to_ras)
    return nearest_view(direction[:, ::-1], np.eye(3)[:, ::-1])


def slice_axis(shape: Sequence[int]) -> int:
    """The array's axis across the slices: the first, or the only one that is a voxel thin."""
    thin = [axis for axis in range(3) if shape[axis] == 1]
    return thin[0] if len(thin) == 1 else 0
