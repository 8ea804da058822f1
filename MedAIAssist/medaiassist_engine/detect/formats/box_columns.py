"""Which columns of a table say where boxes are, under whatever usual names."""

from __future__ import annotations

import re

import numpy as np

from ...contract.errors import UserError
from ...contract.payloads import Column, Table
from ...contract.tables import texts, title
from ..boxes.grid import Reals

FRAMES = ("ras", "lps", "xyz", "xy", "ijk", "ij")
"""Axes that are looked for, in this order."""

_ALIASES = {
    "case": ("case", "image", "filename", "file_name", "seriesuid", "reader"),
    "patient": ("patient", "patient_id"),
    "label": ("label", "class", "category"),
    "score": ("score", "confidence", "probability"),
    "ignored": ("ignored", "difficult", "iscrowd"),
}
_CORNER = re.compile(r"(?P<end>min|max)_?(?P<axis>[xy])|(?P<axis_2>[xy])_?(?P<end_2>min|max|1|2)")
_ENDS = {"min": "low", "1": "low", "max": "high", "2": "high"}


def meaning(table: Table, what: str) -> Column | None:
    """The column with the "case", "patient", "label", "score" or "ignored" of each box."""
    lower = {column.name.strip().lower().replace(" ", "_"): column for column in table.columns}
    return next((lower[name] for name in _ALIASES[what] if name in lower), None)


def cells_of(table: Table, what: str) -> list[str] | None:
    """The texts of that column; None where there is none."""
    column = meaning(table, what)
    return None if column is None else texts(column)


def places(table: Table) -> tuple[str, Reals, Reals]:
    """The axes' letters, and the lower and upper edges (n, D) along them, NaN where empty.

    Raises:
        UserError: no such columns, or one that holds a text.
    """
    plain = {_plain(column.name): column for column in table.columns}
    for frame in FRAMES:
        middle = [plain.get(f"center_{axis}") for axis in frame]
        lengths = [plain.get(f"size_{axis}") or plain.get("diameter") for axis in frame]
        if all(middle) and all(lengths):
            centre, size = _stacked(table, middle), _stacked(table, lengths)
            return frame, centre - size / 2, centre + size / 2
    corners = {_corner(column.name): column for column in table.columns}
    low, high = ([corners.get((end, axis)) for axis in "xy"] for end in ("low", "high"))
    if all(low) and all(high):
        return "xy", _stacked(table, low), _stacked(table, high)
    raise UserError(
        f"{title(table)} has no boxes: it needs the columns center_r, center_a, center_s and "
        "size_r, size_a, size_s in mm, or the same with l, p, s, or with x, y in pixels, or i, j, "
        "k in voxels."
    )


def numbers(table: Table, column: Column) -> Reals:
    """The values as numbers; empty cells are NaN.

    Raises:
        UserError: a cell is a text.
    """
    if column.values is not None:
        return np.asarray(column.values, dtype=np.float64)
    try:
        return np.array([float(text) if text else np.nan for text in texts(column)])
    except ValueError as error:
        raise UserError(
            f"Column '{column.name}' of {title(table)} holds a text where a number must be."
        ) from error


def _stacked(table: Table, columns: list[Column | None]) -> Reals:
    return np.column_stack([numbers(table, c) for c in columns if c is not None])


def _plain(name: str) -> str:
    """Such as "center_l" for "Centre_L_mm" and "coordX"."""
    lower = re.sub(r"_mm$", "", name.strip().lower()).replace("centre", "center")
    return re.sub(r"^coord_?", "center_", lower)


def _corner(name: str) -> tuple[str, str] | str:
    """Such as ("low", "x") for "xmin", "x_min", "min_x" and "x1"; other names as they are."""
    found = _CORNER.fullmatch(name.strip().lower())
    if found is None:
        return name
    end, axis = found["end"] or found["end_2"], found["axis"] or found["axis_2"]
    return _ENDS[end], axis
