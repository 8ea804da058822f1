"""The values of one case, typed; what is left empty comes from its row, or is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ...scene.case_rows import number
from ...scene.model_files import ModelColumn
from ...session.signal import Signal
from .. import tab_order
from .value_fields import CategoryField, NumberField

_MOST = 40  # fields at a time; others are found by their names
_LABEL = 190  # pixels of the longest name


class ValueForm:
    """A field for each column that a model needs, at most 40 at a time.

    Attributes:
        widget: to be put into a layout.
        changed: called without arguments when the user types or chooses a value.
        typed: texts by column; those left empty are not in it.
    """

    def __init__(self) -> None:
        self.changed = Signal()
        self.typed: dict[str, str] = {}
        self._columns: Sequence[ModelColumn] = ()
        self._given: Mapping[str, str] = {}
        self._fields: dict[str, NumberField | CategoryField] = {}
        self.widget = qt.QWidget()
        self._outer = qt.QVBoxLayout(self.widget)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._filter = qt.QLineEdit()
        self._filter.placeholderText = _("Find a column by its name")
        self._filter.clearButtonEnabled = True
        self._filter.connect("textChanged(QString)", lambda _text: self._fill())
        self._told = qt.QLabel()
        self._told.wordWrap = True
        self._outer.addWidget(self._filter)
        self._outer.addWidget(self._told)
        self._body: Any = None

    def show(self, columns: Sequence[ModelColumn], typed: Mapping[str, str]) -> None:
        """Show fields for these columns, with texts typed earlier."""
        names = {column.name for column in columns}
        self._columns = columns
        self.typed = {name: text for name, text in typed.items() if text and name in names}
        self._filter.text = ""
        self._filter.visible = len(columns) > _MOST
        self._fill()

    def give(self, texts: Mapping[str, str]) -> None:
        """Show what holds where nothing is typed: the cells of a row, by column."""
        if texts != self._given:
            self._given = dict(texts)
            for field in self._fields.values():
                field.give(self._given.get(field.column.name, ""))

    @property
    def names(self) -> list[str]:
        """Of the columns that can be typed."""
        return [column.name for column in self._columns]

    @property
    def problem(self) -> str:
        """The first typed text that is not what its column needs; "" if there is none."""
        for column in self._columns:
            if column.numeric and column.name in self.typed:
                try:
                    number(self.typed[column.name], column.name)
                except UserError as error:
                    return str(error)
        return ""

    def _fill(self) -> None:
        if self._body is not None:
            self._outer.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body, self._fields = qt.QWidget(), {}
        rows = qt.QFormLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.rowWrapPolicy = qt.QFormLayout.WrapLongRows
        rows.fieldGrowthPolicy = qt.QFormLayout.AllNonFixedFieldsGrow
        part = str(self._filter.text).strip().lower()
        fitting = [column for column in self._columns if part in column.name.lower()]
        for column in fitting[:_MOST]:
            self._add(rows, column)
        self._outer.addWidget(self._body)
        tab_order.chain(self._filter, [self._body])
        more = len(fitting) - _MOST
        self._told.text = _("{count} more: type a part of the name.").format(count=more)
        self._told.visible = more > 0

    def _add(self, rows: Any, column: ModelColumn) -> None:
        field = NumberField(column) if column.numeric else CategoryField(column)
        field.give(self._given.get(column.name, ""))
        field.text = self.typed.get(column.name, "")
        field.changed.connect(lambda: self._edited(field))
        label = qt.QLabel()
        title = f"{column.name} [{column.unit}]" if column.unit else column.name
        label.text = label.fontMetrics().elidedText(title, qt.Qt.ElideMiddle, _LABEL)
        label.toolTip = field.widget.toolTip
        label.setBuddy(field.widget)
        field.widget.accessibleName = title
        rows.addRow(label, field.widget)
        self._fields[column.name] = field

    def _edited(self, field: NumberField | CategoryField) -> None:
        if field.text:
            self.typed[field.column.name] = field.text
        else:
            self.typed.pop(field.column.name, None)
        self.changed()
