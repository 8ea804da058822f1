"""Cohort tables with other cells or rows. Nothing is changed in place."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

import numpy as np

from medaiassist_engine.contract.cohorts import CASE, DESCRIPTIONS, KEYS, cells, find, rows
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table


def with_text(table: Table, chosen: Collection[int], name: str, text: str) -> Table:
    """The table with the same text in a column of some rows; "" is a missing value.

    A column that is not there is added.

    Raises:
        UserError: the column holds numbers and the text is none, or a case would lose its id.
    """
    text = text.strip()
    if name == CASE:
        _check_case(table, chosen, text)
    column = find(table, name)
    if column is None:
        empty = Column(name, None, ("",) * rows(table), description=DESCRIPTIONS.get(name, ""))
        return _ordered(Table((*table.columns, _changed(empty, chosen, text)), table.name))
    changed = [_changed(c, chosen, text) if c is column else c for c in table.columns]
    return Table(tuple(changed), table.name)


def without_rows(table: Table, chosen: Collection[int]) -> Table:
    """The table without some rows."""
    kept = [row for row in range(rows(table)) if row not in set(chosen)]
    return Table(tuple(_rows(column, kept) for column in table.columns), table.name)


def with_cases(table: Table | None, new: Table) -> Table:
    """The table with further rows of texts; ids that are taken get a number behind them."""
    if table is None or not table.columns:
        return new
    taken = set(cells(table, CASE))
    ids = []
    for name in cells(new, CASE):
        ids.append(_free(name, taken))
        taken.add(ids[-1])
    given = {**{c.name: c.texts for c in new.columns}, CASE: tuple(ids)}
    count = rows(new)
    columns = [_longer(column, given.get(column.name, ("",) * count)) for column in table.columns]
    known = {column.name for column in columns}
    empty = ("",) * rows(table)
    columns += [
        Column(n, None, (*empty, *t), description=DESCRIPTIONS.get(n, ""))
        for n, t in given.items() if n not in known
    ]  # fmt: skip
    return _ordered(Table(tuple(columns), table.name))


def _changed(column: Column, chosen: Collection[int], text: str) -> Column:
    if column.values is None:
        texts = list(column.texts)
        for row in chosen:
            texts[row] = text
        return dataclasses.replace(column, texts=tuple(texts))
    number = _number(column.name, text)
    values = np.array(column.values)
    if not (values.dtype.kind in "iu" and number.is_integer()):
        values = values.astype(np.float64)
    values[list(chosen)] = number
    return dataclasses.replace(column, values=values)


def _number(name: str, text: str) -> float:
    try:
        return float(text.replace(",", ".")) if text else float("nan")
    except ValueError:
        raise UserError(
            f"Column '{name}' holds numbers, and '{text}' is none. Type a number, or nothing."
        ) from None


def _check_case(table: Table, chosen: Collection[int], text: str) -> None:
    others = [name for row, name in enumerate(cells(table, CASE)) if row not in chosen]
    if not text:
        raise UserError("A case needs an id. Type one.")
    if text in others or len(chosen) > 1:
        raise UserError(f"There is a case '{text}' already. Give each case an id of its own.")


def _rows(column: Column, kept: Sequence[int]) -> Column:
    if column.values is None:
        return dataclasses.replace(column, texts=tuple(column.texts[row] for row in kept))
    return dataclasses.replace(column, values=np.asarray(column.values)[list(kept)])


def _longer(column: Column, added: Sequence[str]) -> Column:
    if column.values is None:
        return dataclasses.replace(column, texts=(*column.texts, *added))
    numbers = [_number(column.name, text) for text in added]
    return dataclasses.replace(column, values=np.concatenate([column.values, numbers]))


def _free(name: str, taken: Collection[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def _ordered(table: Table) -> Table:
    keys = [column for key in KEYS for column in table.columns if column.name == key]
    return Table((*keys, *(c for c in table.columns if c.name not in KEYS)), table.name)
