"""How the curves of a chart are drawn by Slicer's plots.

Slicer's line and bar plots number the points and ignore their x values; what has x values is drawn
by its scatter plots, joined by lines or as bars.
"""

from __future__ import annotations

from typing import Any

import slicer

_Series = slicer.vtkMRMLPlotSeriesNode

STYLES = ("line", "scatter", "bar", "scatter_bar")
STYLE = "MedAIAssist.Style"

_COLOURS = (
    (0.00, 0.45, 0.70), (0.84, 0.37, 0.00), (0.00, 0.62, 0.45), (0.80, 0.47, 0.65),
    (0.90, 0.62, 0.00), (0.34, 0.71, 0.91), (0.30, 0.30, 0.30),
)  # fmt: skip
"""Told apart by colour-blind people too (Okabe and Ito, 2008)."""

_WITHOUT_X = {"line": _Series.PlotTypeLine, "bar": _Series.PlotTypeBar}
_WITH_X = {
    "line": _Series.PlotTypeScatter,
    "scatter": _Series.PlotTypeScatter,
    "bar": _Series.PlotTypeScatterBar,
    "scatter_bar": _Series.PlotTypeScatterBar,
}


def set_style(series: Any, style: str) -> None:
    """Draw a series, whose columns are set, in one of `STYLES`; a style it has is left as it is."""
    types = _WITH_X if series.GetXColumnName() else {**_WITH_X, **_WITHOUT_X}
    series.SetPlotType(types[style])
    if series.GetAttribute(STYLE) == style:
        return
    series.SetAttribute(STYLE, style)
    points = style == "scatter"
    series.SetLineStyle(_Series.LineStyleNone if points else _Series.LineStyleSolid)
    series.SetMarkerStyle(_Series.MarkerStyleCircle if points else _Series.MarkerStyleNone)


def colour(n: int) -> tuple[float, float, float]:
    """Red, green and blue, 0..1, of a chart's n-th curve."""
    return _COLOURS[n % len(_COLOURS)]


def style_of(series: Any) -> str:
    """The style of a series, also of one that people made."""
    kind = series.GetPlotType()
    kept = series.GetAttribute(STYLE)
    if kept in STYLES and kind in (_WITH_X[kept], _WITHOUT_X.get(kept)):
        return str(kept)
    if kind == _Series.PlotTypeScatter:
        return "scatter"
    return next(s for s, known in {**_WITH_X, **_WITHOUT_X}.items() if known == kind)
