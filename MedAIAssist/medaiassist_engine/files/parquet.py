"""Tables as Parquet, with units and descriptions in the metadata of each column.

Needs pyarrow, which the engine does without otherwise.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from . import atomic
from .formats import stem_of


def write_parquet(path: str | Path, table: Table) -> None:
    """Write a Parquet file; undefined numbers stay NaN.

    Raises:
        UserError: pyarrow is not installed, the folder is missing or the disk is full.
    """
    arrow, parquet = _pyarrow()
    fields, arrays = [], []
    for column in table.columns:
        values = list(column.texts) if column.values is None else np.asarray(column.values)
        array = arrow.array(values, type=arrow.string() if column.values is None else None)
        meaning = {"unit": column.unit, "description": column.description}
        fields.append(arrow.field(column.name, array.type, metadata=meaning))
        arrays.append(array)
    content = arrow.Table.from_arrays(arrays, schema=arrow.schema(fields))
    with atomic.replacing(path, content.nbytes) as temporary:
        parquet.write_table(content, temporary)


def read_parquet(path: str | Path) -> Table:
    """Read a Parquet file of numbers and texts; missing numbers become NaN, missing texts "".

    Raises:
        UserError: pyarrow is not installed, or the file is missing, damaged or holds other types.
    """
    arrow, parquet = _pyarrow()
    if not Path(path).is_file():
        raise UserError(f"There is no file '{path}'; check its name and folder.")
    try:
        content = parquet.read_table(path)
    except (arrow.ArrowException, OSError) as error:
        raise UserError(f"'{path}' is not a readable Parquet file; export it again.") from error
    fields = zip(content.schema, content.columns, strict=True)
    return Table(tuple(_column(path, f, data, arrow) for f, data in fields), stem_of(path))


def _column(path: str | Path, field: Any, data: Any, arrow: Any) -> Column:
    known = {k.decode(): v.decode() for k, v in (field.metadata or {}).items()}
    unit, description = known.get("unit", ""), known.get("description", "")
    kinds = arrow.types
    if kinds.is_dictionary(field.type):
        data = data.cast(field.type.value_type)
    if kinds.is_string(data.type) or kinds.is_large_string(data.type):
        texts = tuple(text or "" for text in data.to_pylist())
        return Column(field.name, None, texts, unit, description)
    numbers = kinds.is_integer(data.type) or kinds.is_floating(data.type)
    if not numbers and not kinds.is_boolean(data.type):
        raise UserError(
            f"Column '{field.name}' of '{path}' holds {field.type}; convert it to numbers or text."
        )
    return Column(field.name, data.to_numpy(), (), unit, description)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise UserError(
            "Parquet files need the library pyarrow (pip install pyarrow); or use CSV."
        ) from error
    return pyarrow, parquet
