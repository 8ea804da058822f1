"""Predictors of cases as a pandas frame, the form in which pipelines take them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..cohort.values import is_missing
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from ..contract.tables import check_rows, find, no_column, texts
from .predictors import Predictor

if TYPE_CHECKING:
    import pandas as pd

Texts = NDArray[np.str_]
_MOSTLY = 0.9  # numbers among the texts of a column, for the others to be typing errors


def predictor_of(column: Column, categorical: bool, names: Texts) -> tuple[Predictor, Any]:
    """What a column is, and its values: float64 with NaN, or object with None.

    Args:
        categorical: its numbers stand for categories.
        names: ids of the cases, for errors.

    Raises:
        UserError: a value is infinite, or a text stands among numbers.
    """
    name = str(column.name)  # never numpy's, which pandas and scikit-learn tell apart
    if not categorical:
        values = _numbers(column, names)
        if values is not None:
            return Predictor(name, "numeric", column.unit, column.description), values
    texts = _categories(column)
    seen = tuple(sorted({text for text in texts if text is not None}))
    return Predictor(name, "categorical", column.unit, column.description, seen), texts


def frame_of(
    table: Table, predictors: Sequence[Predictor], names: Texts, context: Context
) -> pd.DataFrame:
    """The predictors of new cases, for `Fitted.probabilities`; no label is needed.

    A category that no training case had is noted; it counts as none of those known.

    Raises:
        UserError: a predictor is missing, is of the other kind, or holds an infinite number.
    """
    import pandas as pd

    check_rows(table)
    found: dict[str, Any] = {}
    for predictor in predictors:
        column = find(table, predictor.name)
        if column is None:
            raise UserError(
                f"{no_column(table, predictor.name)} The classifier was trained with it; add it, "
                "and leave the cells of unknown values empty."
            )
        found[predictor.name] = _like(predictor, column, names, context)
    return pd.DataFrame(found)


def _like(predictor: Predictor, column: Column, names: Texts, context: Context) -> Any:
    if predictor.kind == "numeric":
        values = _numbers(column, names)
        if values is None:
            at = _first_word(_categories(column))
            raise UserError(
                f"Case '{names[at]}' has '{column.texts[at]}' in column '{column.name}', where "
                "the classifier was trained with numbers; correct it or leave it empty."
            )
        return values
    texts = _categories(column)
    for name, text in zip(names, texts, strict=True):
        if text is not None and text not in predictor.categories:
            context.note(
                f"Case '{name}' has '{text}' in column '{column.name}', which no training case "
                f"had (known: {', '.join(predictor.categories)}); it counts as none of them."
            )
    return texts


def _numbers(column: Column, names: Texts) -> NDArray[np.float64] | None:
    """The values as numbers, or None for a column of words."""
    values = _parsed(column, names) if column.values is None else np.asarray(column.values, float)
    if values is None:
        return None
    infinite = np.flatnonzero(np.isinf(values))
    if len(infinite):
        raise UserError(
            f"Case '{names[infinite[0]]}' has an infinite value in column '{column.name}' "
            f"({len(infinite)} such cases); correct it, or leave it empty where it is unknown."
        )
    return values


def _parsed(column: Column, names: Texts) -> NDArray[np.float64] | None:
    """Numbers among texts such as '?' for missing ones.

    Raises:
        UserError: nearly all are numbers, but not this one.
    """
    values = np.full(len(column.texts), np.nan)
    words: list[int] = []
    for n, text in enumerate(_categories(column)):
        if text is None:
            continue
        try:
            values[n] = float(text)
        except ValueError:
            words.append(n)
    numbers = int((~np.isnan(values)).sum())
    if not numbers or (words and numbers < _MOSTLY * (numbers + len(words))):
        return None
    if words:
        raise UserError(
            f"Case '{names[words[0]]}' has '{column.texts[words[0]]}' in column '{column.name}', "
            "where nearly all cases have numbers; correct it or leave it empty."
        )
    return values


def _categories(column: Column) -> NDArray[np.object_]:
    return np.array([None if is_missing(t) else t for t in texts(column)], dtype=object)


def _first_word(texts: NDArray[np.object_]) -> int:
    def is_word(text: str | None) -> bool:
        try:
            float(text or "nan")
        except ValueError:
            return True
        return False

    return next((n for n, text in enumerate(texts) if is_word(text)), 0)
