"""One line per job: what it does, how far it is, how long still, and a cancel button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
from slicer.i18n import tr as _

from ..session.jobs import Job, State

KEPT = 3
"""Ended jobs that stay listed."""


def seconds_text(seconds: float | None) -> str:
    """A remaining time as people say it; "" while unknown."""
    if seconds is None:
        return ""
    if seconds < 90:
        return _("{count} s left").format(count=max(1, round(seconds)))
    return _("{count} min left").format(count=round(seconds / 60))


class JobList:
    """The lines, newest last.

    Args:
        cancel: called with the job whose button was pressed.
    """

    def __init__(self, cancel: Callable[[Job], None]) -> None:
        self._cancel = cancel
        self._lines: list[JobLine] = []
        self.widget = qt.QWidget()
        self._layout = qt.QVBoxLayout(self.widget)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def add(self, job: Job) -> None:
        line = JobLine(job, self._cancel)
        self._lines.append(line)
        self._layout.addWidget(line.widget)
        for old in [known for known in self._lines if known.job.ended][:-KEPT]:
            self._lines.remove(old)
            self._layout.removeWidget(old.widget)
            old.widget.hide()
            old.widget.deleteLater()


class JobLine:
    """The line of one job."""

    def __init__(self, job: Job, cancel: Callable[[Job], None]) -> None:
        self.job = job
        self.widget = qt.QWidget()
        layout = qt.QHBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._title = qt.QLabel()
        self._title.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        self._bar = qt.QProgressBar()
        self._bar.maximum = 1000
        self._bar.maximumWidth = 110
        self._bar.textVisible = False
        self._left = qt.QLabel()
        self._button = qt.QToolButton()
        self._button.text = "✕"
        self._button.toolTip = _("Cancel this job.")
        self._button.connect("clicked()", lambda: cancel(job))
        layout.addWidget(self._title, 1)
        for part in (self._bar, self._left, self._button):
            layout.addWidget(part)
        job.changed.connect(self._update)
        self._update(job)

    def _update(self, job: Job) -> None:
        self._title.text = f"{job.request.title}: {_state_text(job)}"
        self._title.toolTip = "\n".join([self._title.text, *_notes(job)])
        self._bar.value = round(1000 * job.fraction)
        self._left.text = seconds_text(job.seconds_left)
        for part in (self._bar, self._left, self._button):
            part.visible = not job.ended


def _notes(job: Job) -> tuple[str, ...]:
    return job.made.notes if job.made is not None else ()


def _state_text(job: Job) -> str:
    if job.state is State.DONE and job.made is not None:
        return _("done in {seconds} s").format(seconds=f"{job.made.seconds:.1f}")
    texts: dict[State, Any] = {
        State.QUEUED: _("waiting"),
        State.RUNNING: job.phase or _("running"),
        State.FAILED: _("failed"),
        State.CANCELLED: _("cancelled"),
        State.DONE: _("done"),
    }
    return str(texts[job.state])
