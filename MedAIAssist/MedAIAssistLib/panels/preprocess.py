"""The Preprocess tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation, operations
from medaiassist_engine.contract.errors import UserError

from ..scene.show import nodes_of
from ..session.jobs import Job, State
from ..session.scene_requests import NodeInput
from ..session.scene_session import SceneSession
from . import tab_order
from .enabling import enable
from .form import ParameterForm
from .limit_box import LimitBox
from .made_line import MadeLine
from .method_box import MethodBox
from .pipeline_section import PipelineSection
from .preview_box import PreviewBox
from .problem_line import ProblemLine
from .results import Results
from .sample import SampleButton
from .state import PanelState, keep_values, values_of
from .texts import catalog_text

PIPELINE = "preprocess.pipeline"


class PreprocessPanel:
    """Choose a volume, an operation and its parameters; preview, apply, undo.

    Args:
        widget: loaded from Preprocess.ui.
        work: the scene and its engine.
        results: runs what is asked for and shows what comes of it.
        woken: called when the session has something to do.
    """

    def __init__(
        self, widget: Any, work: SceneSession, results: Results, woken: Callable[[], None]
    ) -> None:
        self.widget = widget
        self.ui = ui = slicer.util.childWidgetVariables(widget)
        self._work, self._results, self._woken = work, results, woken
        self._state: PanelState | None = None
        self._problem = ProblemLine()
        ui.problemPlace.layout().addWidget(self._problem.widget)
        self.form = ParameterForm()
        ui.formPlace.layout().addWidget(self.form.widget)
        listed = [o for o in operations().values() if o.task == "preprocess" and o.id != PIPELINE]
        self.method = MethodBox(ui.methodBox, listed)
        self.limit = LimitBox(ui.limitSelector, ui.segmentBox)
        self.pipeline = PipelineSection(ui, self._run_pipeline, self._problem.show)
        self.made = MadeLine(ui.madePlace, ui.madeLabel, ui.madeButton, results)
        self.sample = SampleButton(ui.sampleButton, self._problem, self._sample_loaded)
        self.preview = PreviewBox(ui.previewBox, work, self._chosen, self._preview_started)
        self._connect()
        for selector, label in (
            (ui.volumeSelector, ui.volumeLabel),
            (ui.limitSelector, ui.limitLabel),
            (ui.resultSelector, ui.resultLabel),
        ):
            tab_order.reach(selector, label.text)
        self._show_form({})
        self.update()

    def _connect(self) -> None:
        ui = self.ui
        self.method.changed.connect(self._method_changed)
        self.form.changed.connect(self._values_changed)
        self.pipeline.changed.connect(self._steps_changed)
        self._results.changed.connect(self.update)
        self._results.failed.connect(self._problem.show)
        ui.volumeSelector.connect("currentNodeChanged(vtkMRMLNode*)", self._volume_changed)
        ui.limitSelector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _node: self.update())
        ui.resultSelector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _node: self.update())
        ui.segmentBox.connect("activated(int)", lambda _index: self._segment_changed())
        ui.applyButton.connect("clicked()", self._apply)
        ui.addStepButton.connect("clicked()", self._add_step)
        ui.undoButton.connect("clicked()", lambda: self._results.undo(self._volume))
        ui.redoButton.connect("clicked()", lambda: self._results.redo(self._volume))

    @property
    def _volume(self) -> Any | None:
        return self.ui.volumeSelector.currentNode()

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene and follow them; None: stop following."""
        self._state = None
        if state is None:
            self.preview.stop()
            return
        self.method.operation_id = state.operation
        self._show_form(values_of(state, self.method.operation_id))
        self.limit.refresh()
        self.limit.segment_id = state.segment
        try:
            self.pipeline.text = state.steps
        except UserError as error:
            self._problem.show(str(error))
        self._state = state
        self.update()

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        ui, scene = self.ui, self._work.scene
        ui.sampleButton.visible = next(nodes_of(scene, "vtkMRMLVolumeNode"), None) is None
        self.made.show(self._volume)
        reason = self._reason(self.method.operation_id)
        ui.reasonLabel.text = reason
        ui.reasonLabel.visible = bool(reason)
        enable(ui.applyButton, reason, self._apply_tip())
        self.pipeline.allow(self._reason(PIPELINE))
        undo, redo = self._work.undo.title, self._work.undo.redo_title
        nothing = "" if undo else _("There is nothing to undo.")
        enable(ui.undoButton, nothing, _("Undo: {title}").format(title=undo))
        nothing = "" if redo else _("There is nothing to do again.")
        enable(ui.redoButton, nothing, _("Redo: {title}").format(title=redo))

    def _apply_tip(self) -> str:
        target = self.ui.resultSelector.currentNode()
        if target is None:
            return str(_("Run the method; the input stays as it is."))
        text = _("Run the method; '{name}' gets new content. Undo brings the old back.")
        return str(text.format(name=target.GetName()))

    def _reason(self, operation_id: str) -> str:
        """Why an operation cannot be applied now; "" if it can."""
        if self._volume is None:
            return str(_("Choose an input volume first."))
        entry = operation(operation_id)
        taken = {slot.name for slot in entry.inputs}
        if taken.issuperset(self.limit.inputs()):
            return ""
        text = _("{title} cannot be limited to a ROI. Choose the whole volume or a segmentation.")
        return str(text.format(title=catalog_text(entry.title)))

    def _method_changed(self) -> None:
        state = self._state
        self._show_form(values_of(state, self.method.operation_id) if state else {})
        if state is not None:
            state.operation = self.method.operation_id
        self.update()
        self.preview.renew()

    def _show_form(self, values: dict[str, Any]) -> None:
        entry = operation(self.method.operation_id)
        self.ui.methodHelp.text = catalog_text(entry.help)
        self.ui.methodHelp.toolTip = entry.reference
        self.form.show(entry, values)
        ui = self.ui
        self.form.align_with([ui.volumeLabel, ui.limitLabel, ui.methodLabel, ui.resultLabel])
        above = [ui.volumeSelector, ui.madeButton, ui.limitSelector, ui.segmentBox, ui.methodBox]
        below = [ui.previewBox, ui.resultSelector, ui.applyButton]
        tab_order.chain(ui.sampleButton, [*above, self.form.widget, *below])
        self.preview.allow(entry.id)

    def _values_changed(self) -> None:
        if self._state is not None:
            keep_values(self._state, self.method.operation_id, self.form.values)
        self.preview.renew()

    def _steps_changed(self) -> None:
        if self._state is not None:
            self._state.steps = self.pipeline.text
        self.update()

    def _segment_changed(self) -> None:
        if self._state is not None:
            self._state.segment = self.limit.segment_id

    def _volume_changed(self, _node: Any) -> None:
        self._problem.clear()
        self.update()
        self.preview.renew()

    def _apply(self) -> None:
        self._submit(self.method.operation_id, self.form.values)

    def _run_pipeline(self, text: str) -> None:
        self._submit(PIPELINE, {"steps": text})

    def _submit(self, operation_id: str, parameters: dict[str, Any]) -> None:
        self.preview.stop()
        self._problem.clear()
        inputs = {"volume": NodeInput(self._volume), **self.limit.inputs()}
        target = self.ui.resultSelector.currentNode()
        self._results.submit(operation_id, parameters, inputs, target)

    def _add_step(self) -> None:
        try:
            self.pipeline.add(self.method.operation_id, self.form.values)
        except UserError as error:
            self._problem.show(str(error))
        self.ui.pipelineButton.collapsed = False

    def _sample_loaded(self, node: Any) -> None:
        self.ui.volumeSelector.setCurrentNode(node)
        self._results.show(node)

    def _chosen(self) -> tuple[Any, str, dict[str, Any]]:
        return self._volume, self.method.operation_id, self.form.values

    def _preview_started(self, job: Job) -> None:
        self._problem.clear()
        job.changed.connect(self._preview_changed)
        self._woken()

    def _preview_changed(self, job: Job) -> None:
        if job.state is State.FAILED:
            self._problem.show(job.message, job.details)
