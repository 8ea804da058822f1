"""A task that is too long for the panel scrolls by itself; what is below it stays in sight."""

from __future__ import annotations

from typing import Any

import qt

SMALLEST_HEIGHT = 120


def scrolling(widget: Any) -> Any:
    """A scroll area around a widget."""
    area = qt.QScrollArea()
    area.setWidget(widget)
    area.widgetResizable = True
    area.frameShape = qt.QFrame.NoFrame
    area.minimumHeight = SMALLEST_HEIGHT
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
