"""The class of the selected boxes: chosen from those that there are, or typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import qt
from slicer.i18n import tr as _

from ...session.signal import Signal


class ClassBox:
    """Drives an editable QComboBox.

    Attributes:
        chosen: called with a class that the user picks, or types and confirms.
    """

    def __init__(self, combo: Any) -> None:
        self._combo = combo
        self.chosen = Signal()
        self._shown = ""
        combo.lineEdit().placeholderText = _("Class")
        combo.accessibleName = _("Class of the selected boxes")
        combo.connect("activated(int)", lambda _index: self._confirmed())
        combo.lineEdit().connect("returnPressed()", self._confirmed)

    @property
    def label(self) -> str:
        """What is shown or typed."""
        return str(self._combo.currentText).strip()

    def offer(self, names: Sequence[str]) -> None:
        """List these classes; what is typed stays."""
        if list(names) != [self._combo.itemText(n) for n in range(self._combo.count)]:
            text = self._combo.currentText
            self._combo.clear()
            self._combo.addItems(list(names))
            self._combo.setEditText(text)

    def show(self, label: str) -> None:
        """Show the class of the selected boxes, unless the user is just typing one."""
        if label and not self._combo.lineEdit().hasFocus():
            self._shown = label
            self._combo.setEditText(label)

    def type(self) -> None:
        """Let the user type a class."""
        self._combo.setFocus(qt.Qt.OtherFocusReason)
        self._combo.lineEdit().selectAll()

    def _confirmed(self) -> None:
        if self.label and self.label != self._shown:
            self._shown = self.label
            self.chosen(self.label)
