"""Table payloads and table nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table

from .landing import Landing
from .steps import Steps, finish
from .undo import Change

_TEXTS_A_STEP = 20_000
_COLUMNS_A_STEP = 500
_SCHEMA = ("columnName", "unitLabel", "description")


def read(node: Any) -> Table:
    """`reading` without pauses."""
    return finish(reading(node))


def reading(node: Any) -> Steps[Table]:
    """A table node's columns with units and descriptions; numbers share the node's memory."""
    table, known = node.GetTable(), _units_and_descriptions(node)
    columns = []
    for c in range(table.GetNumberOfColumns()):
        columns.append((yield from _column(table.GetColumn(c), known)))
        if c % _COLUMNS_A_STEP == 0:
            yield
    return Table(tuple(columns), node.GetName() or "")


def column_names(node: Any, numeric: bool = False) -> list[str]:
    """Names of a table node's columns, or of those with numbers."""
    table = node.GetTable()
    columns = (table.GetColumn(c) for c in range(table.GetNumberOfColumns() if table else 0))
    return [c.GetName() or "" for c in columns if not numeric or isinstance(c, vtk.vtkDataArray)]


def _units_and_descriptions(node: Any) -> dict[str, tuple[str, str]]:
    """By column name; asking the node for each column, it would search all of them every time."""
    schema = node.GetSchema()
    listed = [schema.GetColumnByName(name) if schema else None for name in _SCHEMA]
    if listed[0] is None:
        return {}
    texts = [
        [column.GetValue(row) for row in range(schema.GetNumberOfRows())]
        if isinstance(column, vtk.vtkStringArray) else [""] * schema.GetNumberOfRows()
        for column in listed
    ]  # fmt: skip
    return {name: (unit, description) for name, unit, description in zip(*texts, strict=True)}


def _column(column: Any, known: dict[str, tuple[str, str]]) -> Steps[Column]:
    name = column.GetName() or ""
    unit, description = known.get(name, ("", ""))
    if isinstance(column, vtk.vtkDataArray):
        values = vtk_to_numpy(column)
        values.flags.writeable = False
        return Column(name, values, (), unit, description)
    texts: list[str] = []
    value = _reader(column)
    for start in _starts(column.GetNumberOfValues()):
        stop = min(start + _TEXTS_A_STEP, column.GetNumberOfValues())
        texts += map(value, range(start, stop))
        yield
    return Column(name, None, tuple(texts), unit, description)


def _reader(column: Any) -> Callable[[int], str]:
    """What gives the text of a row; a string array's own method is four times as fast."""
    if isinstance(column, vtk.vtkStringArray):
        own: Callable[[int], str] = column.GetValue
        return own
    return lambda row: str(column.GetVariantValue(row).ToString())


def write(
    scene: Any,
    table: Table,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str]:
    """Put a table into a table node; arguments, steps and result as `volumes.write`.

    Raises:
        UserError: columns differ in length, share a name or have none, or hold no numbers.
    """
    _check(table)
    landing = Landing(scene, "vtkMRMLTableNode", node_id, beside, change)
    content = vtk.vtkTable()
    for column in table.columns:
        array = yield from _vtk_array(column)
        array.SetName(column.name)
        content.AddColumn(array)
    node = landing.open(table.name)
    modifying = node.StartModify()
    node.SetAndObserveTable(content)
    node.SetAndObserveSchema(_schema(table))
    node.SetUseColumnTitleAsColumnHeader(True)
    node.EndModify(modifying)
    return landing.close(node)


def _schema(table: Table) -> Any:
    """Units and descriptions in one go: set column by column, thousands take many seconds."""
    listed = [c for c in table.columns if c.unit or c.description]
    if not listed:
        return None
    schema = vtk.vtkTable()
    columns = zip(*((c.name, c.unit, c.description) for c in listed), strict=True)
    for name, texts in zip(_SCHEMA, columns, strict=True):
        array = vtk.vtkStringArray()
        array.SetName(name)
        array.SetNumberOfValues(len(texts))
        for row, text in enumerate(texts):
            array.SetValue(row, text)
        schema.AddColumn(array)
    return schema


def _check(table: Table) -> None:
    lengths: dict[str, int] = {}
    for column in table.columns:
        if not column.name or column.name in lengths:
            raise UserError(
                f"Table '{table.name}' has two columns '{column.name}', or one without a name. "
                "Give each column its own name."
            )
        lengths[column.name] = len(column.texts if column.values is None else column.values)
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{name}: {rows}" for name, rows in lengths.items())
        raise UserError(
            f"The columns of table '{table.name}' differ in length ({listed} rows). "
            "Fill the missing cells first."
        )


def _vtk_array(column: Column) -> Steps[Any]:
    if column.values is None:
        texts = vtk.vtkStringArray()
        texts.SetNumberOfValues(len(column.texts))
        for start in _starts(len(column.texts)):
            for row, text in enumerate(column.texts[start : start + _TEXTS_A_STEP], start):
                texts.SetValue(row, text)
            yield
        return texts
    values = np.ascontiguousarray(column.values)
    if values.dtype.kind not in "biuf" or values.ndim != 1:
        raise UserError(
            f"Column '{column.name}' holds values of type {values.dtype} and shape {values.shape}; "
            "a column is a list of numbers or of texts."
        )
    casts = {"?": np.uint8, "e": np.float32}
    values = values.astype(casts.get(values.dtype.char, values.dtype.newbyteorder("=")), copy=False)
    yield
    return numpy_to_vtk(values, deep=True)


def _starts(count: int) -> Iterator[int]:
    return iter(range(0, count, _TEXTS_A_STEP))
