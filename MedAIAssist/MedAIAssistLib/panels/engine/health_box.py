"""What the running engine says of its libraries and devices, and its log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.payloads import Payload, Report

from ...session.jobs import Job, Made, Request, State, given
from ...session.session import Session

CHECK = "engine.health"


class HealthBox:
    """Drives the lower part of Engine.ui.

    Args:
        woken: called when the session has something to do.
    """

    def __init__(self, ui: Any, session: Session, woken: Any) -> None:
        self._ui, self._session, self._woken = ui, session, woken
        ui.checkButton.connect("clicked()", self.check)
        ui.logButton.connect("clicked()", self.show_log)
        ui.copyButton.connect("clicked()", self._copy)
        ui.report.hide()

    def check(self) -> None:
        """Ask the engine how it is; it may have to be started first."""
        self._show(_("Checking…"))
        job = self._session.submit(Request(CHECK, {}, given({}), self._deliver, _("Engine check")))
        job.changed.connect(self._job_changed)
        self._woken()

    def show_log(self) -> None:
        """Show what the engine wrote last."""
        connection = self._session.connection
        lines = connection.log() if connection else []
        self._ui.report.setPlainText("\n".join(lines) or _("The engine has written nothing."))
        self._ui.report.show()

    def _deliver(self, outputs: Mapping[str, Payload], _made: Made) -> Iterator[None]:
        yield
        report = outputs["report"]
        assert isinstance(report, Report)
        self._ui.report.setHtml(report.html)
        self._ui.report.show()

    def _job_changed(self, job: Job) -> None:
        if job.state in (State.FAILED, State.CANCELLED):
            self._show(job.message or _("The check was cancelled."))

    def _show(self, text: str) -> None:
        self._ui.report.setPlainText(text)
        self._ui.report.show()

    def _copy(self) -> None:
        qt.QApplication.clipboard().setText(self._ui.report.plainText)
