"""All values of one case, to read and to edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
from slicer.i18n import tr as _


class CellModel(qt.QAbstractTableModel):  # type: ignore[misc]
    """A line for each column of the cohort: its name with the unit, and the case's value.

    Args:
        edit: called with a column's name and the new text.
    """

    def __init__(self, edit: Callable[[str, str], None]) -> None:
        qt.QAbstractTableModel.__init__(self)
        self._edit = edit
        self._lines: list[tuple[str, str, str, str]] = []
        self.editable = True

    def show(self, lines: list[tuple[str, str, str, str]], editable: bool) -> None:
        """Show other lines: name, unit, description, value."""
        self.beginResetModel()
        self._lines, self.editable = lines, editable
        self.endResetModel()

    def line_of(self, name: str) -> int:
        """The line of a column; -1 if there is none."""
        return next((n for n, line in enumerate(self._lines) if line[0] == name), -1)

    def rowCount(self, _parent: Any = None) -> int:
        return len(self._lines)

    def columnCount(self, _parent: Any = None) -> int:
        return 2

    def data(self, index: Any, role: int) -> Any:
        name, unit, description, value = self._lines[index.row()]
        if index.column() == 1:
            shown = (qt.Qt.DisplayRole, qt.Qt.EditRole, qt.Qt.ToolTipRole)
            return value if role in shown else None
        if role == qt.Qt.DisplayRole:
            return f"{name} ({unit})" if unit else name
        return (description or name) if role == qt.Qt.ToolTipRole else None

    def headerData(self, section: int, orientation: int, role: int) -> Any:
        if role == qt.Qt.DisplayRole and orientation == qt.Qt.Horizontal:
            return str(_("Value") if section else _("Column"))
        return None

    def flags(self, index: Any) -> Any:
        flags = qt.Qt.ItemIsEnabled | qt.Qt.ItemIsSelectable
        return flags | qt.Qt.ItemIsEditable if self.editable and index.column() == 1 else flags

    def setData(self, index: Any, value: Any, _role: int) -> bool:
        name, _unit, _description, before = self._lines[index.row()]
        if str(value) != before:
            # Not at once: the change shows the lines anew, while their editor is still closing.
            qt.QTimer.singleShot(0, lambda: self._edit(name, str(value)))
        return True
