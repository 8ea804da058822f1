"""The cases that could not be measured, with the reasons."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import CASE, IMAGE, cells

from ...scene import tables
from .finding_list import Finding, FindingList
from .measuring import FAILURES_ROLE


class FailureList(FindingList):
    """Hidden where every case was measured."""

    def show(self, cohort: Any | None) -> None:
        """Show what the last run could not measure of a cohort."""
        node = cohort.GetNodeReference(FAILURES_ROLE) if cohort is not None else None
        self._section.visible = node is not None
        if node is None or not self.is_new(node):
            return
        findings = failures_of(cohort)
        self.fill(str(_("Not measured ({count})").format(count=len(findings))), findings)


def failures_of(cohort: Any) -> list[Finding]:
    """The cases of a cohort that could not be measured last, with the reasons."""
    node = cohort.GetNodeReference(FAILURES_ROLE)
    if node is None:
        return []
    found = tables.read(node)
    pairs = zip(cells(found, CASE), cells(found, "reason"), strict=True)
    return [(f"{case}: {reason}", case, IMAGE) for case, reason in pairs]
