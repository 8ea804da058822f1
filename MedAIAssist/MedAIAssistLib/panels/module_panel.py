"""The whole panel: the task on top, jobs and the engine at the foot."""

from __future__ import annotations

from typing import Any

from ..session.jobs import Job
from .engine.bar import EngineBar
from .heartbeat import Heartbeat
from .job_list import JobList
from .preprocess import PreprocessPanel
from .results import Results
from .scrolling import foot, scrolling


class ModulePanel:
    """Puts the parts together.

    Args:
        layout: of the module widget.
        widget: loaded from Preprocess.ui.
        engine_page: loaded from Engine.ui.
        logic: the module logic; its `work` runs the jobs.
    """

    def __init__(self, layout: Any, widget: Any, engine_page: Any, logic: Any) -> None:
        self._session = session = logic.work.session
        self.heartbeat = Heartbeat(session)
        self.engine = EngineBar(session, engine_page, self.heartbeat.wake)
        self.results = Results(logic.work, self._started, self.engine.when_ready)
        self.jobs = JobList(session.cancel, self.results)
        self.preprocess = PreprocessPanel(widget, logic.work, self.results, self.heartbeat.wake)
        self._state: Any = None  # a PanelState; its wrapper adds connectGui
        self._binding: Any = None
        self._task, self._engine_page = scrolling(widget), scrolling(engine_page)
        for part in (self._task, self._engine_page):
            layout.addWidget(part, 1)
        layout.addWidget(foot(self.jobs.widget, self.engine.widget))
        self.engine.unfolded.connect(self._show_engine_page)
        self._show_engine_page(False)

    def follow(self, state: Any) -> None:
        """Bind the panel to the `PanelState` kept in the scene; None: let go of it."""
        if self._state is not None and self._binding is not None:
            self._state.disconnectGui(self._binding)
        self._state, self._binding = state, None
        if state is not None:
            if not self.engine.missing:
                self._session.start()
            self.heartbeat.wake()
            self._binding = state.connectGui(self.preprocess.ui)
        self.preprocess.show_state(state)

    def _show_engine_page(self, shown: bool) -> None:
        """The engine's page takes the task's place: both need the room."""
        self._engine_page.visible = shown
        self._task.visible = not shown

    def close(self) -> None:
        self.follow(None)
        self.heartbeat.stop()
        self.engine.close()
        self.results.close()

    def _started(self, job: Job) -> None:
        self.jobs.add(job)
        self.heartbeat.wake()
