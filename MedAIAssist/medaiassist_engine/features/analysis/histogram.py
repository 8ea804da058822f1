"""Histograms of features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Chart, Column, Curve, Table
from .columns import Reals, chosen, labelled
from .parameters import HistogramParameters

_FEWEST, _MOST = 5, 100


def run_histogram(
    table: Table, parameters: HistogramParameters, context: Context
) -> dict[str, Chart | Table]:
    """Rows in each bin of a feature's values, all groups in the same bins.

    Raises:
        UserError: there is no such column, or it holds no number.
    """
    context.progress(0.0)
    column, values, groups = chosen(table, parameters.feature, parameters.group, context)
    edges = bin_edges(values, parameters.bins)
    heights = {
        name: _heights(values[rows], edges, parameters.height) for name, rows in groups.items()
    }
    context.progress(1.0)
    return {"chart": _chart(column, edges, heights, parameters), "bins": _bins(edges, heights)}


def bin_edges(values: Reals, bins: int | None = None) -> Reals:
    """Equal bins over the range of the finite values; by Freedman and Diaconis if not given."""
    finite = values[np.isfinite(values)]
    least, most = float(finite.min()), float(finite.max())
    if least == most:
        return least + np.array([-0.5, 0.5]) * max(1.0, abs(least) * 1e-9)
    if bins is None:
        low, high = np.percentile(finite, [25, 75])
        width = 2 * (high - low) / len(finite) ** (1 / 3)
        bins = int(np.clip(np.ceil((most - least) / width), _FEWEST, _MOST)) if width else _FEWEST
    return np.unique(np.linspace(least, most, bins + 1))  # fewer where floats are coarse


def _heights(values: Reals, edges: Reals, height: str) -> Reals:
    finite = values[np.isfinite(values)]
    counts = np.histogram(finite, edges)[0].astype(np.float64)
    if height == "count":
        return counts
    return 100 * counts / len(finite) if len(finite) else np.full(len(counts), np.nan)


def _chart(
    column: Column, edges: Reals, heights: dict[str, Reals], parameters: HistogramParameters
) -> Chart:
    """Bars of several groups would hide each other, so those are drawn as outlines."""
    grouped = bool(parameters.group)
    x = np.repeat(edges, 2) if grouped else (edges[:-1] + edges[1:]) / 2
    unit = "%" if parameters.height == "percent" else "rows"
    columns = [Column(column.name, x, unit=column.unit)]
    for name, values in heights.items():
        columns.append(
            Column(name or "All rows", _outline(values) if grouped else values, (), unit)
        )
    return Chart(
        Table(tuple(columns), f"Histogram of {column.name}"),
        tuple(Curve(column.name, c.name, c.name) for c in columns[1:]),
        title=f"Histogram of {column.name}",
        x_title=labelled(column),
        y_title="Percent" if parameters.height == "percent" else "Rows",
        style="line" if grouped else "bar",
    )


def _outline(heights: Reals) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.repeat(heights, 2), [0.0]])


def _bins(edges: Reals, heights: dict[str, Reals]) -> Table:
    columns = [
        Column("from", edges[:-1], description="Lower limit, inclusive"),
        Column("to", edges[1:], description="Upper limit, exclusive but for the last bin"),
        *(Column(name or "All rows", values) for name, values in heights.items()),
    ]
    return Table(tuple(columns), "Bins")
