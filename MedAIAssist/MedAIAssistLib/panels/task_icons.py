"""Pictures for the task buttons, drawn in the colour of the text so that they suit dark themes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt

_SIZE = 64  # scaled down by Qt, so that they are sharp on fine screens
_PEN = 5


def task_icon(task: str, widget: Any) -> Any:
    """The QIcon of a task, for the palette of a widget; an empty one for tasks without."""
    colour = widget.palette.color(qt.QPalette.ButtonText)
    pixmap = qt.QPixmap(_SIZE, _SIZE)
    pixmap.fill(qt.Qt.transparent)
    painter = qt.QPainter()
    painter.begin(pixmap)
    painter.setRenderHint(qt.QPainter.Antialiasing)
    painter.setPen(qt.QPen(colour, _PEN))
    _DRAWINGS.get(task, _nothing)(painter, qt.QBrush(colour))
    painter.end()
    return qt.QIcon(pixmap)


def _contrast(painter: Any, filled: Any) -> None:
    """A disc, half dark."""
    painter.drawEllipse(8, 8, 48, 48)
    painter.setBrush(filled)
    painter.drawPie(8, 8, 48, 48, 90 * 16, 180 * 16)


def _keypoints(painter: Any, filled: Any) -> None:
    """Keypoints of three sizes with their orientations."""
    for x, y, radius, end in ((22, 40, 17, (33, 27)), (46, 16, 10, (46, 6)), (52, 48, 6, (58, 48))):
        painter.drawEllipse(x - radius, y - radius, 2 * radius, 2 * radius)
        painter.drawLine(x, y, *end)


def _table(painter: Any, filled: Any) -> None:
    """A table with a dark header."""
    painter.drawRect(8, 10, 48, 44)
    painter.fillRect(8, 10, 48, 13, filled)
    for y in (34, 44):
        painter.drawLine(8, y, 56, y)
    painter.drawLine(26, 22, 26, 54)


def _stroke(painter: Any, filled: Any) -> None:
    """A filled shape with a stroke beside it."""
    painter.drawArc(6, 34, 30, 24, 20 * 16, 200 * 16)
    painter.setBrush(filled)
    painter.drawEllipse(26, 8, 32, 28)


def _border(painter: Any, filled: Any) -> None:
    """Two kinds of cases on either side of a line."""
    painter.drawLine(12, 58, 52, 6)
    for x, y in ((10, 12), (26, 8), (12, 32)):
        painter.drawEllipse(x - 4, y - 4, 9, 9)
    painter.setBrush(filled)
    for x, y in ((54, 30), (40, 52), (56, 52)):
        painter.drawEllipse(x - 5, y - 5, 10, 10)


def _boxes(painter: Any, filled: Any) -> None:
    """Corners of a frame around a dark disc."""
    for x, y, right, down in ((8, 8, 1, 1), (56, 8, -1, 1), (8, 56, 1, -1), (56, 56, -1, -1)):
        painter.drawLine(x, y, x + 14 * right, y)
        painter.drawLine(x, y, x, y + 14 * down)
    painter.setBrush(filled)
    painter.drawEllipse(21, 21, 22, 22)


def _answer(painter: Any, filled: Any) -> None:
    """A sheet with three bars, one of them long."""
    painter.drawRect(10, 6, 44, 52)
    for y, length in ((16, 28), (30, 12), (44, 18)):
        painter.fillRect(18, y, length, 7, filled)


def _nothing(_painter: Any, _filled: Any) -> None:
    pass


_DRAWINGS: dict[str, Callable[[Any, Any], None]] = {
    "preprocess": _contrast,
    "features": _keypoints,
    "segment": _stroke,
    "cohort": _table,
    "classify": _border,
    "detect": _boxes,
    "diagnose": _answer,
}
