"""What each column of a case table is: an id, a label, a predictor or nothing of use."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

import numpy as np
from numpy.typing import NDArray

from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from .parameters import CaseColumns

NO_PREDICTORS = (
    "case", "patient", "segment", "slice", "repeat", "site", "split", "label", "image",
    "mask", "boxes", "path", "file", "id", "series", "study", "thumbnail", "fold", "notes",
)  # fmt: skip
"""Names of columns that are never predictors unless asked for by name."""


def rows_of(table: Table) -> int:
    """The number of rows.

    Raises:
        UserError: there is none, or columns differ in length or share a name.
    """
    lengths = {len(c.texts) if c.values is None else len(c.values) for c in table.columns}
    if len(lengths) > 1:
        raise UserError(f"{title(table)} has columns of different lengths; correct it first.")
    if not lengths or lengths == {0}:
        raise UserError(f"{title(table)} has no cases; add some first.")
    names = [c.name for c in table.columns]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UserError(f"{title(table)} has two columns called '{twice}'; rename one.")
    return lengths.pop()


def column_of(table: Table, name: str) -> Column | None:
    """The column of this name."""
    return next((c for c in table.columns if c.name == name), None)


def required(table: Table, name: str, what: str) -> Column:
    """The column of this name.

    Raises:
        UserError: there is none; `what` says what it is needed for.
    """
    found = column_of(table, name)
    if found is None:
        raise UserError(f"{no_column(table, name)} Choose the one with the {what}.")
    return found


def texts_of(column: Column) -> NDArray[np.str_]:
    """Every value as words; numbers without needless digits, missing ones empty."""
    if column.values is None:
        return np.array(column.texts, dtype=str)
    values = np.asarray(column.values)
    if values.dtype.kind in "biu":
        return values.astype(str)
    return np.array(["" if np.isnan(v) else f"{v:.12g}" for v in values], dtype=str)


def matching(table: Table, patterns: str) -> list[str]:
    """Names that match any of the comma-separated patterns, in the table's order.

    Raises:
        UserError: a pattern matches nothing.
    """
    names = [c.name for c in table.columns]
    found: set[str] = set()
    for pattern in (p.strip() for p in patterns.split(",") if p.strip()):
        hits = {name for name in names if fnmatchcase(name, pattern)}
        if not hits:
            raise UserError(f"{no_column(table, pattern)} Correct the name.")
        found |= hits
    return [name for name in names if name in found]


def predictor_names(table: Table, columns: CaseColumns) -> list[str]:
    """Names of the predictors: those asked for, or all but ids, labels and files.

    Raises:
        UserError: a pattern matches nothing, the label is asked for, or nothing is left.
    """
    left_out = set(matching(table, columns.leave_out))
    roles = {columns.label, columns.case, columns.patient, columns.site, columns.split}
    if columns.features.strip():
        asked = [n for n in matching(table, columns.features) if n not in left_out]
        if columns.label in _named(columns.features):
            raise UserError(
                f"Column '{columns.label}' is the label, so it cannot be a feature as well."
            )
        named = _named(columns.features)
        found = [n for n in asked if n in named or n not in roles]
    else:
        found = [
            c.name
            for c in table.columns
            if c.name not in {*left_out, *roles} and c.name.lower() not in NO_PREDICTORS
        ]
    if not found:
        raise UserError(f"{title(table)} has no feature beside ids, labels and files; add some.")
    return found


def no_column(table: Table, name: str) -> str:
    """A sentence that says which columns there are."""
    some = ", ".join(c.name for c in table.columns[:12])
    more = ", …" if len(table.columns) > 12 else ""
    return f"{title(table)} has no column '{name}'; it has: {some}{more}."


def title(table: Table) -> str:
    """How the table is called in sentences."""
    return f"Table '{table.name}'" if table.name else "The table"


def _named(patterns: str) -> Sequence[str]:
    return [pattern.strip() for pattern in patterns.split(",")]
