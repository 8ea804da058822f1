"""Checks of clinical columns."""

from __future__ import annotations

from ..context import Context
from ..contract.payloads import Column, Table
from .class_checks import misspelt
from .columns import CASE, IMAGE, KEYS, LABEL, MASK, PATIENT, cells, texts
from .findings import ERROR, INFO, WARNING, Finding
from .leaks import Suspect, suspects

_MANY_MISSING = 0.5


def check_columns(table: Table, context: Context) -> list[Finding]:
    """Columns without values, with one value only, with many gaps; slips in words."""
    found = []
    for number, column in enumerate(table.columns):
        context.progress(number / len(table.columns), "columns")
        if column.name in (CASE, LABEL, PATIENT):
            continue
        found += _filled(column)
        if column.values is None and column.name not in (IMAGE, MASK):
            found += misspelt(table, column.name)
    return found


def check_leaks(table: Table, context: Context) -> list[Finding]:
    """Columns that tell the label."""
    return [_told(table, suspect) for suspect in suspects(table, context=context)]


def _filled(column: Column) -> list[Finding]:
    values = texts(column)
    present = [value for value in values if value]
    name = column.name
    if not present:
        return [Finding(INFO if name in KEYS else WARNING, "No values",
                        f"Column '{name}' has no value in any case.",
                        "Fill it in or delete the column.", column=name)]  # fmt: skip
    if name in KEYS:
        return []
    if len(set(present)) == 1 and len(values) > 1:
        gaps = " wherever it has a value" if len(present) < len(values) else ""
        return [Finding(WARNING, "Constant column",
                        f"Column '{name}' is '{present[0]}' in all cases{gaps}.",
                        "Delete it; it tells nothing apart.", column=name)]  # fmt: skip
    missing = 1 - len(present) / len(values)
    if missing > _MANY_MISSING:
        return [Finding(INFO, "Many gaps", f"Column '{name}' is missing in {missing:.0%} of cases.",
                        "Delete it, unless the gaps themselves have a meaning.",
                        column=name)]  # fmt: skip
    return []


def _told(table: Table, suspect: Suspect) -> Finding:
    name, percent = suspect.column, f"{suspect.score:.0%}"
    message = {
        "equal": f"Column '{name}' says the same as the label, in other words.",
        "gaps": f"Where column '{name}' is missing tells the label ({percent} right).",
        "predicts": f"Column '{name}' alone tells the label ({percent} right).",
    }[suspect.how]
    first = next(
        (case for case, cell in zip(cells(table, CASE), cells(table, name), strict=True) if cell),
        "",
    )
    return Finding(
        ERROR if suspect.how == "equal" else WARNING, "Leak suspect", message,
        "Leave it out of the features, unless it is known before the diagnosis.", first, name,
    )  # fmt: skip
