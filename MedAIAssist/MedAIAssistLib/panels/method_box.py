"""A combo box of a task's operations under the headings of their groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import qt

from medaiassist_engine.contract.operations import Operation

from ..session.signal import Signal
from .texts import catalog_text

_DISABLED_ROLE = qt.Qt.UserRole - 1
_ID_ROLE = qt.Qt.UserRole


class MethodBox:
    """Drives a QComboBox.

    Attributes:
        changed: called without arguments when the user picks another operation.
    """

    def __init__(self, combo: Any, operations: Iterable[Operation]) -> None:
        self.changed = Signal()
        self._combo = combo
        group = ""
        for operation in operations:
            if operation.group != group:
                group = operation.group
                combo.addItem(catalog_text(group))
                combo.setItemData(combo.count - 1, 0, _DISABLED_ROLE)
            combo.addItem(f"    {catalog_text(operation.title)}", operation.id)
            combo.setItemData(combo.count - 1, catalog_text(operation.help), qt.Qt.ToolTipRole)
        combo.currentIndex = 1  # below the first heading
        combo.connect("currentIndexChanged(int)", lambda _index: self.changed())

    @property
    def operation_id(self) -> str:
        return str(self._combo.currentData or "")

    @operation_id.setter
    def operation_id(self, value: str) -> None:
        index = self._combo.findData(value, _ID_ROLE)
        self._combo.currentIndex = index if index >= 0 else 1
