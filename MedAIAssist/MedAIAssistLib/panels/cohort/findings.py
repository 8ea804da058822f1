"""What a check found, and what could not be measured, below the list of cases."""

from __future__ import annotations

from typing import Any

from ...session.signal import Signal
from ..results import Results
from .failure_list import FailureList
from .runs import CHECK_ROLE
from .warning_list import WarningList


class Findings:
    """Drives the two sections.

    Args:
        ui: widgets of Cohort.ui.
        results: shows the report.

    Attributes:
        chosen: called with a case and a column; either may be "".
    """

    def __init__(self, ui: Any, results: Results) -> None:
        self._ui, self._results = ui, results
        self._cohort: Any | None = None
        self.warnings = WarningList(ui.warningList, ui.warningsButton)
        self.failures = FailureList(ui.failureList, ui.failuresButton)
        self.chosen = Signal()
        for listed in (self.warnings, self.failures):
            listed.chosen.connect(self.chosen)
        ui.reportButton.connect("clicked()", self._show_report)

    def show(self, cohort: Any | None) -> None:
        """Show what belongs to a cohort."""
        self._cohort = cohort
        self.warnings.show(cohort)
        self.failures.show(cohort)

    def open_warnings(self) -> None:
        self._ui.warningsButton.collapsed = False

    def open_failures(self) -> None:
        self._ui.failuresButton.collapsed = False

    def _show_report(self) -> None:
        cohort = self._cohort
        report = cohort.GetNodeReference(f"{CHECK_ROLE}report") if cohort is not None else None
        if report is not None:
            self._results.show(report)
