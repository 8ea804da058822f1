"""A probability as a bar, with its interval as a line, in the colours of the palette."""

from __future__ import annotations

from typing import Any

import qt

_WIDTH, _HEIGHT = 110, 16  # pixels of the screen
_FINE = 2  # drawn larger, so that it is sharp on fine screens


def bar_picture(widget: Any, probability: float, low: float, high: float) -> Any:
    """A QPixmap; `low` and `high` are the ends of the interval, all 0..1."""
    palette = widget.palette
    pixmap = qt.QPixmap(_FINE * _WIDTH, _FINE * _HEIGHT)
    pixmap.setDevicePixelRatio(_FINE)
    pixmap.fill(qt.Qt.transparent)
    painter = qt.QPainter()
    painter.begin(pixmap)
    painter.setPen(qt.QPen(palette.color(qt.QPalette.Mid), 1))
    painter.drawRect(0, 0, _WIDTH - 1, _HEIGHT - 1)
    filled = qt.QBrush(palette.color(qt.QPalette.Highlight))
    painter.fillRect(1, 1, _place(probability), _HEIGHT - 2, filled)
    painter.setPen(qt.QPen(palette.color(qt.QPalette.WindowText), 2))
    start, end, middle = 1 + _place(low), 1 + _place(high), _HEIGHT // 2
    painter.drawLine(start, middle, end, middle)
    for x in (start, end):
        painter.drawLine(x, middle - 4, x, middle + 4)
    painter.end()
    return pixmap


def _place(share: float) -> int:
    return round(max(0.0, min(1.0, share)) * (_WIDTH - 2))
