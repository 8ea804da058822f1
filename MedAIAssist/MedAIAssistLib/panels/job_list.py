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
    """The lines, newest last. There is room for them from the start: were the list to grow, the
    whole panel would be drawn anew, and its buttons move under the mouse.

    Args:
        cancel: called with the job whose button was pressed.
        results: knows what the jobs have made.
    """

    def __init__(self, cancel: Callable[[Job], None], results: Results) -> None:
        self._cancel, self._results = cancel, results
        results.changed.connect(self.update)
        results.cleared.connect(self.clear)
        self._lines: list[JobLine] = []
        self.widget = qt.QWidget()
        self._layout = qt.QVBoxLayout(self.widget)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addStretch(1)
        line = ProgressLine(lambda: None, "").widget.sizeHint.height()
        self._room = (KEPT + 1) * line + KEPT * self._layout.spacing
        self.keep_room(True)

    def keep_room(self, kept: bool) -> None:
        """Whether there is room for lines that are not there yet."""
        self.widget.minimumHeight = self._room if kept else 0

    def add(self, job: Job) -> None:
        line = JobLine(job, self._cancel, self._results)
        self._lines.append(line)
        self._layout.insertWidget(len(self._lines) - 1, line.widget)
        self._remove_ended(KEPT)

    def clear(self) -> None:
        """The scene was closed: what is told of the next patient tells nothing of the last."""
        self._remove_ended(0)

    def _remove_ended(self, kept: int) -> None:
        ended = [line for line in self._lines if line.job.ended]
        for old in ended[: max(0, len(ended) - kept)]:
            self._lines.remove(old)
            self._layout.removeWidget(old.widget)
            old.widget.hide()
            old.widget.deleteLater()
            self._results.forget(old.job)

    def update(self) -> None:
        """Results may be gone, or back again."""
        for line in self._lines:
            line.update()


class JobLine:
    """The line of one job."""

    def __init__(self, job: Job, cancel: Callable[[Job], None], results: Results) -> None:
        self.job, self._results = job, results
        self._line = ProgressLine(lambda: cancel(job), _("Cancel this job."))
        self.widget = self._line.widget
        self._make_show_button()
        self.widget.layout().addWidget(self._show)
        job.changed.connect(lambda _job: self.update())
        self.update()

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
        state = _state_text(job)
        title = job.request.title
        tip = "\n".join([f"{title}: {state}", *_notes(job)])
        self._line.tell(f"{shortened(title)}: {state}", tip)
        self._line.advance(job.fraction, job.seconds_left)
        if job.ended:
            self._line.end()
        self._show.visible = job.state is State.DONE
        gone = "" if self._results.of(job) else _("The result is no longer in the scene.")
        enable(self._show, gone, _("Bring the result into the views."))

    def _show_results(self) -> None:
        self._results.show_all(self._results.of(self.job))

    def _fill_menu(self) -> None:
        nodes = self._results.of(self.job)
        if nodes:
            fill(self._menu, nodes, self._results)


def _notes(job: Job) -> tuple[str, ...]:
    return job.made.notes if job.made is not None else ()


def _state_text(job: Job) -> str:
    if job.state is State.DONE and job.made is not None:
        return _("done in {seconds} s").format(seconds=f"{job.made.seconds:.1f}")
    texts: dict[State, Any] = {
        State.QUEUED: _("waiting"),
        State.RUNNING: catalog_text(job.phase) if job.phase else _("running"),
        State.FAILED: _("failed"),
        State.CANCELLED: _("cancelled"),
        State.DONE: _("done"),
    }
    return str(texts[job.state])
