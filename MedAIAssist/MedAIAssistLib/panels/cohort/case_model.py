"""The cases as Qt's views ask for them: no widget and no item per cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import qt

Texts = Mapping[str, Sequence[str]]
"""The cells of a cohort by column."""

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)")


class CaseModel(qt.QAbstractTableModel):  # type: ignore[misc]
    """Some columns of some rows of a cohort, in an order of their own.

    Attributes:
        rows: row of the cohort by line of the view.
        columns: names, by column of the view.
        pictures: QPixmap by row of the cohort.
    """

    def __init__(self) -> None:
        qt.QAbstractTableModel.__init__(self)
        self._texts: Texts = {}
        self.rows: list[int] = []
        self.columns: list[str] = []
        self.pictures: Mapping[int, Any] = {}

    def show(
        self, texts: Texts, columns: list[str], rows: list[int], pictures: Mapping[int, Any]
    ) -> None:
        """Show other content."""
        self.beginResetModel()
        self._texts, self.columns, self.rows, self.pictures = texts, columns, rows, pictures
        self.endResetModel()

    def rowCount(self, _parent: Any = None) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Any = None) -> int:
        return len(self.columns)

    def data(self, index: Any, role: int) -> Any:
        if role in (qt.Qt.DisplayRole, qt.Qt.ToolTipRole):
            cells = self._texts[self.columns[index.column()]]
            return cells[self.rows[index.row()]]
        if role == qt.Qt.DecorationRole and index.column() == 0:
            return self.pictures.get(self.rows[index.row()])
        return None

    def headerData(self, section: int, orientation: int, role: int) -> Any:
        if role == qt.Qt.DisplayRole and orientation == qt.Qt.Horizontal:
            return self.columns[section] if section < len(self.columns) else None
        return None


def filtered(texts: Texts, words: str) -> list[int]:
    """The rows in which every word stands somewhere; `label=benign` asks one column only."""
    count = len(next(iter(texts.values()), ()))
    rows = list(range(count))
    for word in words.casefold().split():
        name, equals, wanted = word.partition("=")
        own = next((cells for n, cells in texts.items() if equals and n.casefold() == name), None)
        searched = [own] if own is not None else list(texts.values())
        sought = wanted if own is not None else word
        rows = [row for row in rows if any(sought in c[row].casefold() for c in searched)]
    return rows


def in_order(texts: Texts, rows: list[int], column: str, descending: bool) -> list[int]:
    """Rows sorted by a column, numbers within the texts by their size; empty cells last."""
    cells = texts.get(column)
    if cells is None:
        return rows
    filled = [row for row in rows if cells[row]]
    filled.sort(key=lambda row: natural(cells[row]), reverse=descending)
    return [*filled, *(row for row in rows if not cells[row])]


def natural(text: str) -> tuple[Any, ...]:
    """A key by which "case 10" comes after "case 9", and -2 before 1."""
    try:
        return (0, float(text), ())
    except ValueError:
        parts = _NUMBER.split(text.casefold())
    return (1, 0.0, tuple((float(p), "") if n % 2 else (-1.0, p) for n, p in enumerate(parts)))


def ranges_of(lines: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of neighbours among sorted numbers."""
    found: list[tuple[int, int]] = []
    for line in lines:
        if found and line == found[-1][1] + 1:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return found
