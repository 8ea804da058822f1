"""Which Python computes: the extension's own environment, another one, or another machine."""

from __future__ import annotations

from typing import Any

import qt
from slicer.i18n import tr as _

from ...environment.choice import Kind
from ...session.signal import Signal
from . import settings
from .slicer_python import install_packages


class ChoiceBox:
    """Drives the upper part of Engine.ui.

    Attributes:
        changed: called without arguments when another engine was chosen.
    """

    def __init__(self, ui: Any) -> None:
        self.changed = Signal()
        self._ui = ui
        titles = {
            Kind.OWN: _("its own environment (recommended)"),
            Kind.PYTHON: _("another Python"),
            Kind.SLICER: _("Slicer's Python"),
            Kind.COMMAND: _("a command, such as a remote machine"),
        }
        for kind, title in titles.items():
            ui.kindBox.addItem(title, kind.value)
        # The longest title must not set the panel's width.
        ui.kindBox.setSizeAdjustPolicy(qt.QComboBox.AdjustToMinimumContentsLengthWithIcon)
        ui.kindBox.minimumContentsLength = 12
        ui.kindBox.currentIndex = ui.kindBox.findData(settings.engine_kind().value)
        ui.pythonEdit.currentPath = settings.text("enginePython")
        ui.commandEdit.text = settings.text("engineCommand")
        ui.kindBox.connect("activated(int)", lambda _index: self._keep())
        ui.pythonEdit.connect("currentPathChanged(QString)", lambda _path: self._keep())
        ui.commandEdit.connect("editingFinished()", self._keep)
        ui.slicerButton.connect("clicked()", self._install_packages)
        self._show()

    @property
    def kind(self) -> Kind:
        return Kind(self._ui.kindBox.currentData)

    def _keep(self) -> None:
        before = settings.choice()
        settings.set_text("engine", self.kind.value)
        settings.set_text("enginePython", self._ui.pythonEdit.currentPath)
        settings.set_text("engineCommand", self._ui.commandEdit.text)
        self._show()
        if settings.choice() != before:
            self.changed()

    def _show(self) -> None:
        ui, kind = self._ui, self.kind
        for wanted, widgets in (
            (Kind.PYTHON, (ui.pythonEdit, ui.pythonEditLabel)),
            (Kind.COMMAND, (ui.commandEdit, ui.commandEditLabel)),
            (Kind.SLICER, (ui.slicerButton,)),
            (Kind.OWN, (ui.environmentPart,)),
        ):
            for widget in widgets:
                widget.visible = kind is wanted
        ui.choiceHelp.text = _help(kind)

    def _install_packages(self) -> None:
        self._ui.choiceHelp.text = install_packages()
        self.changed()


def _help(kind: Kind) -> str:
    texts = {
        Kind.OWN: _("Separate from Slicer: it cannot disturb Slicer's packages, nor they it."),
        Kind.PYTHON: _("It must have the engine's libraries; Check names those that are missing."),
        Kind.SLICER: _("PyTorch comes from the PyTorch extension; other packages from here."),
        Kind.COMMAND: _(
            "The images travel to where the command runs. SSH encrypts them; no port is opened."
        ),
    }
    return str(texts[kind])
