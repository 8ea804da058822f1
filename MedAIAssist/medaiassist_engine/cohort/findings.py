"""What a check finds, and how it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..contract.payloads import Column, Report, Table
from ..documents.as_html import as_html
from ..documents.blocks import Block, Document, Heading, Listing, Paragraph
from .columns import CASE

ERROR, WARNING, INFO = "error", "warning", "info"
_ORDER = (ERROR, WARNING, INFO)
_MOST = 50  # lines of one kind in the report; the table has all


@dataclass(frozen=True)
class Finding:
    """One thing that would spoil a study, or may.

    Attributes:
        severity: "error" (results would be wrong), "warning" (they may be), "info".
        kind: a heading, such as "Duplicate image".
        case, column: where it is; "" where it concerns all.
    """

    severity: str
    kind: str
    message: str
    remedy: str
    case: str = ""
    column: str = ""


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """The worst first; those of one kind together."""
    kinds = list(dict.fromkeys(f.kind for f in findings))
    return sorted(findings, key=lambda f: (_ORDER.index(f.severity), kinds.index(f.kind)))


def as_table(findings: Sequence[Finding]) -> Table:
    """A row for each finding."""
    names = ("severity", "kind", CASE, "column", "message", "remedy")
    return Table(
        tuple(Column(name, None, tuple(getattr(f, name) for f in findings)) for name in names),
        "Warnings",
    )


def as_report(findings: Sequence[Finding], title: str, overview: str) -> Report:
    """The findings under headings, to read or to print."""
    blocks: list[Block] = [Paragraph(overview)]
    if not findings:
        blocks.append(Paragraph("Nothing was found that would spoil a study.", strong=True))
    for kind in dict.fromkeys(f.kind for f in findings):
        same = [f for f in findings if f.kind == kind]
        blocks.append(Heading(f"{kind} ({len(same)})"))
        blocks.append(Listing(tuple(f"{f.message} {f.remedy}" for f in same[:_MOST])))
        if len(same) > _MOST:
            blocks.append(Paragraph(f"{len(same) - _MOST} more are in the table."))
    return Report(title, as_html(Document(title, tuple(blocks))), title, summary(findings))


def summary(findings: Sequence[Finding]) -> str:
    """How many there are of each severity."""
    counts = {s: sum(f.severity == s for f in findings) for s in _ORDER}
    words = {ERROR: "errors", WARNING: "warnings", INFO: "remarks"}
    return ", ".join(f"{words[s]}: {counts[s]}" for s in _ORDER)
