"""A window that shows a report; Slicer stays usable beside it."""

from __future__ import annotations

from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ..scene import reports


class ReportWindow:
    """One window, filled anew for each report."""

    def __init__(self) -> None:
        self._window = qt.QDialog(slicer.util.mainWindow())
        self._window.resize(720, 640)
        layout = qt.QVBoxLayout(self._window)
        self._text = qt.QTextBrowser()
        self._text.lineWrapMode = qt.QTextEdit.NoWrap  # else the columns of tables are broken up
        self._text.openLinks = False  # a report needs no other file, and fetches none
        self._text.accessibleName = _("Report")
        layout.addWidget(self._text)
        buttons = qt.QDialogButtonBox(qt.QDialogButtonBox.Close)
        buttons.connect("rejected()", self._window.hide)
        layout.addWidget(buttons)

    def show(self, node: Any) -> None:
        report = reports.read(node)
        self._window.windowTitle = report.title
        self._text.setHtml(report.html)
        self._window.show()
        self._window.raise_()

    def close(self) -> None:
        self._window.hide()
        self._window.deleteLater()
