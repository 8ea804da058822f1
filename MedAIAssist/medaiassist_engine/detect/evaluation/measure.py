"""The operation that measures boxes, and what lies in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Column, LabelMap, Table, Volume, spacing_of
from ...features.radiomics.diameters import largest_distance, largest_in_planes, surface_points
from ...features.regions import check_grey, segments_of
from ...preprocess.checks import check_mask
from ...preprocess.limits import Limit, find_limit
from .parameters import MeasureBoxesParameters

_SEGMENT = {
    "diameter_in_slice": "Longest diameter of the segment within a slice",
    "diameter_3d": "Longest diameter of the segment",
    "segment_volume": "Volume of the segment",
}
_INTENSITY = {
    "mean": "Mean",
    "deviation": "Standard deviation",
    "least": "Least",
    "largest": "Largest",
}


def run_measure_boxes(
    boxes: Boxes,
    parameters: MeasureBoxesParameters,
    context: Context,
    volume: Volume | None = None,
    segments: LabelMap | None = None,
) -> Table:
    """A row for each box: its sizes and, where given, the segment and the intensities inside.

    Of several segments the one that is called like the box's class counts, else all together.

    Raises:
        UserError: there is no box; GeometryError: segments lie on another grid than the volume.
    """
    count = len(boxes.centres)
    if not count:
        raise UserError("There is no box to measure; place one first.")
    if volume is not None:
        check_grey(volume)
    if volume is not None and segments is not None:
        check_mask(volume, segments)
    grid = volume if segments is None else Volume(_layers(segments)[0], segments.ijk_to_ras)
    rows = []
    for n in range(count):
        context.progress(n / count, "Measuring boxes")
        rows.append({} if grid is None else _contents(boxes, n, grid, volume, segments, context))
    context.progress(1.0)
    return _table(boxes, rows, volume is not None, segments is not None)


def _contents(
    boxes: Boxes,
    n: int,
    grid: Volume,
    volume: Volume | None,
    segments: LabelMap | None,
    context: Context,
) -> dict[str, float]:
    """What lies in one box; nothing, with a note, where it holds no voxel of the volume."""
    label = boxes.labels[n] if boxes.labels else ""
    one = replace(
        boxes, centres=boxes.centres[n : n + 1], sizes=boxes.sizes[n : n + 1],
        axes=boxes.axes[n : n + 1], labels=(), scores=None,
    )  # fmt: skip
    try:
        limit = find_limit(grid, None, one, Context())
    except UserError:
        context.note(f"Box {n + 1} holds no voxel of the image; only its size was measured.")
        return {}
    found: dict[str, float] = {}
    inside = _inside(limit)
    if segments is not None:
        drawn = inside & _drawn(segments, label, limit)
        if not drawn.any():
            context.note(f"Box {n + 1} holds no voxel of a segment.")
        found |= _segment(drawn, segments)
        inside = drawn if drawn.any() else inside
    if volume is not None:
        values = np.asarray(volume.array)[limit.box][inside].astype(np.float64)
        found |= {"mean": values.mean(), "deviation": values.std(), "least": values.min(),
                  "largest": values.max()}  # fmt: skip
    return found


def _inside(limit: Limit) -> NDArray[np.bool_]:
    if limit.inside is not None:
        return limit.inside
    return np.ones([s.stop - s.start for s in limit.box], np.bool_)


def _layers(segments: LabelMap) -> NDArray[np.generic]:
    array = np.asarray(segments.array)
    return array if array.ndim == 4 else array[None]


def _drawn(segments: LabelMap, label: str, limit: Limit) -> NDArray[np.bool_]:
    """Voxels of the box that belong to the segment called so, or to any if none is."""
    listed = segments_of(segments)
    chosen = [each for each in listed if each.name == label] or list(listed)
    layers = _layers(segments)
    found = np.zeros([s.stop - s.start for s in limit.box], np.bool_)
    for each in chosen:
        found |= layers[each.layer][limit.box] == each.value
    return found


def _segment(drawn: NDArray[np.bool_], segments: LabelMap) -> dict[str, float]:
    """Diameters between surface points, as of radiomics' shapes, and the volume."""
    if not drawn.any():
        return {}
    steps = np.array(spacing_of(segments.ijk_to_ras)[::-1])
    points = surface_points(np.pad(drawn, 1))
    return {
        "diameter_in_slice": largest_in_planes(points, 0, steps),
        "diameter_3d": largest_distance(points, steps),
        "segment_volume": float(np.count_nonzero(drawn) * steps.prod()),
    }


def _table(
    boxes: Boxes, rows: Sequence[dict[str, float]], intensities: bool, segments: bool
) -> Table:
    count = len(rows)
    lengths = np.asarray(boxes.sizes, dtype=np.float64)
    places = np.asarray(boxes.centres, dtype=np.float64)
    columns = [
        Column("box", np.arange(1, count + 1), description="Its number in the list"),
        Column("class", texts=tuple(boxes.labels) or ("",) * count),
    ]
    if boxes.scores is not None:
        columns.append(Column("score", np.asarray(boxes.scores, dtype=np.float64)))
    columns += [
        *(Column(f"size_{n + 1}", lengths[:, n], unit="mm", description=f"Along its {which} axis")
          for n, which in enumerate(("first", "second", "third"))),
        Column("longest", lengths.max(axis=1), unit="mm", description="Longest edge of the box"),
        Column("volume", lengths.prod(axis=1), unit="mm³", description="Of the box"),
        *(Column(f"center_{axis}", places[:, n], unit="mm") for n, axis in enumerate("ras")),
    ]  # fmt: skip
    if segments:
        columns += [
            _column(rows, name, "mm³" if name.endswith("volume") else "mm", f"{what} in the box")
            for name, what in _SEGMENT.items()
        ]
    if intensities:
        where = "of the segment, where there is one" if segments else "of the box"
        columns += [
            _column(rows, name, "", f"{what} intensity {where}")
            for name, what in _INTENSITY.items()
        ]
    return Table(tuple(columns), f"{boxes.name} measured" if boxes.name else "Measured boxes")


def _column(rows: Sequence[dict[str, float]], name: str, unit: str, description: str) -> Column:
    values = np.array([row.get(name, np.nan) for row in rows])
    return Column(name, values, unit=unit, description=description)
