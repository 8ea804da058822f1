"""Report payloads: text nodes that hold the HTML."""

from __future__ import annotations

from typing import Any

from medaiassist_engine.contract.payloads import Report

from . import texts
from .steps import Steps
from .undo import Change

TITLE = "MedAIAssist.Title"
SUMMARY = "MedAIAssist.Summary"


def is_report(node: Any) -> bool:
    """Whether a node is a text node that holds a report."""
    return bool(node.IsA("vtkMRMLTextNode")) and texts.kind_of(node) == "Report"


def read(node: Any) -> Report:
    """The report that a text node holds."""
    return Report(
        title=node.GetAttribute(TITLE) or node.GetName() or "",
        html=node.GetText() or "",
        name=node.GetName() or "",
        summary=node.GetAttribute(SUMMARY) or "",
    )


def write(
    scene: Any,
    report: Report,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str]:
    """Put a report into a text node; arguments and result as `volumes.write`."""
    attributes = {TITLE: report.title, SUMMARY: report.summary}
    name = report.name or report.title or "Report"
    return texts.write(scene, "Report", name, report.html, attributes, node_id, beside, change)
