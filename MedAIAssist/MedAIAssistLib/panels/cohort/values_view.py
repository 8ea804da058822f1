"""The values of the current case, below the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import CASE, LABEL
from medaiassist_engine.contract.payloads import Table

from .cell_model import CellModel
from .content import Content


class ValuesView:
    """Drives the QTableView of one case.

    Args:
        view: the QTableView.
        section: the ctkCollapsibleButton around it.
        edit: called with a column and its new text.
    """

    def __init__(self, view: Any, section: Any, edit: Callable[[str, str], None]) -> None:
        self._view, self._section, self._model = view, section, CellModel(edit)
        self._table: Table | None = None
        self._shown: tuple[int | None, bool] = (None, False)
        view.setModel(self._model)
        view.horizontalHeader().setSectionResizeMode(qt.QHeaderView.Stretch)
        view.verticalHeader().hide()

    def show(self, content: Content, row: int | None, editable: bool) -> None:
        """Show the values of a row; what is shown already stays as it is."""
        shown = (row, editable)
        if content.table is self._table and shown == self._shown:
            return  # an editor may be open
        self._table = content.table
        self._shown = shown
        lines = []
        self._section.text = str(_("Case"))
        if row is not None and content.table is not None:
            self._section.text = str(_("Case {case}")).format(case=content.cell(row, CASE))
            lines = [(c.name, c.unit, c.description, content.cell(row, c.name))
                     for c in content.table.columns]  # fmt: skip
            if LABEL not in content.texts:
                lines.append((LABEL, "", "", ""))
        self._section.enabled = row is not None
        self._model.show(lines, editable)

    def point_at(self, column: str) -> None:
        """Make a column's line the current one."""
        line = self._model.line_of(column)
        if line >= 0:
            self._view.setCurrentIndex(self._model.index(line, 1))

    def type_into(self, column: str) -> None:
        """Open the editor of a column."""
        self._section.collapsed = False
        line = self._model.line_of(column)
        if line >= 0:
            self._view.setCurrentIndex(self._model.index(line, 1))
            self._view.edit(self._model.index(line, 1))
