"""A confusion matrix in colours, as a page that needs no other file."""

from __future__ import annotations

import html

import numpy as np

from ...contract.payloads import Report, Table

_FULL = (33, 102, 172)


def confusion_map(table: Table) -> Report:
    """Darker where more of a true class get that answer; counts and shares in the cells."""
    classes = table.columns[0].texts
    counts = np.stack([np.asarray(c.values) for c in table.columns[1:]], axis=1)
    totals = counts.sum(axis=1)
    head = "".join(f"<th>{html.escape(name)}</th>" for name in classes)
    rows = "".join(
        f"<tr><th align='right'>{html.escape(name)}</th>"
        + "".join(_cell(int(count), int(total)) for count in row)
        + "</tr>"
        for name, row, total in zip(classes, counts, totals, strict=True)
    )
    page = (
        "<h3>Confusion matrix</h3><p>Rows: truth. Columns: answer. Shares are of the row.</p>"
        f"<table cellspacing='0' cellpadding='6'><tr><th></th>{head}</tr>{rows}</table>"
    )
    right = int(np.trace(counts))
    summary = f"{right} of {int(counts.sum())} right"
    return Report("Confusion matrix", page, "Confusion matrix", summary)


def _cell(count: int, total: int) -> str:
    share = count / total if total else 0.0
    red, green, blue = (round(255 + (c - 255) * share) for c in _FULL)
    ink = "#ffffff" if share > 0.6 else "#000000"
    return (
        f"<td align='center' bgcolor='#{red:02x}{green:02x}{blue:02x}'>"
        f"<font color='{ink}'>{count}<br/>{share:.0%}</font></td>"
    )
