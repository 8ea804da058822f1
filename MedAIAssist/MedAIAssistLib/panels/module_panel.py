"""The whole panel: the row of tasks, the chosen one below it, jobs and the engine at the foot."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from ..session.jobs import Job
from .bar_names import BarNames
from .classify.panel import ClassifyPanel
from .cohort.panel import CohortPanel
from .detect.panel import DetectPanel
from .diagnose.panel import DiagnosePanel
from .engine.bar import EngineBar
from .features import FeaturesPanel
from .heartbeat import Heartbeat
from .job_list import JobList
from .preprocess import PreprocessPanel
from .results import Results
from .runner import Runner
from .scrolling import foot, reveal, scrolling
from .segment.panel import SegmentPanel
from .state import PanelState
from .task_panel import TaskPanel
from .task_row import TaskRow
from .task_widgets import LoadUI


class ModulePanel:
    """Puts the parts together.

    Args:
        layout: of the module widget.
        load: gives the widget of a .ui file.
        logic: the module logic; its `work` runs the jobs.
    """

    def __init__(self, layout: Any, load: LoadUI, logic: Any) -> None:
        self._session = session = logic.work.session
        engine_page = load("Engine")
        self.heartbeat = Heartbeat(session)
        self.engine = EngineBar(session, engine_page, self.heartbeat.wake)
        self.results = Results(logic.work, self._started, self.engine.when_ready)
        self.bar_names = BarNames(logic.work.scene)
        self.results.changed.connect(self.bar_names.refresh)
        self.jobs = JobList(session.cancel, self.results)
        self.preprocess = PreprocessPanel(load, logic.work, self.results, self.heartbeat.wake)
        self.features = FeaturesPanel(load, logic.work, self.results)
        self.segment = SegmentPanel(load, logic.work, self.results, self.heartbeat.wake)
        runner = Runner(logic.work, self._started, self.engine.when_ready)
        self.cohort = CohortPanel(load, runner, self.results)
        self.classify = ClassifyPanel(load, runner, self.results)
        self.detect = DetectPanel(load, runner, self.results, self.heartbeat.wake)
        self.diagnose = DiagnosePanel(load, runner, self.results)
        panels = (
            self.preprocess, self.features, self.cohort, self.classify, self.detect, self.segment,
            self.diagnose,
        )  # fmt: skip
        self.tasks: dict[str, TaskPanel | CohortPanel | DiagnosePanel] = {
            panel.task: panel for panel in panels
        }
        self.row = TaskRow(_titles())
        self._state: Any = None  # a PanelState; its wrapper adds connectGui
        self._binding: Any = None
        layout.addWidget(self.row.widget)
        self._pages = {task: scrolling(panel.widget) for task, panel in self.tasks.items()}
        self._engine_page = scrolling(engine_page)
        for part in (*self._pages.values(), self._engine_page):
            layout.addWidget(part, 1)
        layout.addWidget(foot(self.jobs.widget, self.engine.widget))
        self.row.changed.connect(self._task_chosen)
        self.features.cohort_asked.connect(self._measure_cohort)
        self.results.failed.connect(lambda _message, _details: self._reveal_problem())
        self.engine.unfolded.connect(self._show_page)
        self._show_page(False)

    def follow(self, state: PanelState | None) -> None:
        """Bind the panel to the `PanelState` kept in the scene; None: let go of it."""
        self._unbind()
        self._state = state
        if state is not None:
            self.engine.update()
            if not self.engine.missing:
                self._session.start()
            self.heartbeat.wake()
            self.row.task = state.task or self.row.task  # a new scene stays at the task
            state.task = self.row.task
        self._bind()

    def choose_task(self, task: str) -> None:
        """Show a task, as its button does."""
        self.row.task = task
        self._task_chosen()

    def close(self) -> None:
        self.follow(None)
        self.heartbeat.stop()
        self.engine.close()
        for panel in self.tasks.values():
            panel.close()
        self.results.close()
        self.bar_names.close()

    def _task_chosen(self) -> None:
        """Only the task that is shown follows the state; the others take nothing from the views."""
        self._unbind()
        if self._state is not None:
            self._state.task = self.row.task
        self._bind()

    def _measure_cohort(self) -> None:
        self.choose_task(self.cohort.task)
        self.cohort.ask_how_to_measure()

    def _unbind(self) -> None:
        if self._state is not None and self._binding is not None:
            self._state.disconnectGui(self._binding)
        self._binding = None
        for panel in self.tasks.values():
            panel.show_state(None)

    def _bind(self) -> None:
        panel = self.tasks[self.row.task]
        if self._state is not None:
            self._binding = self._state.connectGui(panel.ui)
        panel.show_state(self._state)
        self._show_page(self._engine_page.visible)

    def _show_page(self, engine: bool) -> None:
        """The engine's page takes the task's place: both need the room."""
        self._engine_page.visible = engine
        self.jobs.keep_room(not engine)
        for task, page in self._pages.items():
            page.visible = not engine and task == self.row.task

    def _reveal_problem(self) -> None:
        """Below a long form, the line that tells what went wrong may be out of sight."""
        reveal(self.tasks[self.row.task].problem.widget)

    def _started(self, job: Job) -> None:
        self.jobs.add(job)
        self.classify.job_started(job)
        self.detect.job_started(job)
        self.heartbeat.wake()


def _titles() -> dict[str, tuple[str, str]]:
    return {
        "preprocess": (
            _("Preprocess"),
            _("Remove noise, even out contrast, find edges, prepare volumes."),
        ),
        "features": (
            _("Features"),
            _("Measure: keypoints, gradients, texture, radiomics; as tables and pictures."),
        ),
        "cohort": (
            _("Cohort"),
            _("Collect cases with labels and clinical values; check and split them."),
        ),
        "classify": (
            _("Classify"),
            _("Validate, train, compare and explain classifiers on tables of cases."),
        ),
        "detect": (
            _("Detect"),
            _("Find objects as boxes; go through them, correct them, train detectors."),
        ),
        "segment": (
            _("Segment"),
            _("Paint a few strokes; the rest of the volume is segmented alike."),
        ),
        "diagnose": (
            _("Diagnose"),
            _("What a saved classifier says of one patient, and why."),
        ),
    }
