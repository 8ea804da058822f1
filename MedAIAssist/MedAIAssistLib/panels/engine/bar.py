"""The foot of the panel: the engine's state, its log and settings."""

from __future__ import annotations

from typing import Any

import qt
from slicer.i18n import tr as _

from ..session.launch import words
from ..session.session import EngineState, Session
from . import settings
from .problem_line import ProblemLine


class EngineBar:
    """State and device in one line; log and settings on a click.

    A missing or broken engine is a sentence and two buttons: choose a Python, or try again.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.widget = qt.QWidget()
        layout = qt.QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._state = qt.QLabel()
        self._state.wordWrap = True
        layout.addWidget(self._state)
        line = qt.QHBoxLayout()
        layout.addLayout(line)
        self._log_button = self._button(_("Log"), _("Show what the engine wrote last."))
        self._log_button.checkable = True
        self._log_button.connect("toggled(bool)", self._show_log)
        self._command_button = self._button(_("Command"), _("Show which command runs the engine."))
        self._command_button.checkable = True
        self._restart = self._button(_("Restart"), _("Stop the engine and start a fresh one."))
        self._restart.connect("clicked()", self.restart)
        for button in (self._log_button, self._command_button, self._restart):
            line.addWidget(button)
        line.addStretch(1)
        layout.addWidget(self._command_row())
        self._problem = ProblemLine()
        layout.addWidget(self._problem.widget)
        self._log = qt.QPlainTextEdit()
        self._log.readOnly = True
        self._log.maximumHeight = 140
        self._log.hide()
        layout.addWidget(self._log)
        session.changed.connect(self.update)
        self.update()

    def update(self) -> None:
        """Show the session's present state."""
        self._state.text = _("Engine: {state}").format(state=self._state_text())
        connection = self._session.connection
        self._state.toolTip = words(connection.launch.command) if connection else ""
        failure = self._session.failure
        if failure is not None:
            self._problem.show(failure.message, failure.details)
            self._restart.text = _("Try again")
            self._command_button.checked = True
        else:
            self._problem.clear()
            self._restart.text = _("Restart")
        if self._log.visible:
            self._show_log(True)

    def restart(self) -> None:
        """Stop the engine (its jobs are cancelled) and start another."""
        self._session.close()
        self._session.start()

    def close(self) -> None:
        self._session.changed.disconnect(self.update)

    def _state_text(self) -> str:
        state, connection = self._session.state, self._session.connection
        status = connection.status if connection else None
        if status is not None and state in (EngineState.READY, EngineState.BUSY):
            text = _("ready") if state is EngineState.READY else _("working")
            free = f"{status.memory_free / 2**30:.1f}"
            text = f"{text} - {status.device}, " + _("{size} GB free").format(size=free)
            remote = connection is not None and not connection.shared
            return text + (_(" - REMOTE: images leave this machine") if remote else "")
        texts = {
            EngineState.STOPPED: _("not started"),
            EngineState.STARTING: _("starting"),
            EngineState.READY: _("ready, loading its libraries"),
            EngineState.BUSY: _("working"),
            EngineState.FAILED: _("not available"),
        }
        return str(texts[state])

    def _command_row(self) -> Any:
        """A line for the command and a button that picks a Python; folded at first."""
        row = qt.QWidget()
        layout = qt.QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        self._command = qt.QLineEdit(settings.engine_command())
        self._command.placeholderText = _("automatic")
        self._command.toolTip = _(
            "Empty: found automatically. Else a Python that has the engine's libraries, or a whole "
            "command such as: ssh gpu01 medaiassist serve. A remote engine receives the images."
        )
        self._command.connect("editingFinished()", self._command_edited)
        layout.addWidget(self._command, 1)
        choose = self._button(_("Python…"), _("Choose the Python that runs the engine."))
        choose.connect("clicked()", self._choose)
        layout.addWidget(choose)
        self._command_button.connect("toggled(bool)", row.setVisible)
        row.hide()
        return row

    def _command_edited(self) -> None:
        text = str(self._command.text).strip()
        if text != settings.engine_command():
            settings.set_engine_command(text)
            self.restart()

    def _choose(self) -> None:
        chosen = qt.QFileDialog.getOpenFileName(
            self.widget, _("Choose the Python that runs the engine")
        )
        if chosen:
            self._command.text = chosen
            self._command_edited()

    def _show_log(self, shown: bool) -> None:
        connection = self._session.connection
        lines = connection.log() if connection else []
        self._log.plainText = "\n".join(lines) or _("The engine has written nothing.")
        self._log.visible = shown

    def _button(self, text: str, tip: str) -> qt.QToolButton:
        button = qt.QToolButton()
        button.text = text
        button.toolTip = tip
        return button
