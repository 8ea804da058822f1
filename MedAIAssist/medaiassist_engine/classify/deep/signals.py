"""Signals from tables of numbers: a row for each time, a column for each feature."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...cohort.delimited import read_rows
from ...contract.errors import UserError
from ...contract.payloads import Volume

ENDINGS = (".csv", ".tsv", ".npy")


def is_signal(path: str) -> bool:
    """Whether a file holds a table of numbers, by its name."""
    return Path(path).suffix.lower() in ENDINGS


def read_signal(path: str) -> Volume:
    """A signal as a picture of one slice, (1, times, features) float32.

    A first row of names is left out. NumPy arrays are (times, features).

    Raises:
        UserError: the file is missing, is no table of numbers, or has gaps.
    """
    values = _array(path) if path.lower().endswith(".npy") else _table(path)
    if values.ndim != 2 or not values.size:
        raise UserError("It is no table: give a row for each time, a column for each feature.")
    if not np.isfinite(values).all():
        row, column = np.argwhere(~np.isfinite(values))[0] + 1
        raise UserError(f"It has no number at time {row} in column {column}; fill the gaps first.")
    return Volume(values.astype(np.float32)[None])


def _table(path: str) -> NDArray[np.float64]:
    found = read_rows(Path(path))
    rows = [row for _, row in found.rows]
    if all(_is_number(name) for name in found.names):
        rows.insert(0, found.names)
    wrong = [cell for row in rows for cell in row if cell.strip() and not _is_number(cell)]
    if wrong:
        raise UserError(f"It holds '{wrong[0]}', which is no number; signals are numbers alone.")
    return np.array([[float(cell or "nan") for cell in row] for row in rows])


def _array(path: str) -> NDArray[np.float64]:
    try:
        return np.asarray(np.load(path, allow_pickle=False), dtype=np.float64)
    except (OSError, ValueError, TypeError) as error:
        raise UserError("It is no NumPy array of numbers.") from error


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
