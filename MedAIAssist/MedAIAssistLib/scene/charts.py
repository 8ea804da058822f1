"""Chart payloads and plot nodes: a table, one series for each curve, and the chart."""

from __future__ import annotations

from typing import Any

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Chart, Curve

from . import tables
from .chart_styles import STYLES, colour, set_style, style_of
from .landing import Landing, remove
from .steps import Steps
from .undo import Change

CURVE = "MedAIAssist.Curve"


def read(node: Any) -> Chart:
    """A plot chart node with its series.

    Raises:
        UserError: it has no series, or series from different tables or of different styles.
    """
    series = _series_of(node)
    sources = {s.GetTableNodeID(): s.GetTableNode() for s in series}
    styles = {style_of(s) for s in series}
    if len(sources) != 1 or None in sources.values() or len(styles) != 1:
        raise UserError(
            f"The chart '{node.GetName()}' needs one or more series that share one table and one "
            "plot type. Choose another chart."
        )
    return Chart(
        table=tables.read(next(iter(sources.values()))),
        curves=tuple(
            Curve(
                s.GetXColumnName() or s.GetLabelColumnName() or "",
                s.GetYColumnName() or "",
                _title(s),
            )
            for s in series
        ),
        title=node.GetTitle() or "",
        x_title=node.GetXAxisTitle() or "",
        y_title=node.GetYAxisTitle() or "",
        style=styles.pop(),
    )


def _series_of(node: Any) -> list[Any]:
    listed = (node.GetNthPlotSeriesNode(n) for n in range(node.GetNumberOfPlotSeriesNodes()))
    return [series for series in listed if series is not None]


def _title(series: Any) -> str:
    return series.GetAttribute(CURVE) or series.GetName() or ""


def write(
    scene: Any,
    chart: Chart,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str]:
    """Put a chart into the scene; gives the chart node's id. Arguments as `volumes.write`.

    A chart that is replaced keeps its table node and, as far as there are curves, its series.

    Raises:
        UserError: an unknown style, or a curve names a column that the table lacks.
    """
    _check(chart)
    landing = Landing(scene, "vtkMRMLPlotChartNode", node_id, beside, change)
    old_table, old_series = _parts(landing.existing)
    table_id = yield from tables.write(scene, chart.table, old_table, beside=beside, change=change)
    node = landing.open(chart.title)
    modifying = node.StartModify()
    chart_id = landing.close(node)
    node.RemoveAllPlotSeriesNodeIDs()
    for n in range(len(chart.curves)):
        old = old_series[n] if n < len(old_series) else None
        place = Landing(scene, "vtkMRMLPlotSeriesNode", old, None, change)
        node.AddAndObservePlotSeriesNodeID(_series(place, chart, n, table_id))
    if not old_series:
        node.SetLegendVisibility(len(chart.curves) > 1)
    node.SetTitle(chart.title)
    node.SetXAxisTitle(chart.x_title)
    node.SetYAxisTitle(chart.y_title)
    node.EndModify(modifying)
    for surplus in old_series[len(chart.curves) :]:
        remove(scene, surplus, change)
    return chart_id


def _parts(node: Any | None) -> tuple[str | None, list[str]]:
    """Ids of the chart's table and of its series."""
    series = [] if node is None else _series_of(node)
    table = next((s.GetTableNodeID() for s in series if s.GetTableNodeID()), None)
    return table, [s.GetID() for s in series]


def _check(chart: Chart) -> None:
    names = {c.name for c in chart.table.columns}
    for curve in chart.curves:
        for name in filter(None, (curve.x, curve.y)):
            if name not in names:
                raise UserError(
                    f"The chart '{chart.title}' draws a column '{name}', which its table lacks; "
                    f"it has: {', '.join(sorted(names))}."
                )
    if chart.style not in STYLES:
        raise UserError(
            f"The chart '{chart.title}' has the style '{chart.style}'; choose {', '.join(STYLES)}."
        )


def _series(landing: Landing, chart: Chart, n: int, table_id: str) -> str:
    curve, new = chart.curves[n], landing.existing is None
    series = landing.open(curve.name or curve.y)
    series_id = landing.close(series)
    series.SetAttribute(CURVE, curve.name)
    series.SetAndObserveTableNodeID(table_id)
    texts = {c.name for c in chart.table.columns if c.values is None}
    series.SetLabelColumnName(curve.x if curve.x in texts else "")
    series.SetXColumnName("" if curve.x in texts else curve.x)
    series.SetYColumnName(curve.y)
    set_style(series, chart.style)
    if new:
        series.SetName(curve.name or curve.y)  # the legend shows it, so without a number behind it
        series.SetColor(*colour(n))
    return series_id
