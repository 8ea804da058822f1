"""Table payloads and table nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table

from .landing import Landing
from .steps import Steps
from .undo import Change

_TEXTS_A_STEP = 20_000


def read(node: Any) -> Table:
    """A table node's columns with units and descriptions; numbers share the node's memory."""
    table = node.GetTable()
    columns = tuple(_column(node, table.GetColumn(c)) for c in range(table.GetNumberOfColumns()))
    return Table(columns, node.GetName() or "")


def _column(node: Any, column: Any) -> Column:
    name = column.GetName() or ""
    unit, description = node.GetColumnUnitLabel(name) or "", node.GetColumnDescription(name) or ""
    if isinstance(column, vtk.vtkDataArray):
        values = vtk_to_numpy(column)
        values.flags.writeable = False
        return Column(name, values, (), unit, description)
    texts = tuple(column.GetVariantValue(r).ToString() for r in range(column.GetNumberOfValues()))
    return Column(name, None, texts, unit, description)


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
    for name, texts in (
        ("columnName", [c.name for c in listed]),
        ("unitLabel", [c.unit for c in listed]),
        ("description", [c.description for c in listed]),
    ):
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
