"""The line of an installation: how far it is, how long still, and a cancel button."""

from __future__ import annotations

from typing import Any

import qt
from slicer.i18n import tr as _

from ...environment.task import Task
from ..progress_line import ProgressLine

INTERVAL_MS = 30


class TaskLine:
    """Brings one task on and shows it; hidden while there is none.

    Attributes:
        widget: to be put into a layout.
        task: the one that runs, or None.
    """

    def __init__(self) -> None:
        self.task: Task | None = None
        self._quiet: list[Task] = []
        tip = _("Cancel; what was there before stays as it is.")
        self._line = ProgressLine(self.cancel, tip)
        self.widget = self._line.widget
        self.widget.hide()
        self._timer = qt.QTimer()
        self._timer.connect("timeout()", self._beat)

    def run(self, task: Task) -> None:
        """Bring a task to its end; one without a title is not shown."""
        if not task.title:
            self._quiet.append(task)
        else:
            self.task = task
            task.changed.connect(self._show)
            self._show(task)
        self._timer.start(INTERVAL_MS)

    def cancel(self) -> None:
        if self.task is not None:
            self.task.cancel()

    def close(self) -> None:
        """End everything at once."""
        self._timer.stop()
        for task in [*self._quiet, *([self.task] if self.task else [])]:
            task.close()

    def _beat(self) -> None:
        running: list[Any] = [*self._quiet, *([self.task] if self.task else [])]
        for task in running:
            task.poll()
        self._quiet = [task for task in self._quiet if not task.ended]
        if self.task is not None and self.task.ended:
            self.task = None
            self.widget.hide()
        if not self._quiet and self.task is None:
            self._timer.stop()

    def _show(self, task: Task) -> None:
        self.widget.visible = not task.ended
        text = f"{task.title}: {task.phase}"
        self._line.tell(text, text)
        self._line.advance(task.fraction, task.seconds_left)
