"""Which columns of a table are features, and which rows belong to which group."""

from __future__ import annotations

from fnmatch import fnmatchcase

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.cohorts import may_be_feature
from ...contract.errors import UserError
from ...contract.payloads import Column, Table
from ...contract.tables import check_rows, find, no_column, texts, title

Reals = NDArray[np.float64]


def check_table(table: Table) -> int:
    """The number of rows.

    Raises:
        UserError: there is none, or columns differ in length or share a name.
    """
    return check_rows(table, "has no rows; extract features first.")


def features_of(table: Table, patterns: str, group: str = "") -> list[Column]:
    """The numeric columns that match any of the comma-separated patterns, or all but the keys.

    Raises:
        UserError: a pattern matches nothing or a column of texts, or there is no feature.
    """
    check_table(table)
    wanted = [pattern.strip() for pattern in patterns.split(",") if pattern.strip()]
    if not wanted:
        found = [c for c in table.columns
                 if c.values is not None and may_be_feature(c) and c.name != group]  # fmt: skip
        if not found:
            raise UserError(f"{title(table)} has no column with numbers that is a feature.")
        return found
    for pattern in wanted:
        matching = [c for c in table.columns if fnmatchcase(c.name, pattern)]
        if not matching:
            raise UserError(no_column(table, pattern))
        if all(c.values is None for c in matching):
            raise UserError(f"Column '{pattern}' holds texts; choose one with numbers.")
    return [
        c
        for c in table.columns
        if c.values is not None and any(fnmatchcase(c.name, pattern) for pattern in wanted)
    ]


def feature_of(table: Table, name: str, group: str, context: Context) -> Column:
    """The column of this name, or the first feature.

    Raises:
        UserError: there is none, or it holds no number.
    """
    if not name:
        column = features_of(table, "", group)[0]
        context.note(f"Shown is the first feature, {column.name}.")
    else:
        check_table(table)
        named = find(table, name)
        if named is None:
            raise UserError(no_column(table, name))
        if named.values is None:
            raise UserError(f"Column '{name}' holds texts; choose one with numbers.")
        column = named
    if not np.isfinite(as_reals(column)).any():
        raise UserError(f"Column '{column.name}' holds no number; choose another.")
    return column


def groups_of(table: Table, name: str, context: Context) -> dict[str, NDArray[np.bool_]]:
    """Which rows belong to each group, sorted by name; all to one called "" without a name.

    Raises:
        UserError: there is no such column, or no row has a group.
    """
    rows = check_table(table)
    if not name:
        return {"": np.ones(rows, dtype=bool)}
    column = find(table, name)
    if column is None:
        raise UserError(no_column(table, name))
    labels = np.array(texts(column))
    none = int((labels == "").sum())
    if none == rows:
        raise UserError(f"Column '{name}' names no group; choose another.")
    if none:
        context.note(f"{none} of {rows} rows have no {name} and are left out.")
    return {str(label): labels == label for label in np.unique(labels) if label}


def chosen(
    table: Table, feature: str, group: str, context: Context
) -> tuple[Column, Reals, dict[str, NDArray[np.bool_]]]:
    """The feature to show, its values, and each group's rows; missing values are noted.

    Raises:
        UserError: as `feature_of` and `groups_of`.
    """
    column = feature_of(table, feature, group, context)
    groups = groups_of(table, group, context)
    values = as_reals(column)
    missing = int(np.isnan(values).sum())
    if missing:
        context.note(
            f"{missing} of {len(values)} values of {column.name} are undefined and left out."
        )
    return column, values, groups


def as_reals(column: Column) -> Reals:
    """The column's values as floats, infinite ones as NaN."""
    values = np.array(column.values, dtype=np.float64)
    values[~np.isfinite(values)] = np.nan
    return values


def labelled(column: Column) -> str:
    """Name and unit, for an axis."""
    return f"{column.name} ({column.unit})" if column.unit else column.name
