"""Keypoints as payloads: points to look at, and a table of descriptors to compute with."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Column, Points, Table, Volume
from .found import Keypoints
from .record import TITLES, recorded
from .where import Where

_ROBUST = (0.1, 99.9)
_DIGITS = 6  # of descriptors, which lie in -1..1: shorter files, no loss that matters


def intensity_range(volume: Volume) -> tuple[float, float]:
    """What contrasts are measured against: 0.1th to 99.9th percentile of the whole volume."""
    array = volume.array.view(np.uint8) if volume.array.dtype == bool else volume.array
    low, high = (float(v) for v in np.percentile(array, _ROBUST))
    return (low, high) if low < high else (float(array.min()), float(array.max()))


def outputs(
    found: Keypoints, volume: Volume, where: Where, method: str, parameters: Any, context: Context
) -> dict[str, Points | Table]:
    """The output slots "points" and "descriptors", with a note how many there are.

    Args:
        method: one of `record.TITLES`; parameters: what it was run with.
    """
    title = TITLES[method]
    name = f"{volume.name} {title}".strip()
    segments = where.names(found.positions)
    if len(found) == 0 and not context.notes:
        context.note(f"{title} found no keypoints; lower the contrast or look elsewhere.")
    else:
        context.note(f"{title}: {len(found)} keypoints.")
    table = recorded(as_table(found, segments, name), method, parameters)
    return {"points": as_points(found, name), "descriptors": table}


def as_points(found: Keypoints, name: str) -> Points:
    """Points whose labels are their row numbers in the table."""
    return Points(
        positions=found.positions,
        size=found.size,
        angle=found.angle,
        response=found.response,
        labels=tuple(str(n + 1) for n in range(len(found))),
        name=name,
    )


def as_table(found: Keypoints, segments: tuple[str, ...], name: str) -> Table:
    """One row per keypoint."""
    columns = [Column("segment", texts=segments, description="The segment that holds it.")]
    columns += [
        Column(axis, values, unit="mm", description=f"Position, {axis} (RAS).")
        for axis, values in zip("RAS", found.positions.T, strict=True)
    ]
    columns += [
        Column("size", found.size, unit="mm", description="Diameter of the keypoint."),
        Column("angle", found.angle, unit="deg", description="Orientation; see the method."),
        Column("response", found.response, description="Strength."),
    ]
    columns += _directions(found.axes)
    columns += [
        Column(f"d{n:03d}", values, description=f"Descriptor, value {n}.")
        for n, values in enumerate(_rounded(found.descriptors).T)
    ]
    return Table(tuple(columns), name)


def _directions(axes: NDArray[np.float64]) -> list[Column]:
    """Columns of the first axis, and of the second where there is a frame."""
    return [
        Column(f"{name}_{ras}", axes[:, r, a], description=f"Orientation, {name} axis along {ras}.")
        for a, name in enumerate("xy"[: axes.shape[2]])
        for r, ras in enumerate("RAS")
    ]


def _rounded(descriptors: NDArray[Any]) -> NDArray[Any]:
    if descriptors.dtype.kind != "f":
        return descriptors
    rounded: NDArray[Any] = np.round(descriptors.astype(np.float64), _DIGITS)
    return rounded
