"""Values of a case that no training case had."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..classify.predictors import Predictor
from ..models.seen import Seen

if TYPE_CHECKING:
    import pandas as pd


def outside(
    case: pd.DataFrame, columns: Sequence[Predictor], seen: Sequence[Seen]
) -> dict[str, str]:
    """A sentence by the name of each column whose value lies outside of what was seen.

    Args:
        case: (1, columns).
    """
    found = {c.name: _told(case[c.name].to_numpy()[0], c, s)
             for c, s in zip(columns, seen, strict=True)}  # fmt: skip
    return {name: sentence for name, sentence in found.items() if sentence}


def is_missing(value: object) -> bool:
    """Whether a cell of a frame holds nothing."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def _told(value: object, column: Predictor, seen: Seen) -> str:
    if is_missing(value):
        return ""
    if column.kind == "categorical":
        known = ", ".join(column.categories)
        return "" if value in column.categories else f"'{value}' is none of: {known}"
    number = float(str(value))
    if seen.low <= number <= seen.high:
        return ""
    side = "below" if number < seen.low else "above"
    unit = f" {column.unit}" if column.unit else ""
    return f"{number:g}{unit} is {side} the training range of {seen.low:g} to {seen.high:g}{unit}"
