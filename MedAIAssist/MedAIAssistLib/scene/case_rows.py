"""One case: a row of a table node as texts, and texts as a table with one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import vtk

from medaiassist_engine.contract.cohorts import CASE
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table

from .model_files import ModelColumn
from .show import nodes_of
from .tables import column_names

_PARTS = (CASE, "segment", "slice")
_MOST_ROWS = 20_000


def row_names(node: Any) -> list[str]:
    """What the rows of a table node are called: by case, segment and slice, else by number.

    Of more than 20,000 rows the first ones only.
    """
    table = node.GetTable()
    count = min(table.GetNumberOfRows(), _MOST_ROWS)
    columns = [c for c in map(table.GetColumnByName, _PARTS) if c is not None]
    names = [", ".join(filter(None, (_text(c, row) for c in columns))) for row in range(count)]
    return [name or f"row {row}" for row, name in enumerate(names, 1)]


def row_texts(node: Any, row: int, names: Iterable[str]) -> dict[str, str]:
    """The cells of a row in those of these columns that the table has; missing ones are empty.

    Numbers are given so that they read back exactly.
    """
    table = node.GetTable()
    found = ((name, table.GetColumnByName(name)) for name in names)
    return {name: _text(column, row) for name, column in found if column is not None}


def column_texts(node: Any, name: str) -> list[str]:
    """The cells of a column, missing ones empty; of more than 20,000 rows the first ones only."""
    column = node.GetTable().GetColumnByName(name)
    count = min(node.GetTable().GetNumberOfRows(), _MOST_ROWS)
    return [_text(column, row) for row in range(count)]


def fitting_table(scene: Any, names: Iterable[str]) -> Any | None:
    """The newest table node with rows and at least half of these columns."""
    wanted = set(names)
    for node in reversed(list(nodes_of(scene, "vtkMRMLTableNode"))):
        shown = not node.GetHideFromEditors() and node.GetNumberOfRows()
        if shown and 2 * len(wanted & set(column_names(node))) >= len(wanted):
            return node
    return None


def case_table(columns: Iterable[ModelColumn], texts: Mapping[str, str], name: str) -> Table:
    """A table with one row, of the columns that a model needs; empty texts are missing values.

    Raises:
        UserError: a text that should be a number is none; the text names its column.
    """
    return Table(tuple(_cell(column, texts.get(column.name, "")) for column in columns), name)


def _cell(column: ModelColumn, text: str) -> Column:
    text = text.strip()
    if not column.numeric:
        return Column(column.name, None, (text,), column.unit, column.description)
    values = np.array([number(text, column.name)])
    return Column(column.name, values, (), column.unit, column.description)


def number(text: str, name: str) -> float:
    """A typed number, with a decimal point or comma; NaN for an empty text.

    Raises:
        UserError: it is none.
    """
    try:
        return float(text.strip().replace(",", ".") or "nan")
    except ValueError as error:
        raise UserError(f"'{text}' is not a number; correct '{name}' or leave it empty.") from error


def _text(column: Any, row: int) -> str:
    if not isinstance(column, vtk.vtkDataArray):
        return str(column.GetVariantValue(row).ToString()).strip()
    value = column.GetTuple1(row)
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
