"""Tables as CSV; units and descriptions lie beside it in NAME.schema.csv, as Slicer has it."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from medaiassist_engine.contract.payloads import Column, Table

_SCHEMA = ["columnName", "type", "unitLabel", "description"]


def write(path: str | Path, table: Table) -> None:
    """Write a table and its schema; numbers read back exactly. A file appears whole or not at all.

    Raises:
        OSError: the folder is missing, or the disk is full.
    """
    path = Path(path)
    columns = table.columns
    rows = zip(*map(_cells, columns), strict=True)
    schema = [[c.name, _type(c), c.unit, c.description] for c in columns]
    _write(path.with_name(f"{path.stem}.schema.csv"), [_SCHEMA, *schema])
    _write(path, [[c.name for c in columns], *map(list, rows)])


def _write(path: Path, rows: list[list[str]]) -> None:
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _cells(column: Column) -> list[str]:
    if column.values is None:
        return list(column.texts)
    return [repr(value) for value in np.asarray(column.values).tolist()]


def _type(column: Column) -> str:
    if column.values is None:
        return "string"
    return "double" if np.asarray(column.values).dtype.kind == "f" else "long"
