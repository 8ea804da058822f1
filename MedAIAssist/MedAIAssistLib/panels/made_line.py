"""The line under the input volume that tells how it was made, if it is itself a result."""

from __future__ import annotations

from typing import Any

import qt

from ..scene.provenance import how_made
from .history import one_line
from .result_menu import fill
from .results import Results


class MadeLine:
    """Drives a label and a button with a menu.

    Args:
        place: the widget that holds both, hidden for volumes that were not made here.
    """

    def __init__(self, place: Any, label: Any, button: Any, results: Results) -> None:
        self._place, self._label, self._results = place, label, results
        self._node: Any = None
        self._menu = qt.QMenu(button)
        self._menu.connect("aboutToShow()", self._fill)
        button.setMenu(self._menu)
        self.show(None)

    def show(self, node: Any | None) -> None:
        """Tell of a node; None hides the line."""
        how = how_made(node) if node is not None else None
        self._node = node if how is not None else None
        self._place.visible = how is not None
        self._label.text = one_line(how) if how is not None else ""

    def _fill(self) -> None:
        if self._node is not None:
            fill(self._menu, [self._node], self._results)
