"""Checks of clinical columns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.cohorts import may_be_feature
from ..contract.payloads import Column, Table
from .class_checks import misspelt
from .columns import CASE, IMAGE, KEYS, LABEL, MASK, PATIENT, SITE, cells, texts
from .findings import INFO, WARNING, Finding
from .leaks import suspects

_MANY_MISSING = 0.5


def check_columns(table: Table, context: Context) -> list[Finding]:
    """Columns without values, with one value only, with many gaps; slips in words."""
    found, names = [], cells(table, CASE)
    for number, column in enumerate(table.columns):
        context.progress(number / len(table.columns), "columns")
        if column.name in (CASE, LABEL, PATIENT):
            continue
        found += _filled(column)
        if column.values is None and column.name not in (IMAGE, MASK):
            found += misspelt(column.texts, names, column.name)
    return found


def check_leaks(table: Table, context: Context) -> list[Finding]:
    """Columns that tell the label; the site can, though it is no feature."""
    labels = np.array(cells(table, LABEL))
    labelled = labels != ""
    columns = [
        (column.name, _cells(column)[labelled])
        for column in table.columns
        if may_be_feature(column) or column.name == SITE
    ]
    codes = np.unique(labels[labelled], return_inverse=True)[1]
    names = np.array(cells(table, CASE))[labelled].tolist()
    return [suspect.finding(names) for suspect in suspects(columns, codes, context)]


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


def _cells(column: Column) -> NDArray[Any]:
    if column.values is not None:
        return np.asarray(column.values, dtype=np.float64)
    return np.array([text or None for text in texts(column)], dtype=object)
