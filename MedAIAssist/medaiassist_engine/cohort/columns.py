"""The columns of a cohort: found, made, put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..contract.cohorts import (
    CASE,
    DESCRIPTIONS,
    IMAGE,
    KEYS,
    LABEL,
    MASK,
    NODE,
    PATIENT,
    SITE,
    SPLIT,
)
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from ..contract.tables import cells, check_rows, find, texts, title, within

__all__ = [
    "CASE", "IMAGE", "KEYS", "LABEL", "MASK", "NODE", "PATIENT", "SITE", "SPLIT",
    "cells", "check_cases", "find", "in_order", "key_column", "listed", "patients", "texts",
    "with_column",
]  # fmt: skip


def patients(table: Table) -> list[str]:
    """The patient of each row; the case itself where none is named."""
    pairs = zip(cells(table, PATIENT), cells(table, CASE), strict=True)
    return [patient or f"case {case}" for patient, case in pairs]


def key_column(name: str, values: Iterable[str]) -> Column:
    """One of the columns with a meaning."""
    return Column(name, None, tuple(values), description=DESCRIPTIONS[name])


def with_column(table: Table, column: Column) -> Table:
    """The table with a column replaced, or added at its place among the others."""
    if find(table, column.name) is not None:
        columns = [column if c.name == column.name else c for c in table.columns]
        return Table(tuple(columns), table.name)
    return in_order([*table.columns, column], table.name)


def in_order(columns: Iterable[Column], name: str = "") -> Table:
    """A table whose columns with a meaning come first."""
    found = list(columns)
    keys = [c for key in KEYS for c in found if c.name == key]
    return Table((*keys, *(c for c in found if c.name not in KEYS)), name)


def check_cases(table: Table) -> list[str]:
    """The ids of the cases.

    Raises:
        UserError: the table has no rows, no column "case", a row without one, or one twice.
    """
    check_rows(table)
    if find(table, CASE) is None:
        raise UserError(f"{title(table)} has no column 'case'; name the column with the ids so.")
    names = cells(table, CASE)
    rows: dict[str, int] = {}
    for row, name in enumerate(names, 1):
        if not name:
            raise UserError(f"Row {row} of {within(table)} has no case; give it an id.")
        if name in rows:
            raise UserError(
                f"Rows {rows[name]} and {row} of {within(table)} have the same case '{name}'; "
                "give each row a case of its own."
            )
        rows[name] = row
    return names


def listed(names: Sequence[str], most: int = 5) -> str:
    """Some names in a sentence."""
    some = ", ".join(names[:most])
    return f"{some} and {len(names) - most} more" if len(names) > most else some
