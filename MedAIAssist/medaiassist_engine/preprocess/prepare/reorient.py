"""Reorienting the array's axes without interpolation."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import LabelMap, Matrix, Volume, matrix
from ...geometry import decompose
from ..checks import check_volume
from .parameters import ReorientParameters

_POSITIVE = "RAS"
_NEGATIVE = "LPI"


def run_reorient(
    volume: Volume,
    parameters: ReorientParameters,
    context: Context,
    mask: LabelMap | None = None,
) -> dict[str, Volume | LabelMap]:
    """The same voxels at the same places, stored along other axes; the mask likewise."""
    check_volume(volume)
    array, ijk_to_ras = reorient(volume.array, volume.ijk_to_ras, parameters.axes)
    result = context.empty(array.shape, array.dtype)
    for n, part in enumerate(array):
        result[n] = part
        context.progress((n + 1) / len(array))
    outputs: dict[str, Volume | LabelMap] = {
        "volume": replace(volume, array=result, ijk_to_ras=ijk_to_ras)
    }
    if mask is not None:
        outputs["segmentation"] = reorient_labels(mask, parameters.axes)
    return outputs


def reorient(array: NDArray[Any], ijk_to_ras: Matrix, axes: str) -> tuple[NDArray[Any], Matrix]:
    """A view of a (k, j, i[, c]) array whose axes i, j, k point as `axes` says, and its matrix.

    Args:
        axes: such as "RAS": i points to the right, j to anterior, k to superior. Axes of an
            oblique volume count as the anatomical axis they are closest to.
    """
    order, flips = _plan(ijk_to_ras, axes)
    full = np.array(ijk_to_ras, dtype=np.float64)
    to_old = np.zeros((4, 4))
    to_old[3, 3] = 1
    for new, (old, flip) in enumerate(zip(order, flips, strict=True)):
        to_old[old, new] = -1 if flip else 1
        to_old[old, 3] = array.shape[2 - old] - 1 if flip else 0
    # Array axes run k, j, i, so index axis a is array axis 2 - a.
    moved = array.transpose(*(2 - order[2 - a] for a in range(3)), *range(3, array.ndim))
    steps = [slice(None, None, -1 if flips[2 - a] else 1) for a in range(3)]
    return moved[tuple(steps)], matrix(full @ to_old)


def reorient_labels(labels: LabelMap, axes: str) -> LabelMap:
    """The label map with its axes pointing as `axes` says."""
    array = np.asarray(labels.array)
    if array.ndim == 3:
        moved, ijk_to_ras = reorient(array, labels.ijk_to_ras, axes)
    else:
        moved, ijk_to_ras = reorient(np.moveaxis(array, 0, -1), labels.ijk_to_ras, axes)
        moved = np.moveaxis(moved, -1, 0)
    return replace(labels, array=np.ascontiguousarray(moved), ijk_to_ras=ijk_to_ras)


def axis_codes(ijk_to_ras: Matrix) -> str:
    """Where i, j and k point, such as "LPS" for an axial DICOM series."""
    direction = decompose(ijk_to_ras)[2]
    return "".join(
        (_POSITIVE if direction[row, column] > 0 else _NEGATIVE)[row]
        for column, row in enumerate(_closest(direction))
    )


def _plan(ijk_to_ras: Matrix, axes: str) -> tuple[list[int], list[bool]]:
    """For each new axis: the old axis it comes from, and whether that is reversed."""
    now = axis_codes(ijk_to_ras)
    rows = {
        letter: row for row, pair in enumerate(zip("RAS", "LPI", strict=True)) for letter in pair
    }
    where = {rows[letter]: old for old, letter in enumerate(now)}
    order = [where[rows[letter]] for letter in axes]
    return order, [now[old] != letter for old, letter in zip(order, axes, strict=True)]


def _closest(direction: NDArray[Any]) -> tuple[int, ...]:
    """For each column the row (R, A or S) it lies along, no row twice, the best fit overall."""
    return max(
        itertools.permutations(range(3)),
        key=lambda rows: sum(abs(direction[row, column]) for column, row in enumerate(rows)),
    )
