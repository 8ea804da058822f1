"""Box plots of a feature by group.

Slicer's plots have lines, points and bars but no boxes, so each box with its whiskers is drawn as
one line without lifting the pen; outliers are listed in the statistics.
"""

from __future__ import annotations

import numpy as np

from ...context import Context
from ...contract.payloads import Chart, Column, Curve, Table
from .columns import Reals, chosen, labelled
from .parameters import BoxPlotParameters

_HALF, _CAP = 0.3, 0.15  # widths on the axis of groups, where boxes are 1 apart
_REACH = 1.5  # of the distance between quartiles, by Tukey
_STATISTICS = {
    "rows": "Rows with a value",
    "undefined": "Rows without a value",
    "low_whisker": "Least value that is no outlier",
    "first_quartile": "A quarter of the values lies below",
    "median": "Half of the values lie below",
    "third_quartile": "Three quarters of the values lie below",
    "high_whisker": "Greatest value that is no outlier",
    "outliers": "Values more than 1.5 times the quartiles' distance beyond them",
}


def run_box_plot(
    table: Table, parameters: BoxPlotParameters, context: Context
) -> dict[str, Chart | Table]:
    """A box for each group: quartiles, median, whiskers to the last value that is no outlier.

    Raises:
        UserError: there is no such column, or it holds no number.
    """
    context.progress(0.0)
    column, values, groups = chosen(table, parameters.feature, parameters.group, context)
    found = {name or "All rows": box_of(values[rows]) for name, rows in groups.items()}
    outside = sum(int(box["outliers"]) for box in found.values())
    if outside:
        context.note(f"{outside} outliers lie beyond the whiskers and are not drawn.")
    context.progress(1.0)
    return {"chart": _chart(column, found, parameters), "statistics": _statistics(column, found)}


def box_of(values: Reals) -> dict[str, float]:
    """Quartiles, whiskers and counts; NaN where there is no value."""
    finite = values[np.isfinite(values)]
    counts = {"rows": float(len(finite)), "undefined": float(len(values) - len(finite))}
    if not len(finite):
        return {**dict.fromkeys(_STATISTICS, np.nan), **counts, "outliers": 0.0}
    first, median, third = np.percentile(finite, [25, 50, 75])
    reach = _REACH * (third - first)
    usual = finite[(finite >= first - reach) & (finite <= third + reach)]
    box = (usual.min(), first, median, third, usual.max(), len(finite) - len(usual))
    names = list(_STATISTICS)[2:]
    return counts | {name: float(value) for name, value in zip(names, box, strict=True)}


def _chart(
    column: Column, boxes: dict[str, dict[str, float]], parameters: BoxPlotParameters
) -> Chart:
    columns, curves = [], []
    for position, (name, box) in enumerate(boxes.items(), 1):
        x, y = _path(position, box)
        columns += [Column(f"{name} (position)", x), Column(name, y, unit=column.unit)]
        curves.append(Curve(f"{name} (position)", name, f"{position}: {name}"))
    return Chart(
        Table(tuple(columns), f"Box plot of {column.name}"),
        tuple(curves),
        title=f"{column.name} by {parameters.group}" if parameters.group else column.name,
        x_title=parameters.group,
        y_title=labelled(column),
        style="line",
    )


def _path(x: float, box: dict[str, float]) -> tuple[Reals, Reals]:
    """From the lower whisker's cap round the box and along the median to the upper cap."""
    low, first, median = box["low_whisker"], box["first_quartile"], box["median"]
    third, high = box["third_quartile"], box["high_whisker"]
    left, right = x - _HALF, x + _HALF
    points = [
        (x - _CAP, low), (x + _CAP, low), (x, low), (x, first), (left, first), (left, median),
        (right, median), (left, median), (left, third), (right, third), (right, first),
        (x, first), (right, first), (right, third), (x, third), (x, high), (x - _CAP, high),
        (x + _CAP, high),
    ]  # fmt: skip
    along, up = np.array(points).T
    return along, up


def _statistics(column: Column, boxes: dict[str, dict[str, float]]) -> Table:
    counts = ("rows", "undefined", "outliers")
    columns = [Column("group", texts=tuple(boxes))]
    for name, description in _STATISTICS.items():
        values = np.array([box[name] for box in boxes.values()])
        if name in counts:
            columns.append(Column(name, values.astype(np.int64), description=description))
        else:
            columns.append(Column(name, values, (), column.unit, description))
    return Table(tuple(columns), f"Statistics of {column.name}")
