"""One line per job: what it does, how far it is, how long still, and a cancel button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
from slicer.i18n import tr as _

from ..session.jobs import Job, State
from .enabling import enable
from .progress_line import ProgressLine
from .result_menu import fill
from .results import Results
from .texts import catalog_text

KEPT = 2
"""Ended jobs that stay listed beside the newest."""

LONGEST = 56
"""Characters of a title."""


def shortened(text: str) -> str:
    """A long text without its middle; names of nodes differ at their ends."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]}…{text[-half:]}"


class JobList:
    """The lines, newest last. They are there from the start, empty: were one made when a job
    begins, Slicer would stand still for it, and the panel's buttons would move under the mouse.

    Args:
        cancel: called with the job whose button was pressed.
        results: knows what the jobs have made.
    """

    def __init__(self, cancel: Callable[[Job], None], results: Results) -> None:
        self._cancel, self._results = cancel, results
        results.changed.connect(self.update)
        results.cleared.connect(self.clear)
        self._jobs: list[Job] = []
        self._lines: list[JobLine] = []
        self._room = True
        self.widget = qt.QWidget()
        self._layout = qt.QVBoxLayout(self.widget)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addStretch(1)
        for _line in range(KEPT + 1):
            self._add_line()

    def keep_room(self, kept: bool) -> None:
        """Whether empty lines keep their places."""
        self._room = kept
        self._arrange()

    def add(self, job: Job) -> None:
        job.changed.connect(self._changed)
        self._jobs.append(job)
        self._remove_ended(KEPT)

    def clear(self) -> None:
        """The scene was closed: what is told of the next patient tells nothing of the last."""
        self._remove_ended(0)

    def update(self) -> None:
        """Results may be gone, or back again."""
        for line in self._lines:
            line.update()

    def _changed(self, job: Job) -> None:
        for line in self._lines:
            if line.job is job:
                line.update()

    def _remove_ended(self, kept: int) -> None:
        ended = [job for job in self._jobs if job.ended]
        for old in ended[: max(0, len(ended) - kept)]:
            self._jobs.remove(old)
            self._results.forget(old)
        self._arrange()

    def _arrange(self) -> None:
        """Give each job its line, and empty or remove the others."""
        while len(self._lines) < len(self._jobs):
            self._add_line()
        while len(self._lines) > max(len(self._jobs), KEPT + 1):
            line = self._lines.pop()
            self._layout.removeWidget(line.widget)
            line.widget.hide()
            line.widget.deleteLater()
        for n, line in enumerate(self._lines):
            line.follow(self._jobs[n] if n < len(self._jobs) else None)
            line.widget.visible = line.job is not None or self._room

    def _add_line(self) -> None:
        line = JobLine(self._cancel, self._results)
        self._lines.append(line)
        self._layout.insertWidget(len(self._lines) - 1, line.widget)


class JobLine:
    """A line for one job after the other.

    Attributes:
        job: whose line it is; None while it is empty.
    """

    def __init__(self, cancel: Callable[[Job], None], results: Results) -> None:
        self.job: Job | None = None
        self._told = ("", "")
        self._cancel, self._results = cancel, results
        self._line = ProgressLine(self._cancelled, _("Cancel this job."))
        self.widget = self._line.widget
        self._make_show_button()
        self.widget.layout().addWidget(self._show)
        self.widget.setFixedHeight(self.widget.sizeHint.height())
        self._empty()

    def follow(self, job: Job | None) -> None:
        """Tell of another job, or of none."""
        if job is self.job:
            return
        self.job = job
        if job is None:
            self._empty()
        else:
            self._line.begin()
            self.update()

    def _empty(self) -> None:
        self._told = ("", "")
        self._line.clear()
        self._show.hide()

    def _cancelled(self) -> None:
        if self.job is not None:
            self._cancel(self.job)

    def _make_show_button(self) -> None:
        self._show = qt.QToolButton()
        self._show.text = _("Show")
        self._show.popupMode = qt.QToolButton.MenuButtonPopup
        self._show.connect("clicked()", self._show_results)
        self._menu = qt.QMenu(self._show)
        self._menu.connect("aboutToShow()", self._fill_menu)
        self._show.setMenu(self._menu)

    def update(self) -> None:
        """Show the job's present state."""
        job = self.job
        if job is None:
            return
        state = _state_text(job)
        source, dash, method = job.request.title.rpartition(" - ")
        title = source + dash + catalog_text(method)
        told = (f"{shortened(title)}: {state}", "\n".join([f"{title}: {state}", *_notes(job)]))
        if told != self._told:  # a text that is set is drawn anew, whether it is another or not
            self._told = told
            self._line.tell(*told)
        self._line.advance(job.fraction, job.seconds_left)
        if job.ended:
            self._line.end()
        self._show.visible = job.state is State.DONE
        if job.state is State.DONE:
            gone = "" if self._results.of(job) else _("The result is no longer in the scene.")
            enable(self._show, gone, _("Bring the result into the views."))

    def _show_results(self) -> None:
        if self.job is not None:
            self._results.show_all(self._results.of(self.job))

    def _fill_menu(self) -> None:
        nodes = self._results.of(self.job) if self.job is not None else []
        if nodes:
            fill(self._menu, nodes, self._results)


def _notes(job: Job) -> tuple[str, ...]:
    return job.made.notes if job.made is not None else ()


def _state_text(job: Job) -> str:
    if job.state is State.DONE and job.made is not None:
        return _("done in {seconds} s").format(seconds=f"{job.made.seconds:.1f}")
    if job.state is State.RUNNING and job.phase:
        return catalog_text(job.phase).partition(": loss ")[0]  # for which there is no room
    texts: dict[State, Any] = {
        State.QUEUED: _("waiting"),
        State.RUNNING: _("running"),
        State.FAILED: _("failed"),
        State.CANCELLED: _("cancelled"),
        State.DONE: _("done"),
    }
    return str(texts[job.state])
