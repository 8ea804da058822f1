"""The cells of a cohort as texts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from medaiassist_engine.contract.cohorts import texts
from medaiassist_engine.contract.payloads import Column, Table


class CellTexts(Mapping[str, list[str]]):
    """Texts by column, made when a column is asked for: large cohorts have many."""

    def __init__(self, table: Table | None) -> None:
        self._columns = {c.name: c for c in table.columns} if table is not None else {}
        self._made: dict[str, list[str]] = {}

    def __getitem__(self, name: str) -> list[str]:
        if name not in self._made:
            self._made[name] = texts(self._columns[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def cell(self, row: int, name: str) -> str:
        """The text of one cell; "" where there is no such column."""
        if name in self._made:
            return self._made[name][row]
        column = self._columns.get(name)
        return texts(_only(column, row))[0] if column is not None else ""


def _only(column: Column, row: int) -> Column:
    """The column with one row."""
    if column.values is None:
        return dataclasses.replace(column, texts=column.texts[row : row + 1])
    return dataclasses.replace(column, values=column.values[row : row + 1])
