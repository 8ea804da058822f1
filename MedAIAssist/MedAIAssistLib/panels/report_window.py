"""A window that shows a report and saves it; Slicer stays usable beside it."""

from __future__ import annotations

import re
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.payloads import Report

from ..scene import reports
from .report_files import write_report


class ReportWindow:
    """One window, filled anew for each report."""

    def __init__(self) -> None:
        self._report: Report | None = None
        self._window = qt.QDialog(slicer.util.mainWindow())
        self._window.resize(800, 680)
        layout = qt.QVBoxLayout(self._window)
        self._text = qt.QTextBrowser()
        self._text.lineWrapMode = qt.QTextEdit.NoWrap  # else the columns of tables are broken up
        self._text.openLinks = False  # a report needs no other file, and fetches none
        self._text.accessibleName = _("Report")
        layout.addWidget(self._text)
        self._told = qt.QLabel()
        self._told.wordWrap = True
        layout.addWidget(self._told)
        layout.addWidget(self._buttons())

    def show(self, node: Any) -> None:
        self._report = report = reports.read(node)
        self._window.windowTitle = report.title
        self._text.setHtml(report.html)
        self._told.hide()
        self._window.show()
        self._window.raise_()

    def close(self) -> None:
        self._window.hide()
        self._window.deleteLater()

    def save(self, path: str) -> None:
        """Save the report; the window tells where it is, or why it was not saved."""
        if self._report is None:
            return
        try:
            write_report(path, self._report)
            text = _("Saved as {path}").format(path=path)
        except OSError as error:
            text = _("The report was not saved: {reason}").format(reason=error)
        self._told.text = text
        self._told.show()

    def _buttons(self) -> Any:
        buttons = qt.QDialogButtonBox(qt.QDialogButtonBox.Close)
        for text, tip, ending in (
            (_("Save as PDF…"), _("To print or to send; on A4."), "pdf"),
            (_("Save as HTML…"), _("A page that needs no other file."), "html"),
        ):
            button = buttons.addButton(text, qt.QDialogButtonBox.ActionRole)
            button.toolTip = tip
            button.connect("clicked()", lambda ending=ending: self._ask(ending))
        buttons.connect("rejected()", self._window.hide)
        return buttons

    def _ask(self, ending: str) -> None:
        if self._report is None:
            return
        proposed = re.sub(r"[^\w .-]+", "_", self._report.title).strip() + f".{ending}"
        path = qt.QFileDialog.getSaveFileName(
            self._window, _("Save the report"), proposed, f"{ending.upper()} (*.{ending})"
        )
        if path:
            self.save(str(path) if str(path).lower().endswith(f".{ending}") else f"{path}.{ending}")
