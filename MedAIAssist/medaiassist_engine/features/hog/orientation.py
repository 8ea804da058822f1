"""Arrays seen along the patient's axes, whichever way they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from ...contract.payloads import Matrix
from ...geometry import decompose


@dataclass(frozen=True)
class View:
    """Another order and direction of an array's axes; it copies nothing.

    Attributes:
        order: for each axis of the view, the array's axis.
        flip: for each axis of the view, whether it runs the other way.
    """

    order: tuple[int, int, int] = (0, 1, 2)
    flip: tuple[bool, bool, bool] = (False, False, False)

    def of(self, array: NDArray[Any]) -> NDArray[Any]:
        turned = array.transpose(self.order)
        return turned[tuple(slice(None, None, -1 if f else None) for f in self.flip)]

    def spacing(self, kji: tuple[float, float, float]) -> tuple[float, float, float]:
        k, j, i = (kji[axis] for axis in self.order)
        return k, j, i

    def box(
        self, box: tuple[slice, slice, slice], shape: tuple[int, int, int]
    ) -> tuple[slice, slice, slice]:
        """The slices of the view that are `box` in an array of `shape`."""
        k, j, i = (
            slice(shape[a] - box[a].stop, shape[a] - box[a].start) if f else box[a]
            for a, f in zip(self.order, self.flip, strict=True)
        )
        return k, j, i


def patient_view(ijk_to_ras: Matrix, *, keep_slices: bool) -> View:
    """Columns towards the right, rows anterior, slices superior, as nearly as the axes allow.

    With `keep_slices` the array's first axis stays as it is and only the other two are ordered.
    """
    _, _, direction = decompose(ijk_to_ras)
    towards = direction[:, ::-1]  # (RAS, kji)
    _, axis_of_ras = linear_sum_assignment(-np.abs(towards))
    order = [int(axis) for axis in axis_of_ras[::-1]]  # superior, anterior, right
    flip = [bool(towards[ras, axis] < 0) for ras, axis in zip((2, 1, 0), order, strict=True)]
    if keep_slices:
        at = order.index(0)
        order.insert(0, order.pop(at))
        flip.pop(at)
        flip.insert(0, False)
    return View((order[0], order[1], order[2]), (flip[0], flip[1], flip[2]))
