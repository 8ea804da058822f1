"""What the last check of the cohort found; a click leads to the case."""

from __future__ import annotations

from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import CASE, cells

from ...scene import tables
from ...session.signal import Signal
from .runs import CHECK_ROLE

_MOST = 500
"""Lines; more are in the warnings' own table and in the report."""


class WarningList:
    """Drives a QListWidget.

    Attributes:
        chosen: called with a case and a column; either may be "".
    """

    def __init__(self, widget: Any, section: Any) -> None:
        self._widget, self._section = widget, section
        self._places: list[tuple[str, str]] = []
        self._lines: list[tuple[str, ...]] | None = None
        self.chosen = Signal()
        widget.setWordWrap(True)
        widget.setHorizontalScrollBarPolicy(qt.Qt.ScrollBarAlwaysOff)
        widget.setTextElideMode(qt.Qt.ElideNone)
        widget.connect("currentRowChanged(int)", self._moved)
        widget.connect("itemClicked(QListWidgetItem*)", lambda _item: self._moved(None))

    def show(self, cohort: Any | None) -> None:
        """Show the warnings that belong to a cohort."""
        node = cohort.GetNodeReference(f"{CHECK_ROLE}warnings") if cohort is not None else None
        found = tables.read(node) if node is not None else None
        self._section.visible = found is not None
        if found is None:
            return
        names = ("severity", "message", "remedy", CASE, "column")
        lines = list(zip(*(cells(found, name) for name in names), strict=True))
        if lines == self._lines:
            return
        self._lines = lines
        self._section.text = str(_("Warnings ({count})").format(count=len(lines)))
        blocked = self._widget.blockSignals(True)
        self._widget.clear()
        self._places = []
        for severity, message, remedy, case, column in lines[:_MOST]:
            self._widget.addItem(f"{_severity(severity)}: {message} {remedy}")
            self._places.append((case, column))
        if len(lines) > _MOST:
            more = _("{count} more are in the report.").format(count=len(lines) - _MOST)
            self._widget.addItem(str(more))
        if not lines:
            self._widget.addItem(str(_("Nothing was found that would spoil a study.")))
        self._widget.blockSignals(blocked)

    def _moved(self, row: int | None) -> None:
        line = self._widget.currentRow if row is None else row
        if 0 <= line < len(self._places):
            self.chosen(*self._places[line])


def _severity(severity: str) -> str:
    words = {"error": _("Error"), "warning": _("Warning"), "info": _("Remark")}
    return str(words.get(severity, severity))
