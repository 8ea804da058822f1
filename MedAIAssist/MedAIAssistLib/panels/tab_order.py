"""The order in which the Tab key visits widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import qt

_WHOLE = ("QAbstractSpinBox", "QComboBox", "QLineEdit", "QAbstractScrollArea")
"""Widgets that are one stop, whatever is inside them."""


def chain(first: Any, rest: Iterable[Any]) -> None:
    """Visit `first` (a single stop), then the stops inside each of `rest`; what came after `first`
    comes after all of them.
    """
    last = first
    for widget in rest:
        for stop in stops(widget):
            qt.QWidget.setTabOrder(last, stop)
            last = stop


def reach(selector: Any, name: str) -> None:
    """Let the keyboard reach the combo box inside a qMRMLNodeComboBox.

    Slicer hands its focus to the frame around it, which takes none.

    Args:
        name: what a screen reader calls it.
    """
    inner = next(child for child in selector.children() if child.inherits("QComboBox"))
    inner.setFocusProxy(None)
    selector.setFocusProxy(inner)
    inner.accessibleName = name.replace("&", "")


def stops(widget: Any) -> Iterator[Any]:
    """The widgets that the Tab key visits inside a widget, itself included, in order of making."""
    if widget.focusPolicy & qt.Qt.TabFocus and widget.focusProxy() is None:
        yield widget
    if not any(widget.inherits(name) for name in _WHOLE):
        for child in widget.children():
            if child.isWidgetType() and not child.isWindow():
                yield from stops(child)
