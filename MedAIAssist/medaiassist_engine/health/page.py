"""The found state as a page that takes its colours and width from where it is shown."""

from __future__ import annotations

from html import escape

from .result import Health
from .sections import Row, sections

_RED = "#e5484d"  # readable on white and on black


def page(health: Health) -> str:
    """HTML of the simple kind that Qt's text widgets show too."""
    parts = ['<html><body style="overflow-wrap:anywhere">']
    if health.ok:
        parts.append(f"<p><b>{escape(health.summary)}</b></p>")
    else:
        parts.append("<h3>Problems</h3>" + _list(health.problems, _RED))
    parts += [f"<h3>{escape(t)}</h3>" + _table(rows) for t, rows in sections(health).items()]
    if health.notes:
        parts.append("<h3>Notes</h3>" + _list(health.notes))
    return "\n".join([*parts, "</body></html>"])


def _list(sentences: list[str] | tuple[str, ...], colour: str = "") -> str:
    style = f' style="color:{colour}"' if colour else ""
    return "<ul>" + "".join(f"<li{style}>{escape(s)}</li>" for s in sentences) + "</ul>"


def _table(rows: list[Row]) -> str:
    return '<table cellspacing="0" cellpadding="2">' + "".join(map(_row, rows)) + "</table>"


def _row(row: Row) -> str:
    style = "padding-left:1em" if row.works else f"padding-left:1em; color:{_RED}"
    return f'<tr><td>{escape(row.name)}</td><td style="{style}">{escape(row.value)}</td></tr>'
