"""The curves of a chart as a small picture, in the colours of the palette.

A plot view draws them too, but Slicer stands still for a third of a second when one appears.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import qt

from medaiassist_engine.contract.payloads import Array, Chart

from ...scene.chart_styles import colour

HEIGHT = 150  # pixels of the screen
_GAP = 6  # pixels around texts
_DASH = 14  # pixels of a line in the legend
_SMALL = 0.85  # of the panel's letters


def curve_picture(widget: Any, chart: Chart, width: int) -> Any:
    """A QPixmap for a widget, `width` x `HEIGHT` pixels: the curves from 0 or their least value to
    their largest, the ends of both axes, and a legend."""
    fine = widget.devicePixelRatioF()
    pixmap = qt.QPixmap(round(fine * width), round(fine * HEIGHT))
    pixmap.setDevicePixelRatio(fine)
    pixmap.fill(qt.Qt.transparent)
    painter = qt.QPainter()
    painter.begin(pixmap)
    font = qt.QFont(widget.font)
    font.setPointSizeF(_SMALL * widget.font.pointSizeF())
    painter.setFont(font)
    painter.setRenderHint(qt.QPainter.Antialiasing)
    _draw(painter, qt.QFontMetrics(font), widget.palette, chart, width)
    painter.end()
    return pixmap


def last_values(chart: Chart) -> str:
    """The ends of the curves, as "epoch 12: training loss 0.31, validation loss 0.42"."""
    columns, first = _columns(chart), chart.curves[0]
    values = ", ".join(f"{curve.name} {columns[curve.y][-1]:.4g}" for curve in chart.curves)
    return f"{first.x} {columns[first.x][-1]:g}: {values}"


def _draw(painter: Any, letters: Any, palette: Any, chart: Chart, width: int) -> None:
    columns = _columns(chart)
    x = columns[chart.curves[0].x]
    curves = [columns[curve.y] for curve in chart.curves]
    low, high = _range(curves)
    line = letters.height()
    top = _legend(painter, letters, palette, [curve.name for curve in chart.curves], width)
    ends = f"{low:.3g}", f"{high:.3g}"
    left = max(letters.boundingRect(text).width() for text in ends) + 2 * _GAP
    right, bottom = width - _GAP, HEIGHT - line - _GAP
    painter.setPen(qt.QPen(palette.color(qt.QPalette.Mid), 1))
    painter.drawRect(left, top, right - left, bottom - top)
    painter.setPen(qt.QPen(palette.color(qt.QPalette.WindowText), 1))
    box, aligned = left - _GAP, int(qt.Qt.AlignRight | qt.Qt.AlignVCenter)
    painter.drawText(0, top - line // 2, box, line, aligned, ends[1])
    painter.drawText(0, bottom - line // 2, box, line, aligned, ends[0])
    below = (left, bottom + 2, right - left, line)
    painter.drawText(*below, int(qt.Qt.AlignLeft), f"{x[0]:g}")
    painter.drawText(*below, int(qt.Qt.AlignHCenter), chart.x_title)
    painter.drawText(*below, int(qt.Qt.AlignRight), f"{x[-1]:g}")
    for n, values in enumerate(curves):
        painter.setPen(qt.QPen(_colour(n), 1.5))
        _curve(painter, _places(x, left, right), _places(values, bottom, top, low, high))


def _columns(chart: Chart) -> dict[str, Array]:
    return {c.name: c.values.astype(float) for c in chart.table.columns if c.values is not None}


def _range(curves: list[Array]) -> tuple[float, float]:
    known = np.concatenate([values[np.isfinite(values)] for values in curves])
    low, high = (min(0.0, known.min()), known.max()) if len(known) else (0.0, 1.0)
    return float(low), float(high if high > low else low + 1)


def _places(
    values: Array, start: int, end: int, low: float | None = None, high: float | None = None
) -> Array:
    """Pixels between two places; of 300 values at most, with the first and the last."""
    low = values[0] if low is None else low
    high = values[-1] if high is None else high
    some = np.linspace(0, len(values) - 1, min(len(values), 300)).round().astype(int)
    return start + (end - start) * (values[some] - low) / max(high - low, 1e-12)


def _curve(painter: Any, across: Array, up: Array) -> None:
    known = np.isfinite(up)
    points = list(zip(across[known].round().astype(int).tolist(),
                      up[known].round().astype(int).tolist(), strict=True))  # fmt: skip
    for x, y in points[:1] if len(points) == 1 else []:
        painter.drawLine(x - 2, y, x + 2, y)  # one epoch is no line yet
    for (x, y), (next_x, next_y) in pairwise(points):
        painter.drawLine(x, y, next_x, next_y)


def _legend(painter: Any, letters: Any, palette: Any, names: list[str], width: int) -> int:
    """Draw it in as many lines as it needs; the place where the curves may begin."""
    line, x, y = letters.height(), _GAP, 0
    for n, name in enumerate(names):
        wide = _DASH + _GAP + letters.boundingRect(name).width()
        if x > _GAP and x + wide > width:
            x, y = _GAP, y + line
        painter.setPen(qt.QPen(_colour(n), 2))
        painter.drawLine(x, y + line // 2, x + _DASH, y + line // 2)
        painter.setPen(qt.QPen(palette.color(qt.QPalette.WindowText), 1))
        painter.drawText(x + _DASH + _GAP, y + letters.ascent(), name)
        x += wide + 2 * _GAP
    return int(y + line + line // 2)


def _colour(n: int) -> Any:
    return qt.QColor.fromRgbF(*colour(n))
