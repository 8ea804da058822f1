"""A correlation matrix in colours, as a page that needs no other file."""

from __future__ import annotations

import html
import math

from ...contract.payloads import Report
from .columns import Reals

_MOST = 100  # features that still fit on a page
_RED, _BLUE = (178, 24, 43), (33, 102, 172)


def heat_map(names: list[str], matrix: Reals, title: str) -> Report:
    """Red where two features rise together, blue where one falls as the other rises."""
    shown = names[:_MOST]
    left_out = len(names) - len(shown)
    rest = f"<p>{left_out} further features are in the table only.</p>" if left_out else ""
    head = "".join(f"<th title='{html.escape(n, True)}'>{k}</th>" for k, n in enumerate(shown, 1))
    rows = "".join(
        f"<tr><th align='right'>{html.escape(name)} {k}</th>"
        + "".join(_cell(float(value)) for value in matrix[k - 1, : len(shown)])
        + "</tr>"
        for k, name in enumerate(shown, 1)
    )
    page = (
        f"<h3>{html.escape(title)}</h3>"
        "<p>Red: both rise together. Blue: one falls as the other rises. Grey: undefined.</p>"
        f"{rest}<table cellspacing='0' cellpadding='2'><tr><th></th>{head}</tr>{rows}</table>"
    )
    return Report(title, page, title, f"{len(names)} features")


def _cell(value: float) -> str:
    if math.isnan(value):
        return "<td bgcolor='#cccccc'></td>"
    towards = _RED if value > 0 else _BLUE
    red, green, blue = (round(255 + (c - 255) * abs(value)) for c in towards)
    ink = "#ffffff" if abs(value) > 0.6 else "#000000"
    return (
        f"<td bgcolor='#{red:02x}{green:02x}{blue:02x}'><font color='{ink}'>{value:.2f}</font></td>"
    )
