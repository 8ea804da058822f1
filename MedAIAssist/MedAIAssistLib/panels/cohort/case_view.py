"""The list of cases: filtered, sorted, walked through with the arrow keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import CASE, LABEL, PATIENT, SPLIT

from ...session.signal import Signal
from .case_model import CaseModel, Texts, filtered, in_order, ranges_of

PICTURE = 48  # pixels
_LINE, _MOST_LISTED = 1.6, 60


class CaseView:
    """Drives a QTableView and its filter.

    Args:
        view: the QTableView.
        filter_edit: the QLineEdit above it.

    Attributes:
        moved: called without arguments when another case is the current one.
        opened: called without arguments on Enter or a double click.
        asked: called with a position on the screen for the context menu.
        columns_changed: called without arguments when the user picks other columns.
    """

    def __init__(self, view: Any, filter_edit: Any) -> None:
        self._view, self._filter, self.model = view, filter_edit, CaseModel()
        self._texts: Texts = {}
        self._chosen: list[str] = []
        self._pictures: Mapping[int, Any] = {}
        self._sorted_by, self._descending, self._case = "", False, ""
        self.moved, self.opened = Signal(), Signal()
        self.asked, self.columns_changed = Signal(), Signal()
        view.setModel(self.model)
        view.setIconSize(qt.QSize(PICTURE, PICTURE))
        view.setTextElideMode(qt.Qt.ElideMiddle)  # names of cases differ at their ends
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        header.setSectionResizeMode(qt.QHeaderView.Stretch)
        header.setContextMenuPolicy(qt.Qt.CustomContextMenu)
        header.setSectionsClickable(True)
        header.setToolTip(_("Click to sort; right-click to choose the columns."))
        header.connect("sectionClicked(int)", self._sort)
        header.connect("customContextMenuRequested(QPoint)", self._choose_columns)
        view.setContextMenuPolicy(qt.Qt.CustomContextMenu)
        view.connect("customContextMenuRequested(QPoint)", self._menu)
        view.connect("activated(QModelIndex)", lambda _index: self.opened())
        self._selection = view.selectionModel()
        self._selection.connect(
            "currentRowChanged(QModelIndex,QModelIndex)", lambda _new, _old: self._moved()
        )
        filter_edit.connect("textChanged(QString)", lambda _text: self._arrange())

    def show(self, texts: Texts, chosen: Sequence[str], pictures: Mapping[int, Any] | None) -> None:
        """Show a cohort; `chosen` columns or the usual ones; pictures by row, None without."""
        kept = self._names(self.selected)
        self._texts, self._chosen = texts, [name for name in chosen if name in texts]
        self._pictures = pictures or {}
        line = self._view.fontMetrics().height() * _LINE
        height = PICTURE + 4 if pictures is not None else round(line)
        self._view.verticalHeader().setDefaultSectionSize(height)
        self._arrange(kept)

    @property
    def columns(self) -> list[str]:
        """The columns that are shown."""
        return self._chosen or usual_columns(self._texts)

    @property
    def current(self) -> int | None:
        """The row of the current case."""
        index = self._view.currentIndex()
        inside = index.isValid() and index.row() < len(self.model.rows)
        return self.model.rows[index.row()] if inside else None

    @property
    def selected(self) -> list[int]:
        """The rows of all selected cases."""
        chosen = self._selection.selection  # in ranges: asked row by row, thousands take long
        ranges = [chosen.at(n) for n in range(chosen.count())]
        lines = {line for part in ranges for line in range(part.top(), part.bottom() + 1)}
        return sorted(self.model.rows[line] for line in lines if line < len(self.model.rows))

    def select(self, row: int) -> None:
        """Make a case the current one; a filter that hides it is cleared."""
        if row not in self.model.rows:
            self._filter.text = ""
        if row in self.model.rows:
            line = self.model.rows.index(row)
            self._view.selectRow(line)
            self._view.scrollTo(self.model.index(line, 0))

    def _arrange(self, kept: set[str] | None = None) -> None:
        """Fill the view anew; the current case stays the current one, the selected stay selected.

        Args:
            kept: ids of the selected cases, where the content is no longer what it was.
        """
        kept = self._names(self.selected) if kept is None else kept
        names, before = self._texts.get(CASE, ()), self._case
        rows = in_order(
            self._texts, filtered(self._texts, self._filter.text), self._sorted_by, self._descending
        )
        self.model.show(self._texts, self.columns, rows, self._pictures)
        if before in names and names.index(before) in rows:
            self.select(names.index(before))
        else:
            self.moved()
        if len(kept) > 1:
            self._select_all([line for line, row in enumerate(rows) if names[row] in kept])

    def _names(self, rows: list[int]) -> set[str]:
        names = self._texts.get(CASE, ())
        return {names[row] for row in rows}

    def _select_all(self, lines: list[int]) -> None:
        chosen = qt.QItemSelection()
        for first, last in ranges_of(lines):
            chosen.select(self.model.index(first, 0), self.model.index(last, 0))
        how = qt.QItemSelectionModel.Select | qt.QItemSelectionModel.Rows
        self._selection.select(chosen, how)

    def _moved(self) -> None:
        row = self.current
        self._case = self._texts[CASE][row] if row is not None and CASE in self._texts else ""
        self.moved()

    def _sort(self, section: int) -> None:
        column = self.model.columns[section]
        self._descending = column == self._sorted_by and not self._descending
        self._sorted_by = column
        order = qt.Qt.DescendingOrder if self._descending else qt.Qt.AscendingOrder
        header = self._view.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(section, order)
        self._arrange()

    def _choose_columns(self, point: Any) -> None:
        menu = qt.QMenu(self._view)
        for name in list(self._texts)[:_MOST_LISTED]:
            action = menu.addAction(name)
            action.checkable, action.checked = True, name in self.columns
            action.connect("toggled(bool)", lambda on, name=name: self._toggle(name, on))
        menu.exec_(self._view.horizontalHeader().mapToGlobal(point))

    def _toggle(self, name: str, on: bool) -> None:
        shown = {*self.columns, name} if on else {*self.columns} - {name}
        self._chosen = [n for n in self._texts if n in shown]
        self._arrange()
        self.columns_changed()

    def _menu(self, point: Any) -> None:
        if self.selected:
            self.asked(self._view.viewport().mapToGlobal(point))


def usual_columns(texts: Texts) -> list[str]:
    """Those that tell most in a narrow panel; the patient only if it is not just the case."""
    wanted = [CASE, LABEL, SPLIT]
    if list(texts.get(PATIENT, ())) != list(texts.get(CASE, ())):
        wanted.insert(2, PATIENT)
    return [name for name in wanted if name == CASE or any(texts.get(name, ()))]
