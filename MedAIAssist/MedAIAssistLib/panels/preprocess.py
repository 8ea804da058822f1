"""The Preprocess tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.operations import Operation

from ..session.jobs import Job, State
from ..session.scene_session import SceneSession
from .node_selectors import settle
from .pipeline_section import PipelineSection
from .preview_box import PreviewBox
from .results import Results
from .state import PanelState
from .task_panel import TaskPanel
from .task_widgets import LoadUI, put, task_widget

PIPELINE = "preprocess.pipeline"


class PreprocessPanel(TaskPanel):
    """A task with a preview, a choice of where the result goes, and a pipeline.

    Args:
        load: gives the widget of a .ui file.
        work: the scene and its engine.
        results: runs what is asked for and shows what comes of it.
        woken: called when the session has something to do.
    """

    def __init__(
        self, load: LoadUI, work: SceneSession, results: Results, woken: Callable[[], None]
    ) -> None:
        widget = task_widget(load, options="Preprocess", more="Pipeline")
        super().__init__("preprocess", widget, work, results, hidden=(PIPELINE,))
        self._woken = woken
        ui = self.ui
        put(ui.addStepButton, ui.buttonPlace, 1)
        self.pipeline = PipelineSection(ui, self._run_pipeline, self.problem.show)
        self.preview = PreviewBox(ui.previewBox, work, self._previewed, self._preview_started)
        settle(ui.resultSelector, ui.resultLabel.text)
        ui.resultSelector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _node: self.update())
        ui.addStepButton.connect("clicked()", self._add_step)
        self.pipeline.changed.connect(self._steps_changed)
        self._show_form({})
        self.update()

    def show_state(self, state: PanelState | None) -> None:
        super().show_state(state)
        if state is None:
            self.preview.stop()
            return
        try:
            self.pipeline.text = state.steps
        except UserError as error:
            self.problem.show(str(error))
        self.update()

    def update(self) -> None:
        super().update()
        self.pipeline.allow(self._reason(operation(PIPELINE)))

    def _apply_tip(self) -> str:
        target = self._target()
        if target is None:
            return super()._apply_tip()
        text = _("Run the method; '{name}' gets new content. Undo brings the old back.")
        return str(text.format(name=target.GetName()))

    def _target(self) -> Any | None:
        return self.ui.resultSelector.currentNode()

    def _labels(self) -> list[Any]:
        return [*super()._labels(), self.ui.resultLabel]

    def _below(self) -> list[Any]:
        return [self.ui.previewBox, self.ui.resultSelector, *super()._below()]

    def _show_form(self, values: dict[str, Any]) -> None:
        super()._show_form(values)
        self.preview.allow(self.method.operation_id)

    def _method_changed(self) -> None:
        super()._method_changed()
        self.preview.renew()

    def _values_changed(self) -> None:
        super()._values_changed()
        self.preview.renew()

    def _inputs_changed(self) -> None:
        super()._inputs_changed()
        self.preview.renew()

    def _submit(self, entry: Operation, parameters: dict[str, Any]) -> None:
        self.preview.stop()
        super()._submit(entry, parameters)

    def _run_pipeline(self, text: str) -> None:
        self._submit(operation(PIPELINE), {"steps": text})

    def _add_step(self) -> None:
        try:
            self.pipeline.add(self.method.operation_id, self.form.values)
        except UserError as error:
            self.problem.show(str(error))
        self.ui.pipelineButton.collapsed = False

    def _steps_changed(self) -> None:
        if self._state is not None:
            self._state.steps = self.pipeline.text
        self.update()

    def _previewed(self) -> tuple[Any, str, dict[str, Any]]:
        return self.inputs.volume, self.method.operation_id, self.form.values

    def _preview_started(self, job: Job) -> None:
        self.problem.clear()
        job.changed.connect(self._preview_changed)
        self._woken()

    def _preview_changed(self, job: Job) -> None:
        if job.state is State.FAILED:
            self.problem.show(job.message, job.details)
