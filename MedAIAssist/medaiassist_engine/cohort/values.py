"""Cells of a spreadsheet as numbers or words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ..contract.payloads import Column

MISSING = frozenset({"", "na", "n/a", "nan", "null", "?", "#n/a"})
"""Cells, in lower case, that mean: no value."""

_INTEGER = re.compile(r"[+-]?(0|[1-9]\d*)")
_NUMBER = re.compile(r"[+-]?(0|[1-9]\d*)?(\.\d*)?([eE][+-]?\d+)?|[+-]?inf")
_DIGITS_KEPT = 15


def is_missing(text: str) -> bool:
    """Whether a cell holds no value."""
    return text.strip().lower() in MISSING


def detected(
    name: str, cells: Sequence[str], comma: bool = False, unit: str = "", description: str = ""
) -> Column:
    """Numbers if every cell that has a value is one, else words.

    "007" is a code, not 7, and so is a number of more digits than a float keeps. Missing numbers
    are NaN, missing words empty; a column without any value is one of words.

    Args:
        comma: decimals may be written with a comma, as where cells are parted by semicolons.
    """
    texts = ["" if is_missing(cell) else cell.strip() for cell in cells]
    present = [text.replace(",", ".") if comma else text for text in texts if text]
    if not present or not all(map(_is_number, present)):
        return Column(name, None, tuple(texts), unit, description)
    if len(present) == len(texts) and all(map(_INTEGER.fullmatch, present)):
        return Column(name, np.array(present, dtype=np.int64), (), unit, description)
    values = np.full(len(texts), np.nan)
    values[[bool(text) for text in texts]] = [float(text) for text in present]
    return Column(name, values, (), unit, description)


def _is_number(text: str) -> bool:
    digits = sum(c.isdigit() for c in text.lower().partition("e")[0])
    if not digits or _NUMBER.fullmatch(text) is None:
        return False
    return digits <= _DIGITS_KEPT or "." in text
