"""The foot of the panel: the engine in one line; its page on a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ...environment.choice import VARIABLE, Kind
from ...environment.task import Task
from ...session.jobs import State
from ...session.launch import words
from ...session.session import EngineState, Session
from ...session.signal import Signal
from ..problem_line import ProblemLine
from .choice_box import ChoiceBox
from .environment_box import EnvironmentBox
from .health_box import HealthBox
from .task_line import TaskLine


class EngineBar:
    """State and device; an offer to install where that is due; a button for the page.

    Args:
        session: the engine's.
        page: loaded from Engine.ui.
        woken: called when the session has something to do.

    Attributes:
        unfolded: called with True when the page is to be seen, with False when no longer.
    """

    def __init__(self, session: Session, page: Any, woken: Callable[[], None]) -> None:
        self.unfolded = Signal()
        self._session, self._woken = session, woken
        self._waiting: Callable[[], None] | None = None
        self._named = slicer.util.startupEnvironment().get(VARIABLE)  # milliseconds each time
        self._checked: Any = None  # the connection whose health is shown
        self.widget = qt.QWidget()
        layout = qt.QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._tasks = TaskLine()
        self._problem = ProblemLine()
        for widget in (self._offer_button(), self._tasks.widget, self._problem.widget,
                       self._line()):  # fmt: skip
            layout.addWidget(widget)
        ui = slicer.util.childWidgetVariables(page)
        self.choice = ChoiceBox(ui)
        self.environment = EnvironmentBox(ui, self._run, session.close)
        self.health = HealthBox(ui, session, woken)
        ui.restartButton.connect("clicked()", self.restart)
        self.choice.changed.connect(self.restart)
        self.environment.changed.connect(self.restart)
        session.changed.connect(self.update)
        self.update()

    @property
    def missing(self) -> bool:
        """There is no engine, and an installation would bring one."""
        return self._session.connection is None and self._own and self.environment.needed

    @property
    def _own(self) -> bool:
        """The engine runs in the environment that the extension makes."""
        return self.choice.kind is Kind.OWN and not self._named

    def when_ready(self, action: Callable[[], None]) -> None:
        """Do something that needs an engine: at once, or after an installation agreed to."""
        self._look()
        if not self.missing:
            action()
            return
        question = _("The engine that computes is not installed yet. {offer} Install it now?")
        if self._tasks.task is None:
            if not slicer.util.confirmYesNoDisplay(question.format(offer=self.environment.offer())):
                return
            self.environment.install()
        self._waiting = action

    def update(self) -> None:
        """Show the session's present state. While jobs run this is called often: it reads no file
        then.
        """
        self._look()
        self._state.text = _("Engine: {state}").format(state=self._state_text())
        connection = self._session.connection
        self._state.toolTip = words(connection.launch.command) if connection else ""
        failure, missing = self._session.failure, self.missing
        if failure is not None and not missing:
            self._problem.show(failure.message, failure.details)
        else:
            self._problem.clear()
        due = missing or (self._own and self.environment.outdated)
        self._offer.visible = due and self._tasks.task is None
        self._offer.text = self._offer_text(missing)
        self._offer.toolTip = self.environment.offer()
        self._check_once()

    def restart(self) -> None:
        """Stop the engine (its jobs are cancelled) and start another."""
        self._session.close()
        if not self.missing:
            self._session.start()
        self._woken()
        self.update()

    def close(self) -> None:
        self._session.changed.disconnect(self.update)
        self._tasks.close()

    def _look(self) -> None:
        """Without an engine, look what there is: another Slicer may have changed it."""
        if self._session.connection is None:
            self.environment.update()

    def _line(self) -> Any:
        line = qt.QWidget()
        layout = qt.QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        self._state = qt.QLabel()
        self._state.wordWrap = True
        # A longer text takes another line; the panel's width is not its to set.
        self._state.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        layout.addWidget(self._state, 1)
        self._button = qt.QToolButton()
        self._button.text = _("Engine")
        self._button.toolTip = _("Health of the engine, its environment, and where it runs.")
        self._button.checkable = True
        self._button.setArrowType(qt.Qt.DownArrow)
        self._button.setToolButtonStyle(qt.Qt.ToolButtonTextBesideIcon)
        self._button.connect("toggled(bool)", self._unfold)
        layout.addWidget(self._button)
        return line

    def _offer_button(self) -> Any:
        self._offer = qt.QPushButton()
        self._offer.connect("clicked()", lambda: self.environment.install())
        return self._offer

    def _offer_text(self, missing: bool) -> str:
        if not missing:
            return str(_("Update the engine…"))
        damaged = self.environment.damaged
        return str(_("Repair the engine…") if damaged else _("Install the engine…"))

    def _unfold(self, shown: bool) -> None:
        self.unfolded(shown)
        if shown:
            self.environment.measure()
            self._checked = None
            self._check_once()

    def _check_once(self) -> None:
        """Each engine that is ready while its page is open shows its health by itself."""
        connection = self._session.connection
        idle = self._session.state is EngineState.READY
        if self._button.checked and idle and connection is not self._checked:
            self._checked = connection
            self.health.check()

    def _run(self, task: Task) -> None:
        if task.title:
            task.changed.connect(self._task_changed)
            self._problem.clear()
            self._offer.hide()
        self._tasks.run(task)

    def _task_changed(self, task: Task) -> None:
        if not task.ended:
            return
        action, self._waiting = self._waiting, None
        if task.state is State.FAILED:
            self._problem.show(task.message, task.details)
        elif task.state is State.DONE and action is not None:
            action()

    def _state_text(self) -> str:
        state, connection = self._session.state, self._session.connection
        status = connection.status if connection else None
        if status is not None and state in (EngineState.READY, EngineState.BUSY):
            text = _("ready") if state is EngineState.READY else _("working")
            free = f"{status.memory_free / 2**30:.1f}"
            text = f"{text} - {status.device}, " + _("{size} GB free").format(size=free)
            remote = connection is not None and not connection.shared
            return text + (_(" - REMOTE: images leave this machine") if remote else "")
        if self.missing:
            return str(_("damaged") if self.environment.damaged else _("not installed"))
        texts = {
            EngineState.STOPPED: _("not started"),
            EngineState.STARTING: _("starting"),
            EngineState.READY: _("ready, loading its libraries"),
            EngineState.BUSY: _("working"),
            EngineState.FAILED: _("not available"),
        }
        return str(texts[state])
