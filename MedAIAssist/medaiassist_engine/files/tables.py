"""Tables as CSV. Units and descriptions lie beside it in NAME.schema.csv, as Slicer has it.

File names that end in .parquet are handed to `parquet`.
"""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path

import numpy as np

from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from .formats import check_readable, check_writable, extension_of, stem_of
from .images import Array
from .parquet import read_parquet, write_parquet
from .text import read_text, write_text

_SCHEMA = ("columnName", "type", "unitLabel", "description")


def write_table(path: str | Path, table: Table) -> None:
    """Write a CSV file, and its schema file if any column has a unit or a description; or Parquet.

    Numbers are written so that they read back exactly.

    Raises:
        UserError: the folder is missing or the disk is full.
    """
    check_writable(path, Table)
    if extension_of(path) == ".parquet":
        return write_parquet(path, table)
    columns = table.columns
    if any(c.unit or c.description for c in columns):
        rows = [[c.name, _type(c), c.unit, c.description] for c in columns]
        write_text(_schema_path(path), _csv([list(_SCHEMA), *rows]))
    cells = [_cells(c) for c in columns]
    write_text(path, _csv([[c.name for c in columns], *map(list, zip(*cells, strict=True))]))


def read_table(path: str | Path) -> Table:
    """Read a CSV or Parquet file.

    Columns of CSV are numeric if every cell is a number or empty (NaN).

    Raises:
        UserError: the file is missing, has no header, or has rows of unequal length.
    """
    check_readable(path, Table)
    if extension_of(path) == ".parquet":
        return read_parquet(path)
    rows = [row for row in csv.reader(io.StringIO(read_text(path))) if row]
    if not rows:
        raise UserError(f"'{path}' is empty; its first line must name the columns.")
    names, cells = rows[0], rows[1:]
    for number, row in enumerate(cells, 2):
        if len(row) != len(names):
            raise UserError(
                f"Row {number} of '{path}' has {len(row)} cells, but the header names "
                f"{len(names)} columns; correct that row."
            )
    schema = read_schema(path)
    columns = (
        _column(name, tuple(row[index] for row in cells), schema.get(name, {}))
        for index, name in enumerate(names)
    )
    return Table(tuple(columns), stem_of(path))


def _csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _cells(column: Column) -> list[str]:
    if column.values is None:
        return list(column.texts)
    values = np.asarray(column.values)
    values = values.astype(np.uint8) if values.dtype.kind == "b" else values
    return [repr(value) for value in values.tolist()]


def _type(column: Column) -> str:
    if column.values is None:
        return "string"
    return "double" if np.asarray(column.values).dtype.kind == "f" else "long"


def _column(name: str, texts: tuple[str, ...], schema: dict[str, str]) -> Column:
    values = None if schema.get("type") == "string" else _numbers(texts)
    return Column(
        name,
        values,
        () if values is not None else texts,
        schema.get("unitLabel", ""),
        schema.get("description", ""),
    )


def _numbers(texts: tuple[str, ...]) -> Array | None:
    with contextlib.suppress(ValueError, OverflowError):
        return np.array([int(text) for text in texts], dtype=np.int64)
    if not any(text.strip() for text in texts):
        return None
    try:
        return np.array([float(text) if text.strip() else np.nan for text in texts])
    except ValueError:
        return None


def _schema_path(path: str | Path) -> Path:
    return Path(path).with_name(f"{stem_of(path)}.schema.csv")


def read_schema(path: str | Path) -> dict[str, dict[str, str]]:
    """The lines of the schema file beside a table, by column; empty without one."""
    if not _schema_path(path).is_file():
        return {}
    rows = csv.DictReader(io.StringIO(read_text(_schema_path(path))))
    return {row["columnName"]: row for row in rows if row.get("columnName")}
