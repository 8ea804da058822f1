"""A task that is too long for the panel scrolls by itself; what is below it stays in sight."""

from __future__ import annotations

from typing import Any

import qt

SMALLEST = (19, 5)
"""Width and height in lines of text: wide enough for every form, and in a small window there is
room for two jobs below."""


def scrolling(widget: Any) -> Any:
    """A scroll area around a widget. What it asks for does not depend on the widget: Slicer makes
    its panel as large, and draws all views anew when that changes.
    """
    area = qt.QScrollArea()
    area.setWidget(widget)
    area.widgetResizable = True
    area.frameShape = qt.QFrame.NoFrame
    area.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Ignored)
    line = area.fontMetrics().height()
    area.setMinimumSize(SMALLEST[0] * line, SMALLEST[1] * line)
    area.focusPolicy = qt.Qt.NoFocus
    return area


def foot(*widgets: Any) -> Any:
    """What stays below the task, in line with it."""
    place = qt.QWidget()
    layout = qt.QVBoxLayout(place)
    layout.setContentsMargins(6, 0, 6, 0)
    for widget in widgets:
        layout.addWidget(widget)
    return place


def reveal(widget: Any) -> None:
    """Scroll to a widget, once what has just been shown around it is laid out."""
    area = widget.parentWidget()
    while area is not None and not area.inherits("QScrollArea"):
        area = area.parentWidget()
    if area is not None:
        timer = qt.QTimer(area)  # which ends with the area, should the window close meanwhile
        timer.setSingleShot(True)
        timer.connect("timeout()", lambda: area.ensureWidgetVisible(widget))
        timer.connect("timeout()", timer.deleteLater)
        timer.start(0)
