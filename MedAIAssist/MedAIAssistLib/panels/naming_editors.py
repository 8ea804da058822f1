"""Widgets for texts that name something to pick from: a file, or columns of a table."""

from __future__ import annotations

from collections.abc import Sequence

import ctk
import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.params import Columns, File

from ..session.signal import Signal


class FileEditor:
    """The path of a file, typed or picked."""

    def __init__(self, names: File) -> None:
        self.names = names
        self.changed = Signal()
        self.widget = ctk.ctkPathLineEdit()
        self.widget.filters = ctk.ctkPathLineEdit.Files | ctk.ctkPathLineEdit.Readable
        self.widget.sizeAdjustPolicy = ctk.ctkPathLineEdit.AdjustToMinimumContentsLength
        if names.endings:
            patterns = " ".join(f"*.{ending}" for ending in names.endings)
            self.widget.nameFilters = [f"{_('Files')} ({patterns})"]
        self.widget.connect("currentPathChanged(QString)", lambda _path: self.changed())

    def offer(self, paths: Sequence[str]) -> None:
        """List these files; the first is chosen where none is yet."""
        value = self.value or next(iter(paths), "")
        listed = self.widget.comboBox()
        listed.addItems([path for path in paths if listed.findText(path) < 0])
        if self.value != value:
            self.value = value

    @property
    def value(self) -> str:
        return str(self.widget.currentPath or "")

    @value.setter
    def value(self, value: str) -> None:
        self.widget.currentPath = value


class ColumnEditor:
    """The name of a column, or several; those of the chosen table are listed, any can be typed."""

    def __init__(self, names: Columns) -> None:
        self.names = names
        self.changed = Signal()
        self.widget = qt.QComboBox()
        self.widget.setEditable(True)
        self.widget.insertPolicy = qt.QComboBox.NoInsert
        self.widget.sizeAdjustPolicy = qt.QComboBox.AdjustToMinimumContentsLengthWithIcon
        self._complete()
        self._offered: list[str] = []
        self._typed = ""
        self.offer(())
        self.widget.connect("activated(int)", self._picked)
        self.widget.lineEdit().connect("textEdited(QString)", self._edited)

    def offer(self, columns: Sequence[str]) -> None:
        """List these names; what is chosen stays."""
        offered = ["", *columns]
        if offered == self._offered:
            return
        self._offered = offered
        self.widget.clear()
        self.widget.addItems(offered)
        self.value = self._typed

    @property
    def value(self) -> str:
        return self._typed

    @value.setter
    def value(self, value: str) -> None:
        self._typed = value
        self.widget.setEditText(value)

    def _complete(self) -> None:
        """Offer what holds the typed letters; patterns and lists are left as they are typed."""
        if self.names.several:
            self.widget.setCompleter(None)
            return
        completer = self.widget.completer()
        completer.setCompletionMode(qt.QCompleter.PopupCompletion)
        completer.setFilterMode(qt.Qt.MatchContains)

    def _edited(self, text: str) -> None:
        self._typed = text.strip()
        self.changed()

    def _picked(self, index: int) -> None:
        name = self._offered[index] if index < len(self._offered) else ""
        listed = [part.strip() for part in self._typed.split(",") if part.strip()]
        if self.names.several and name:
            name = ", ".join(dict.fromkeys([*listed, name]))
        self.value = name
        self.changed()
