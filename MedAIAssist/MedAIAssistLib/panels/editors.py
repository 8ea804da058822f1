"""Widgets that edit one parameter. Each has `widget`, `value` and the signal `changed`."""

from __future__ import annotations

from typing import Any, Protocol

import ctk
import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.params import Columns, File, Parameter

from ..session.signal import Signal
from .naming_editors import ColumnEditor, FileEditor
from .parameter_texts import tooltip
from .texts import catalog_text


class Editor(Protocol):
    widget: Any
    changed: Signal
    value: Any


def editor_for(parameter: Parameter) -> Editor:
    """The widget that suits a parameter's type and limits, with its tooltip."""
    editor = _plain(parameter)
    if parameter.optional:
        editor = OptionalEditor(editor)
    editor.widget.toolTip = tooltip(parameter)
    return editor


def _plain(parameter: Parameter) -> Editor:
    if parameter.choices:
        return ChoiceEditor(parameter)
    if parameter.length > 1:
        return VectorEditor(parameter)
    if parameter.kind is bool:
        return FlagEditor(parameter)
    if isinstance(parameter.spec.names, File):
        return FileEditor(parameter.spec.names)
    if isinstance(parameter.spec.names, Columns):
        return ColumnEditor(parameter.spec.names)
    if parameter.kind is str:
        return TextEditor(parameter)
    bounded = parameter.spec.low is not None and parameter.spec.high is not None
    return SliderEditor(parameter) if bounded else NumberEditor(parameter)


def _decimals(parameter: Parameter) -> int:
    if parameter.kind is int:
        return 0
    step = parameter.spec.step
    return 3 if step is None or step < 0.01 else 2


def _suffix(parameter: Parameter) -> str:
    return f" {catalog_text(parameter.spec.unit)}" if parameter.spec.unit else ""


class SliderEditor:
    """A number between two limits; the slider's box can be typed into."""

    def __init__(self, parameter: Parameter) -> None:
        spec = parameter.spec
        self._kind = parameter.kind
        self.changed = Signal()
        self.widget = ctk.ctkSliderWidget()
        self.widget.decimals = _decimals(parameter)
        self.widget.minimum, self.widget.maximum = spec.low, spec.high
        self.widget.singleStep = spec.step or (1 if parameter.kind is int else 0.01)
        self.widget.suffix = _suffix(parameter)
        self.widget.connect("valueChanged(double)", lambda _value: self.changed())

    @property
    def value(self) -> Any:
        return self._kind(round(self.widget.value, 6))

    @value.setter
    def value(self, value: Any) -> None:
        self.widget.value = value


class NumberEditor:
    """A number without an upper or lower limit."""

    def __init__(self, parameter: Parameter) -> None:
        spec = parameter.spec
        self._kind = parameter.kind
        self.changed = Signal()
        self.widget = qt.QDoubleSpinBox()
        self.widget.decimals = _decimals(parameter)
        self.widget.minimum = -1e9 if spec.low is None else spec.low
        self.widget.maximum = 1e9 if spec.high is None else spec.high
        self.widget.singleStep = spec.step or 1
        self.widget.suffix = _suffix(parameter)
        self.widget.value = 1  # where there is no default, the limits are a bad first value
        self.widget.connect("valueChanged(double)", lambda _value: self.changed())

    @property
    def value(self) -> Any:
        return self._kind(self.widget.value)

    @value.setter
    def value(self, value: Any) -> None:
        self.widget.value = value


class ChoiceEditor:
    """One of several texts."""

    def __init__(self, parameter: Parameter) -> None:
        self._choices = parameter.choices
        self.changed = Signal()
        self.widget = qt.QComboBox()
        for index, choice in enumerate(parameter.choices):
            titles = parameter.spec.titles
            self.widget.addItem(catalog_text(titles[index]) if index < len(titles) else choice)
        self.widget.sizeAdjustPolicy = qt.QComboBox.AdjustToMinimumContentsLengthWithIcon
        self.widget.connect("currentIndexChanged(int)", lambda _index: self.changed())

    @property
    def value(self) -> Any:
        return self._choices[self.widget.currentIndex]

    @value.setter
    def value(self, value: Any) -> None:
        self.widget.currentIndex = self._choices.index(value)


class FlagEditor:
    """On or off."""

    def __init__(self, parameter: Parameter) -> None:
        self.changed = Signal()
        self.widget = qt.QCheckBox()
        self.widget.connect("toggled(bool)", lambda _on: self.changed())

    @property
    def value(self) -> Any:
        return bool(self.widget.checked)

    @value.setter
    def value(self, value: Any) -> None:
        self.widget.checked = value


class TextEditor:
    """A line of text."""

    def __init__(self, parameter: Parameter) -> None:
        self.changed = Signal()
        self.widget = qt.QLineEdit()
        self.widget.connect("textEdited(QString)", lambda _text: self.changed())

    @property
    def value(self) -> Any:
        return str(self.widget.text)

    @value.setter
    def value(self, value: Any) -> None:
        self.widget.text = value


class VectorEditor:
    """Several numbers of one kind, such as a spacing."""

    def __init__(self, parameter: Parameter) -> None:
        self.changed = Signal()
        self.widget = qt.QWidget()
        layout = qt.QHBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._parts = [NumberEditor(parameter) for _n in range(parameter.length)]
        for part in self._parts:
            part.widget.minimumWidth = 40
            layout.addWidget(part.widget)
            part.changed.connect(self.changed)

    @property
    def value(self) -> Any:
        return [part.value for part in self._parts]

    @value.setter
    def value(self, value: Any) -> None:
        for part, one in zip(self._parts, value, strict=True):
            part.value = one


class OptionalEditor:
    """Chosen from the data unless "automatic" is unticked."""

    def __init__(self, inner: Editor) -> None:
        self._inner = inner
        self.changed = inner.changed
        self.widget = qt.QWidget()
        layout = qt.QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._automatic = qt.QCheckBox(_("automatic"))
        layout.addWidget(self._automatic)
        layout.addWidget(inner.widget)
        self._automatic.connect("toggled(bool)", self._toggled)
        self._automatic.checked = True

    def _toggled(self, automatic: bool) -> None:
        self._inner.widget.visible = not automatic
        self.changed()

    @property
    def value(self) -> Any:
        return None if self._automatic.checked else self._inner.value

    @value.setter
    def value(self, value: Any) -> None:
        self._automatic.checked = value is None
        if value is not None:
            self._inner.value = value
