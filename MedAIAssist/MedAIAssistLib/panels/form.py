"""The form of an operation: a widget per parameter, generated from the catalog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ctk
import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import as_dict, parameters_of

from ..session.signal import Signal
from .editors import Editor, editor_for


class ParameterForm:
    """Shows the parameters of one operation at a time.

    Attributes:
        widget: to be put into a layout.
        changed: called without arguments when the user changes a value.
    """

    def __init__(self) -> None:
        self.changed = Signal()
        self.widget = qt.QWidget()
        self._outer = qt.QVBoxLayout(self.widget)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._body: Any = None
        self._editors: dict[str, Editor] = {}

    def show(self, operation: Operation, values: Mapping[str, Any] | None = None) -> None:
        """Replace the form by that of `operation`, with `values` over the defaults."""
        if self._body is not None:
            self._outer.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body, self._editors = qt.QWidget(), {}
        rows = qt.QFormLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        advanced = _AdvancedGroup()
        for parameter in parameters_of(operation.parameters):
            if parameter.spec.hidden:
                continue
            editor = self._editors[parameter.name] = editor_for(parameter)
            target = advanced.rows if parameter.spec.advanced else rows
            label = qt.QLabel(parameter.spec.label)
            label.toolTip = parameter.spec.help
            target.addRow(label, editor.widget)
        if advanced.rows.rowCount():
            rows.addRow(advanced.widget)
        self._outer.addWidget(self._body)
        self.values = {**as_dict(operation.parameters()), **(values or {})}
        for editor in self._editors.values():
            editor.changed.connect(self.changed)

    @property
    def values(self) -> dict[str, Any]:
        return {name: editor.value for name, editor in self._editors.items()}

    @values.setter
    def values(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if name in self._editors:
                self._editors[name].value = value


class _AdvancedGroup:
    """Rarely used settings, folded."""

    def __init__(self) -> None:
        self.widget = ctk.ctkCollapsibleGroupBox()
        self.widget.title = _("Advanced")
        self.rows = qt.QFormLayout(self.widget)
        self.widget.collapsedHeight = 0
        self.widget.collapsed = True
