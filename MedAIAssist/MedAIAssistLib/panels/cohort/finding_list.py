"""Sentences about cases; a click leads to the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import qt
from slicer.i18n import tr as _

from ...session.signal import Signal

_MOST = 500
"""Lines; the report of a check has all."""

Finding = tuple[str, str, str]
"""A sentence, the case that it is about, and the column; either may be ""."""


class FindingList:
    """Drives a QListWidget.

    Attributes:
        chosen: called with a case and a column; either may be "".
    """

    def __init__(self, widget: Any, section: Any) -> None:
        self._widget, self._section = widget, section
        self._findings: list[Finding] | None = None
        self._seen: tuple[str, int] | None = None
        self.chosen = Signal()
        widget.setWordWrap(True)
        widget.setHorizontalScrollBarPolicy(qt.Qt.ScrollBarAlwaysOff)
        widget.setTextElideMode(qt.Qt.ElideNone)
        widget.connect("currentRowChanged(int)", self._moved)
        widget.connect("itemClicked(QListWidgetItem*)", lambda _item: self._moved(None))

    def is_new(self, node: Any) -> bool:
        """Whether a table node has not been asked about since it was last changed."""
        seen, self._seen = self._seen, (str(node.GetID()), int(node.GetMTime()))
        return seen != self._seen

    def fill(self, title: str, findings: Sequence[Finding], none: str = "") -> None:
        """Show these; what is shown already stays as it is.

        Args:
            title: of the section.
            none: said where there are no findings.
        """
        if list(findings) == self._findings:
            return
        self._findings = list(findings)
        self._section.text = title
        blocked = self._widget.blockSignals(True)
        self._widget.clear()
        self._widget.addItems([text for text, _case, _column in findings[:_MOST]])
        if len(findings) > _MOST:
            more = _("{count} more are not listed here.").format(count=len(findings) - _MOST)
            self._widget.addItem(str(more))
        if not findings and none:
            self._widget.addItem(none)
        self._widget.blockSignals(blocked)

    def _moved(self, row: int | None) -> None:
        line = self._widget.currentRow if row is None else row
        findings = (self._findings or [])[:_MOST]
        if 0 <= line < len(findings):
            self.chosen(*findings[line][1:])
