"""Putting new cases below those that a cohort has already."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..context import Context
from ..contract.payloads import Column, Table
from ..contract.tables import rows as row_count
from ..features.united import united
from .columns import CASE, IMAGE, cells, in_order, key_column, listed, with_column


def appended(table: Table | None, new: Table, context: Context) -> Table:
    """The cohort with further cases; images that it has already are left out.

    A case whose id is taken gets a number behind it. Columns that only one of the two has are
    empty in the other's rows.
    """
    if table is None or not row_count(table):
        return in_order(new.columns, table.name if table is not None else new.name)
    known = set(cells(table, IMAGE)) - {""}
    fresh = [image not in known for image in cells(new, IMAGE)]
    if not all(fresh):
        context.note(f"{fresh.count(False)} cases were left out: the cohort has their images.")
    rest = rows_of(new, np.flatnonzero(fresh))
    taken = set(cells(table, CASE))
    names = [_free(name, taken) for name in cells(rest, CASE)]
    changed = [n for n, old in zip(names, cells(rest, CASE), strict=True) if n != old]
    if changed:
        context.note(f"Cases whose id was taken are called {listed(changed)}.")
    rest = with_column(rest, key_column(CASE, names))
    return in_order(united([table, rest]), table.name)


def rows_of(table: Table, rows: Sequence[int] | np.ndarray) -> Table:
    """Some rows of a table, in the order given."""
    return Table(tuple(_cut(column, rows) for column in table.columns), table.name)


def _cut(column: Column, rows: Sequence[int] | np.ndarray) -> Column:
    if column.values is None:
        kept = tuple(column.texts[row] for row in rows)
        return Column(column.name, None, kept, column.unit, column.description)
    values = np.asarray(column.values)[np.asarray(rows, dtype=np.intp)]
    return Column(column.name, values, (), column.unit, column.description)


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free)
    return free
