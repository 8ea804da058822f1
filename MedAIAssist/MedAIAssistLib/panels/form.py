"""The form of an operation: a widget per parameter, generated from the catalog."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

import ctk
import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import Parameter, as_dict, parameters_of

from ..scene.models import paths
from ..scene.tables import column_names
from ..session.signal import Signal
from . import tab_order
from .editors import Editor, editor_for
from .naming_editors import ColumnEditor, FileEditor
from .texts import catalog_text

_WIDEST_COLUMN = 20  # characters; longer labels get a line of their own


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
        self._labels: list[Any] = []
        self._editors: dict[str, Editor] = {}

    def show(
        self,
        operation: Operation,
        values: Mapping[str, Any] | None = None,
        without: Container[str] = (),
    ) -> None:
        """Replace the form by that of `operation`, with `values` over the defaults.

        Args:
            without: names of parameters that the panel sets by itself.
        """
        if self._body is not None:
            self._outer.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body, self._editors, self._labels = qt.QWidget(), {}, []
        rows = _rows(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        groups: dict[str, _Group] = {}
        advanced = _Group(_("Advanced"), _("Settings that are rarely changed."))
        for parameter in parameters_of(operation.parameters):
            if parameter.spec.hidden or parameter.name in without:
                continue
            editor = self._editors[parameter.name] = editor_for(parameter)
            target = rows
            if parameter.spec.advanced:
                target = advanced.rows
            elif parameter.group:
                title = catalog_text(parameter.group)
                target = groups.setdefault(parameter.group, _Group(title)).rows
            self._labels.append(_add_row(target, parameter, editor))
        for group in (*groups.values(), advanced):
            if group.rows.rowCount():
                rows.addRow(group.widget)
        self._outer.addWidget(self._body)
        self.values = {**as_dict(operation.parameters()), **(values or {})}
        for editor in self._editors.values():
            editor.changed.connect(self.changed)

    def editor(self, name: str) -> Editor | None:
        """The widget of a parameter, if the form has it."""
        return self._editors.get(name)

    def offer_columns(self, tables: Mapping[str, Any]) -> None:
        """List the columns of the chosen table nodes (by input slot) where one is to be named."""
        for editor in self._editors.values():
            if isinstance(editor, ColumnEditor):
                table = tables.get(editor.names.table)
                editor.offer(column_names(table, editor.names.numeric) if table is not None else ())

    def offer_models(self, scene: Any) -> None:
        """List the files of the scene's models where one is to be named."""
        for editor in self._editors.values():
            if isinstance(editor, FileEditor) and editor.names.model:
                editor.offer(paths(scene, editor.names.model))

    def align_with(self, others: Iterable[Any]) -> None:
        """Make the labels, and those of the forms around this one, one column."""
        labels = [*others, *self._labels]
        widest = _WIDEST_COLUMN * qt.QFontMetrics(self.widget.font).averageCharWidth()
        width = min(widest, max(label.sizeHint.width() for label in labels))
        for label in labels:
            label.minimumWidth = width

    @property
    def values(self) -> dict[str, Any]:
        return {name: editor.value for name, editor in self._editors.items()}

    @values.setter
    def values(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if name in self._editors:
                self._editors[name].value = value


def _rows(widget: Any) -> Any:
    layout = qt.QFormLayout(widget)
    layout.rowWrapPolicy = qt.QFormLayout.WrapLongRows
    layout.fieldGrowthPolicy = qt.QFormLayout.AllNonFixedFieldsGrow
    return layout


def _add_row(rows: Any, parameter: Parameter, editor: Editor) -> Any:
    """Add a label and the widget it is for; gives the label."""
    label = qt.QLabel(catalog_text(parameter.spec.label))
    label.toolTip = editor.widget.toolTip
    stops = list(tab_order.stops(editor.widget))
    if stops:
        label.setBuddy(stops[-1])
    for stop in stops:
        stop.accessibleName = label.text
        stop.accessibleDescription = label.toolTip
    rows.addRow(label, editor.widget)
    return label


class _Group:
    """Settings that belong together, folded."""

    def __init__(self, title: str, tip: str = "") -> None:
        self.widget = ctk.ctkCollapsibleGroupBox()
        self.widget.title = title
        self.widget.toolTip = tip
        self.rows = _rows(self.widget)
        self.widget.collapsedHeight = 0
        self.widget.collapsed = True
