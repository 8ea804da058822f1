"""What each column of a case table is: an id, a label, a predictor or nothing of use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase

import numpy as np
from numpy.typing import NDArray

from ..contract.cohorts import may_be_feature
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from ..contract.tables import find, no_column, texts, title
from .parameters import CaseColumns


def required(table: Table, name: str, what: str) -> Column:
    """The column of this name.

    Raises:
        UserError: there is none; `what` says what it is needed for.
    """
    found = find(table, name)
    if found is None:
        raise UserError(f"{no_column(table, name)} Choose the one with the {what}.")
    return found


def texts_of(column: Column) -> NDArray[np.str_]:
    """(rows,) every value as words, see `contract.tables.texts`."""
    return np.array(texts(column), dtype=str)


def matching(table: Table, patterns: str) -> list[str]:
    """Names that match any of the comma-separated patterns, in the table's order.

    Raises:
        UserError: a pattern matches nothing.
    """
    names = [c.name for c in table.columns]
    return matched(names, patterns, lambda p: f"{no_column(table, p)} Correct the name.")


def matched(names: Sequence[str], patterns: str, unknown: Callable[[str], str]) -> list[str]:
    """Those names that match any of the comma-separated patterns, in their order.

    Raises:
        UserError: a pattern matches nothing; `unknown` says so.
    """
    found: set[str] = set()
    for pattern in filter(None, _named(patterns)):
        hits = {name for name in names if fnmatchcase(name, pattern)}
        if not hits:
            raise UserError(unknown(pattern))
        found |= hits
    return [name for name in names if name in found]


def predictor_names(table: Table, columns: CaseColumns) -> list[str]:
    """Names of the predictors: those asked for, or all but ids, labels and files.

    Raises:
        UserError: a pattern matches nothing, the label is asked for, or nothing is left.
    """
    left_out = set(matching(table, columns.leave_out))
    roles = {columns.label, columns.case, columns.patient, columns.site, columns.split}
    if columns.features.strip():
        asked = [n for n in matching(table, columns.features) if n not in left_out]
        if columns.label in _named(columns.features):
            raise UserError(
                f"Column '{columns.label}' is the label, so it cannot be a feature as well."
            )
        named = _named(columns.features)
        found = [n for n in asked if n in named or n not in roles]
    else:
        found = [
            c.name for c in table.columns if c.name not in {*left_out, *roles} and may_be_feature(c)
        ]
    if not found:
        raise UserError(f"{title(table)} has no feature beside ids, labels and files; add some.")
    return found


def _named(patterns: str) -> Sequence[str]:
    return [pattern.strip() for pattern in patterns.split(",")]
