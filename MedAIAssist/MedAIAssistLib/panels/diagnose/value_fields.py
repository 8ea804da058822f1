"""Fields for one value of a case: a number, or one of several words. Both may be left empty."""

from __future__ import annotations

from typing import Any

import qt
from slicer.i18n import tr as _

from ...scene.model_files import ModelColumn
from ...session.signal import Signal


class NumberField:
    """A line for a number; grey, it says what holds while it is empty."""

    def __init__(self, column: ModelColumn) -> None:
        self.column = column
        self.changed = Signal()
        self.widget = qt.QLineEdit()
        self.widget.clearButtonEnabled = True
        self.widget.minimumWidth = 60
        self.widget.toolTip = _tip(column, _trained(column))
        self.widget.connect("textEdited(QString)", lambda _text: self.changed())
        self.widget.connect("textChanged(QString)", self._cleared)

    @property
    def text(self) -> str:
        return str(self.widget.text).strip()

    @text.setter
    def text(self, text: str) -> None:
        self.widget.text = text

    def give(self, text: str) -> None:
        """Say what holds while the line is empty."""
        missing = _("missing ({trained})").format(trained=_trained(self.column))
        self.widget.placeholderText = f"{float(text):.5g}" if text else missing

    def _cleared(self, text: str) -> None:
        """The button that clears the line edits nothing, as Qt has it."""
        if not text:
            self.changed()


class CategoryField:
    """A list of the categories that the model knows; the first entry says what holds without."""

    def __init__(self, column: ModelColumn) -> None:
        self.column = column
        self.changed = Signal()
        self.widget = qt.QComboBox()
        self.widget.sizeAdjustPolicy = qt.QComboBox.AdjustToMinimumContentsLengthWithIcon
        self.widget.minimumContentsLength = 6
        self.widget.addItems(["", *column.categories])
        self.widget.toolTip = _tip(column, ", ".join(column.categories))
        self.give("")
        self.widget.connect("activated(int)", lambda _index: self.changed())

    @property
    def text(self) -> str:
        index: int = self.widget.currentIndex
        return self.column.categories[index - 1] if index > 0 else ""

    @text.setter
    def text(self, text: str) -> None:
        known: Any = self.column.categories
        self.widget.currentIndex = known.index(text) + 1 if text in known else 0

    def give(self, text: str) -> None:
        """Say what holds while no category is chosen."""
        self.widget.setItemText(0, f"({text})" if text else _("missing"))


def _trained(column: ModelColumn) -> str:
    low, high = f"{column.low:.4g}", f"{column.high:.4g}"
    text = _("{low} to {high} {unit}").format(low=low, high=high, unit=column.unit)
    return str(text).strip()


def _tip(column: ModelColumn, trained: str) -> str:
    lines = [
        column.name,
        column.description,
        str(_("Training cases: {values}").format(values=trained)),
        str(_("Left empty, it counts as missing, unless the case's row has it.")),
    ]
    return "\n".join(filter(None, lines))
