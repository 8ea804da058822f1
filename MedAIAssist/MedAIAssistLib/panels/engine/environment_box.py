"""The extension's own environment: what there is of it, and making, mending, removing it."""

from __future__ import annotations

import contextlib
import importlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import slicer
from slicer.i18n import tr as _
from slicer.packaging import pip_ensure

from ...environment.folders import measuring
from ...environment.install import install, remove
from ...environment.place import Place
from ...environment.task import Task
from ...environment.uv import find_uv
from ...session.signal import Signal
from . import settings
from .advanced_box import AdvancedBox
from .findings import look

GB = 10**9


class EnvironmentBox:
    """Drives the middle part of Engine.ui.

    Args:
        run: takes a task over and brings it on to its end.
        release: ends the engine, so that its environment can be removed.

    Attributes:
        changed: called without arguments when there is another environment, or none any more.
    """

    def __init__(self, ui: Any, run: Callable[[Task], None], release: Callable[[], None]) -> None:
        self.changed = Signal()
        self._ui, self._run, self._release = ui, run, release
        self._advanced = AdvancedBox(ui)
        self._advanced.changed.connect(self.update)
        self._size = 0
        self._busy = False
        ui.installButton.connect("clicked()", self.install)
        ui.removeButton.connect("clicked()", self.remove)
        self.update()

    @property
    def needed(self) -> bool:
        """Nothing usable is installed."""
        return not self._found.usable

    @property
    def damaged(self) -> bool:
        """There is one, but its Python is gone."""
        return self.needed and self._found.installed is not None

    @property
    def outdated(self) -> bool:
        """It was made from another list of packages than this version's."""
        return self._found.outdated

    def update(self) -> None:
        """Look what there is now, and show it; everything else tells of the last look."""
        self._found = look(Place(settings.choice().place), settings.source())
        ui, found = self._ui, self._found
        ui.environmentLabel.text = self._state_text()
        ui.installButton.text = (
            _("&Install")
            if found.installed is None
            else _("&Update")
            if found.outdated
            else _("&Repair")
        )
        ui.installButton.toolTip = (
            self.offer()
            if self.needed or found.outdated
            else _(
                "Make the environment anew from fresh downloads; the present one works until then."
            )
        )
        ui.installButton.enabled = not self._busy
        ui.removeButton.enabled = not self._busy and found.removable
        ui.removeButton.toolTip = (
            _("Remove the environment and everything that was downloaded for it.")
            if ui.removeButton.enabled
            else _("There is nothing to remove.")
        )

    def offer(self) -> str:
        """What an installation takes, in a sentence."""
        found = self._found
        return str(
            _("Downloads about {download} GB, and takes {disk} GB in {folder}.").format(
                download=f"{found.sizes.download / GB:.1f}",
                disk=f"{found.sizes.disk / GB:.1f}",
                folder=found.place.root,
            )
        )

    def install(self) -> None:
        """Install, update or repair, whichever is due."""
        self.update()
        found, source = self._found, settings.source()
        place, repair = found.place, found.installed is not None and not found.outdated
        program = _uv()
        task = Task(
            _("Installing the engine"),
            lambda report: install(place, report, program, source, fresh=repair),
        )
        self._start(task)

    def remove(self) -> None:
        """Remove it after a question."""
        place = self._found.place
        question = _(
            "Remove the engine's environment in {folder}? Jobs that run now are cancelled. "
            "It can be installed again at any time."
        ).format(folder=place.root)
        if not slicer.util.confirmOkCancelDisplay(question):
            return
        self._release()
        self._start(Task(_("Removing the engine"), lambda report: remove(place, report)))

    def measure(self) -> None:
        """Find out the size on disk, in the background."""
        place = self._found.place

        def steps(report: Any) -> Any:
            self._size = yield from measuring(place.everything())
            return ""

        task = Task("", steps)
        task.changed.connect(self._measured)
        self._run(task)

    def _measured(self, task: Task) -> None:
        if task.ended:
            self.update()

    def _start(self, task: Task) -> None:
        self._busy = True
        self.update()
        task.changed.connect(self._task_changed)
        self._run(task)

    def _task_changed(self, task: Task) -> None:
        if task.ended:
            self._busy, self._size = False, 0
            self.update()
            self.changed()
            self.measure()

    def _state_text(self) -> str:
        installed, root = self._found.installed, self._found.place.root
        if installed is None:
            return str(_("Not installed. {offer}").format(offer=self.offer()))
        if self.needed:
            return str(_("Damaged: its Python in {folder} is gone.").format(folder=root))
        text = _("Installed on {date} in {folder}").format(date=installed.made[:10], folder=root)
        if self._size:
            text += _(", {size} GB on disk").format(size=f"{self._size / GB:.1f}")
        if self.outdated:
            text += _(". This version of MedAIAssist was tested with newer packages.")
        return str(text)


def _uv() -> Path | None:
    """The installer; Slicer's own Python gets it if it is missing, a single program."""
    if find_uv() is None:
        # Without a network this fails, and the installation says what to do without uv.
        with contextlib.suppress(RuntimeError, subprocess.CalledProcessError):
            pip_ensure("uv", requester="MedAIAssist", prompt_install=False)
        importlib.invalidate_caches()
    return find_uv()
