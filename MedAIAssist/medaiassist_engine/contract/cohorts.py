"""What a cohort is: a table with a row for each case, and columns that both sides know."""

from __future__ import annotations

import math

from .payloads import Column, Table

CASE, IMAGE, MASK, LABEL = "case", "image", "mask", "label"
PATIENT, SPLIT, SITE = "patient", "split", "site"

KEYS = (CASE, IMAGE, MASK, LABEL, PATIENT, SPLIT, SITE)
"""Columns with a meaning; always texts, empty where missing. All others are clinical values."""

DESCRIPTIONS = {
    CASE: "Id of the case",
    IMAGE: "File, DICOM folder, or node:<id> of a volume in the scene",
    MASK: "File, or node:<id> of a segmentation in the scene",
    LABEL: "Class of the case",
    PATIENT: "Cases of one patient are never torn apart",
    SPLIT: "train, validation or test",
    SITE: "Hospital or scanner the case comes from",
}

NODE = "node:"
"""Begins an image or mask that is a node of the scene, followed by the node's id."""

TRAIN, VALIDATION, TEST = "train", "validation", "test"
"""What the column "split" says."""


def find(table: Table, name: str) -> Column | None:
    """The column of this name, if there is one."""
    return next((c for c in table.columns if c.name == name), None)


def texts(column: Column) -> list[str]:
    """The cells without blanks around them; numbers in their shortest form, NaN empty."""
    if column.values is None:
        return [text.strip() for text in column.texts]
    return [_number(value) for value in column.values.tolist()]


def rows(table: Table) -> int:
    """The number of cases."""
    if not table.columns:
        return 0
    first = table.columns[0]
    return len(first.texts) if first.values is None else len(first.values)


def cells(table: Table, name: str) -> list[str]:
    """The texts of a column; all empty where there is no such column."""
    column = find(table, name)
    return [""] * rows(table) if column is None else texts(column)


def _number(value: float) -> str:
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value)
