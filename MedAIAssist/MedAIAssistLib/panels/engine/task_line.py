"""The line of an installation: how far it is, how long still, and a cancel button."""

from __future__ import annotations

from typing import Any

import qt
from slicer.i18n import tr as _

from ...environment.task import Task
from ..job_list import seconds_text

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
        self.widget = qt.QWidget()
        layout = qt.QHBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._title = qt.QLabel()
        self._title.wordWrap = True
        self._title.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        self._bar = qt.QProgressBar()
        self._bar.maximum = 1000
        self._bar.maximumWidth = 110
        self._bar.textVisible = False
        self._left = qt.QLabel()
        cancel = qt.QToolButton()
        cancel.text = "✕"
        cancel.toolTip = _("Cancel; what was there before stays as it is.")
        cancel.connect("clicked()", self.cancel)
        layout.addWidget(self._title, 1)
        for part in (self._bar, self._left, cancel):
            layout.addWidget(part)
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
        self._title.text = f"{task.title}: {task.phase}"
        self._title.toolTip = self._title.text
        self._bar.value = round(1000 * task.fraction)
        self._left.text = seconds_text(task.seconds_left)
