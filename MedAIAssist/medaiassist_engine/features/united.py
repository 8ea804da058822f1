"""Tables of several cases as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..contract.payloads import Column, Table
from ..contract.tables import rows


def united(tables: Sequence[Table]) -> list[Column]:
    """The tables' rows below each other, in columns that any of them has.

    A column that is not in all tables stands where the first table that has it has it. What a
    table lacks is NaN, or empty among texts. Unit and description are those of the first.
    """
    lengths = [rows(table) for table in tables]
    found = [{column.name: column for column in table.columns} for table in tables]
    return [_joined([columns.get(name) for columns in found], lengths) for name in _order(tables)]


def repeated(column: Column, counts: Sequence[int]) -> Column:
    """A column whose nth cell stands `counts[n]` times."""
    if column.values is None:
        cells = zip(column.texts, counts, strict=True)
        texts = tuple(text for text, count in cells for _ in range(count))
        return Column(column.name, None, texts, column.unit, column.description)
    values = np.repeat(column.values, counts)
    return Column(column.name, values, (), column.unit, column.description)


def _order(tables: Sequence[Table]) -> list[str]:
    order: list[str] = []
    for names in dict.fromkeys(tuple(c.name for c in table.columns) for table in tables):
        place = 0
        known = set(order)
        for name in names:
            if name in known:
                place = order.index(name) + 1
            else:
                order.insert(place, name)
                place += 1
    return order


def _joined(columns: Sequence[Column | None], lengths: Sequence[int]) -> Column:
    first = next(column for column in columns if column is not None)
    parts = list(zip(columns, lengths, strict=True))
    if all(column is None or column.values is not None for column in columns):
        values = np.concatenate([_values(column, count) for column, count in parts])
        return Column(first.name, values, (), first.unit, first.description)
    texts = tuple(text for column, count in parts for text in _texts(column, count))
    return Column(first.name, None, texts, first.unit, first.description)


def _values(column: Column | None, count: int) -> NDArray[np.generic]:
    return np.full(count, np.nan) if column is None else np.asarray(column.values)


def _texts(column: Column | None, count: int) -> Sequence[str]:
    if column is None:
        return [""] * count
    if column.values is None:
        return column.texts
    return [repr(value) for value in np.asarray(column.values).tolist()]
