"""The widgets of a task: the part that all tasks share, with a task's own parts put into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LoadUI = Callable[[str], Any]
"""Gives the widget of a .ui file, by its name without the ending, with the scene set."""


def task_widget(load: LoadUI, options: str = "", more: str = "") -> Any:
    """The widget of Task.ui.

    Args:
        options: .ui file of what comes above Apply.
        more: .ui file of what comes below it.
    """
    widget = load("Task")
    for name, place in ((options, "optionsPlace"), (more, "morePlace")):
        target = widget.findChild("QWidget", place)
        target.visible = bool(name)
        if name:
            put(load(name), target)
    return widget


def put(widget: Any, place: Any, index: int = -1) -> None:
    """Move a widget into the layout of another."""
    place.layout().insertWidget(index, widget)
