"""Where the environment lies and its packages come from; rarely needed."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from ...session.signal import Signal
from . import settings

PATHS = {
    "folderEdit": "environmentFolder",
    "wheelsEdit": "wheels",
    "basePythonEdit": "basePython",
}


class AdvancedBox:
    """Drives the folded lines of Engine.ui; each is kept in Slicer's settings.

    Attributes:
        changed: called without arguments when one was changed.
    """

    def __init__(self, ui: Any) -> None:
        self.changed = Signal()
        self._ui = ui
        titles = {
            "auto": _("for this computer's GPU, else CPU"),
            "cpu": _("for the CPU only (smaller)"),
            "index": _("as the package index has it"),
        }
        for backend, title in titles.items():
            ui.backendBox.addItem(title, backend)
        ui.backendBox.currentIndex = ui.backendBox.findData(settings.source().backend)
        ui.backendBox.connect("activated(int)", lambda _index: self._keep())
        for name, setting in PATHS.items():
            edit = getattr(ui, name)
            edit.currentPath = settings.text(setting)
            edit.connect("currentPathChanged(QString)", lambda _path: self._keep())
        ui.proxyEdit.text = settings.text("proxy")
        ui.proxyEdit.connect("editingFinished()", self._keep)

    def _keep(self) -> None:
        ui = self._ui
        settings.set_text("backend", ui.backendBox.currentData)
        for name, setting in PATHS.items():
            settings.set_text(setting, getattr(ui, name).currentPath)
        settings.set_proxy(ui.proxyEdit.text)
        self.changed()
