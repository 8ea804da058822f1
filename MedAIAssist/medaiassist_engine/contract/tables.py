"""Tables: columns by name, cells as texts, and how errors speak of them."""

from __future__ import annotations

import math

from .errors import UserError
from .payloads import Column, Table

_MOST_NAMES = 12


def find(table: Table, name: str) -> Column | None:
    """The column of this name, if there is one."""
    return next((c for c in table.columns if c.name == name), None)


def texts(column: Column) -> list[str]:
    """The cells without blanks around them; numbers in their shortest form, NaN empty."""
    if column.values is None:
        return [text.strip() for text in column.texts]
    return [_number(value) for value in column.values.tolist()]


def rows(table: Table) -> int:
    """The number of rows."""
    return _length(table.columns[0]) if table.columns else 0


def cells(table: Table, name: str) -> list[str]:
    """The texts of a column; all empty where there is no such column."""
    column = find(table, name)
    return [""] * rows(table) if column is None else texts(column)


def check_rows(table: Table, empty: str = "has no cases; add some first.") -> int:
    """The number of rows.

    Args:
        empty: what the error says of a table without any.

    Raises:
        UserError: there is none, or columns differ in length or share a name.
    """
    lengths = {_length(column) for column in table.columns}
    if len(lengths) > 1:
        raise UserError(f"{title(table)} has columns of different lengths; correct it first.")
    if not lengths or lengths == {0}:
        raise UserError(f"{title(table)} {empty}")
    seen: set[str] = set()
    for column in table.columns:
        if column.name in seen:
            raise UserError(f"{title(table)} has two columns called '{column.name}'; rename one.")
        seen.add(column.name)
    return lengths.pop()


def title(table: Table) -> str:
    """How the table is called where a sentence begins."""
    called = within(table)
    return called[0].upper() + called[1:]


def within(table: Table) -> str:
    """How the table is called within a sentence."""
    return f"table '{table.name}'" if table.name else "the table"


def no_column(table: Table, name: str) -> str:
    """A sentence that says which columns there are."""
    some = ", ".join(c.name for c in table.columns[:_MOST_NAMES])
    more = ", …" if len(table.columns) > _MOST_NAMES else ""
    return f"{title(table)} has no column '{name}'; it has: {some}{more}."


def _length(column: Column) -> int:
    return len(column.texts) if column.values is None else len(column.values)


def _number(value: float) -> str:
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value)
