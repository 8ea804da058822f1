"""Asks how the cases of a cohort are to be measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation, operations
from medaiassist_engine.contract.measuring import MEASURE, table_slot

from .. import tab_order
from ..form import ParameterForm
from ..method_box import MethodBox
from ..state import PanelState, choice_of, keep_choice, keep_values, values_of
from ..texts import catalog_text

_TASK = "cohort"

Measure = Callable[[str, dict[str, Any], dict[str, Any]], None]
"""Called with the id of an operation, its parameters, and those of `MEASURE`."""


class MeasureBox:
    """A method with its form, shared with the Features tab; hidden until it is asked for.

    Attributes:
        widget: to be put into a layout.
        state: where values are kept; None while the panel follows no scene.
    """

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self.state: PanelState | None = None
        self.form, self.options = ParameterForm(), ParameterForm()
        self.widget = qt.QGroupBox(_("Measure features"))
        self._label = qt.QLabel(_("Method"))
        self._help = qt.QLabel()
        self._help.wordWrap = True
        self._combo = qt.QComboBox()
        self._combo.toolTip = _("What to measure of each case, in its mask if it has one.")
        self._combo.accessibleName = self._label.text
        self._combo.sizeAdjustPolicy = qt.QComboBox.AdjustToMinimumContentsLengthWithIcon
        self.run = qt.QPushButton(_("Measure"))
        self.cancel = qt.QPushButton(_("Cancel"))
        self._lay_out()
        listed = [entry for entry in operations().values() if entry.task == "features"]
        self.method = MethodBox(self._combo, [entry for entry in listed if table_slot(entry)])
        self.method.changed.connect(self._method_changed)
        self.widget.hide()

    def _lay_out(self) -> None:
        layout, row, buttons = qt.QVBoxLayout(self.widget), qt.QHBoxLayout(), qt.QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self._combo, 1)
        layout.addLayout(row)
        layout.addWidget(self._help)
        layout.addLayout(buttons)
        for part in (self.form.widget, self.options.widget):
            layout.addWidget(part)
        for button in (self.run, self.cancel):
            buttons.addWidget(button)
        self.run.default = True
        self.run.toolTip = _("Measure every case; the features come as a table.")
        self.run.connect("clicked()", self._run)
        self.cancel.toolTip = _("Do nothing.")
        self.cancel.connect("clicked()", self.hide)

    def show(self, cases: int) -> None:
        """Ask, with the values of last time."""
        self.run.text = str(_("Measure {count} cases")).format(count=cases)
        if self.state is not None:
            self.method.operation_id = choice_of(self.state, _TASK, "method")
        self.options.show(operation(MEASURE), self._kept(MEASURE))
        self._show_form()
        self.widget.show()
        self.run.setFocus()

    def hide(self) -> None:
        self.widget.hide()

    def _show_form(self) -> None:
        entry = operation(self.method.operation_id)
        self._help.text = catalog_text(entry.help)
        self._help.toolTip = entry.reference
        self.form.show(entry, self._kept(entry.id))
        self.form.align_with([self._label])
        rest = [self.run, self.cancel, self.form.widget, self.options.widget]
        tab_order.chain(self._combo, rest)

    def _method_changed(self) -> None:
        self._show_form()

    def _run(self) -> None:
        operation_id = self.method.operation_id
        values, options = self.form.values, self.options.values
        if self.state is not None:
            keep_choice(self.state, _TASK, "method", operation_id)
            keep_values(self.state, operation_id, values)
            keep_values(self.state, MEASURE, options)
        self.hide()
        self._measure(operation_id, values, options)

    def _kept(self, operation_id: str) -> dict[str, Any]:
        return values_of(self.state, operation_id) if self.state is not None else {}
