"""What the last check of the cohort found."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import CASE, cells

from ...scene import tables
from .finding_list import FindingList
from .runs import CHECK_ROLE

_COLUMNS = ("severity", "message", "remedy", CASE, "column")


class WarningList(FindingList):
    """Errors, warnings and remarks with their remedies."""

    def show(self, cohort: Any | None) -> None:
        """Show the warnings that belong to a cohort."""
        node = cohort.GetNodeReference(f"{CHECK_ROLE}warnings") if cohort is not None else None
        self._section.visible = node is not None
        if node is None or not self.is_new(node):
            return
        found = tables.read(node)
        lines = list(zip(*(cells(found, name) for name in _COLUMNS), strict=True))
        findings = [
            (f"{_severity(severity)}: {message} {remedy}", case, column)
            for severity, message, remedy, case, column in lines
        ]
        title = str(_("Warnings ({count})").format(count=len(lines)))
        self.fill(title, findings, str(_("Nothing was found that would spoil a study.")))


def _severity(severity: str) -> str:
    words = {"error": _("Error"), "warning": _("Warning"), "info": _("Remark")}
    return str(words.get(severity, severity))
