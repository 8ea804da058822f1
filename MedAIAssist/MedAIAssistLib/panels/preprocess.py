"""The Preprocess tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
import slicer
import vtk
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation, operations
from medaiassist_engine.contract.errors import UserError

from ..scene.show import show
from ..session.jobs import Job, State
from ..session.preview import SlicePreview
from ..session.scene_requests import NodeInput
from ..session.scene_session import SceneSession
from .form import ParameterForm
from .limit_box import LimitBox
from .method_box import MethodBox
from .pipeline_section import PipelineSection
from .problem_line import ProblemLine
from .state import PanelState, keep_values, values_of

PIPELINE = "preprocess.pipeline"
PREVIEW_DELAY_MS = 250


class PreprocessPanel:
    """Choose a volume, an operation and its parameters; preview, apply, undo.

    Args:
        widget: loaded from Preprocess.ui.
        work: the scene and its engine.
        started: called with each job that the user started.
        woken: called when the session has something to do.
    """

    def __init__(
        self,
        widget: Any,
        work: SceneSession,
        started: Callable[[Job], None],
        woken: Callable[[], None],
    ) -> None:
        self.widget = widget
        self.ui = slicer.util.childWidgetVariables(widget)
        self._work, self._started, self._woken = work, started, woken
        self._state: PanelState | None = None
        self._problem = ProblemLine()
        self.ui.problemPlace.layout().addWidget(self._problem.widget)
        self.form = ParameterForm()
        self.ui.formPlace.layout().addWidget(self.form.widget)
        listed = [o for o in operations().values() if o.task == "preprocess" and o.id != PIPELINE]
        self.method = MethodBox(self.ui.methodBox, listed)
        self.limit = LimitBox(self.ui.limitSelector, self.ui.segmentBox)
        self.pipeline = PipelineSection(self.ui, self._run_pipeline, self._problem.show)
        self._preview = SlicePreview(work.scene, work.session)
        self._followed: Callable[[], None] = _nothing
        self._preview_timer = qt.QTimer()
        self._preview_timer.setSingleShot(True)
        self._connect()

    def _connect(self) -> None:
        ui = self.ui
        self.method.changed.connect(self._method_changed)
        self.form.changed.connect(self._values_changed)
        self.pipeline.changed.connect(self._steps_changed)
        ui.volumeSelector.connect("currentNodeChanged(vtkMRMLNode*)", self._volume_changed)
        ui.segmentBox.connect("activated(int)", lambda _index: self._segment_changed())
        ui.previewBox.connect("toggled(bool)", lambda _on: self._schedule_preview())
        ui.applyButton.connect("clicked()", self._apply)
        ui.addStepButton.connect("clicked()", self._add_step)
        ui.undoButton.connect("clicked()", self._undo)
        ui.sampleButton.connect("clicked()", self._load_sample)
        self._preview_timer.connect("timeout()", self._update_preview)
        self._update_buttons()

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene and follow them; None: stop following."""
        self._state = None
        if state is None:
            self.stop_preview()
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
        self._update_buttons()

    def stop_preview(self) -> None:
        """Take the preview off the slice views."""
        self.ui.previewBox.checked = False
        self._schedule_preview()

    def _method_changed(self) -> None:
        state = self._state
        self._show_form(values_of(state, self.method.operation_id) if state else {})
        if state is not None:
            state.operation = self.method.operation_id
        self._schedule_preview()

    def _show_form(self, values: dict[str, Any]) -> None:
        entry = operation(self.method.operation_id)
        self.ui.methodHelp.text = entry.help
        self.ui.methodHelp.toolTip = entry.reference
        self.form.show(entry, values)

    def _values_changed(self) -> None:
        if self._state is not None:
            keep_values(self._state, self.method.operation_id, self.form.values)
        self._schedule_preview()

    def _steps_changed(self) -> None:
        if self._state is not None:
            self._state.steps = self.pipeline.text
        self._update_buttons()

    def _segment_changed(self) -> None:
        if self._state is not None:
            self._state.segment = self.limit.segment_id

    def _volume_changed(self, _node: Any) -> None:
        self._problem.clear()
        self._update_buttons()
        self._schedule_preview()

    def _update_buttons(self) -> None:
        """Buttons that cannot be pressed say why."""
        ui, volume = self.ui, self.ui.volumeSelector.currentNode()
        ui.sampleButton.visible = volume is None
        reason = "" if volume is not None else _("Choose an input volume first.")
        ui.applyButton.enabled = not reason
        ui.applyButton.toolTip = reason or _("Run the method; the input stays as it is.")
        ui.runPipelineButton.enabled = not reason and bool(self.pipeline.text)
        ui.runPipelineButton.toolTip = reason or _("Run all steps one after the other.")
        title = self._work.undo.title
        ui.undoButton.enabled = bool(title)
        ui.undoButton.toolTip = (
            _("Undo: {title}").format(title=title) if title else _("There is nothing to undo.")
        )

    def _apply(self) -> None:
        self._submit(self.method.operation_id, self.form.values)

    def _run_pipeline(self, text: str) -> None:
        self._submit(PIPELINE, {"steps": text})

    def _submit(self, operation_id: str, parameters: dict[str, Any]) -> None:
        self.stop_preview()
        self._problem.clear()
        inputs = {"volume": NodeInput(self.ui.volumeSelector.currentNode()), **self.limit.inputs()}
        targets = {"volume": self.ui.resultSelector.currentNode()}
        job = self._work.submit(operation_id, parameters, inputs, targets, self._landed)
        job.changed.connect(self._job_changed)
        self._started(job)

    def _landed(self, ids: dict[str, tuple[str, ...]]) -> None:
        for node_ids in ids.values():
            for node_id in node_ids:
                show(self._work.scene, node_id)

    def _job_changed(self, job: Job) -> None:
        if job.state is State.FAILED:
            self._problem.show(job.message, job.details)
        elif job.state is State.CANCELLED and job.message:
            self._problem.show(job.message)
        if job.ended:
            self._update_buttons()

    def _add_step(self) -> None:
        try:
            self.pipeline.add(self.method.operation_id, self.form.values)
        except UserError as error:
            self._problem.show(str(error))
        self.ui.pipelineButton.collapsed = False

    def _undo(self) -> None:
        self._work.undo.undo()
        self._update_buttons()

    def _load_sample(self) -> None:
        import SampleData

        node = SampleData.SampleDataLogic().downloadMRHead()
        if node is None:
            self._problem.show(_("The sample could not be downloaded. Check the network."))
            return
        self.ui.volumeSelector.setCurrentNode(node)

    def _schedule_preview(self) -> None:
        if self.ui.previewBox.checked:
            self._preview_timer.start(PREVIEW_DELAY_MS)
        else:
            self._preview_timer.stop()
            self._preview.clear()
            self._unfollow()

    def _follow(self, slice_node: Any) -> Any:
        """Scrolling the view renews its preview."""
        self._unfollow()
        tag = slice_node.AddObserver(
            vtk.vtkCommand.ModifiedEvent, lambda _caller, _event: self._schedule_preview()
        )
        self._followed = lambda: slice_node.RemoveObserver(tag)
        return slice_node

    def _unfollow(self) -> None:
        self._followed()
        self._followed = _nothing

    def _update_preview(self) -> None:
        volume = self.ui.volumeSelector.currentNode()
        entry = operation(self.method.operation_id)
        red = slicer.app.layoutManager().sliceWidget("Red")
        if volume is None or red is None:
            return
        if not entry.preview:
            self._problem.show(
                _("{title} cannot be previewed on one slice.").format(title=entry.title)
            )
            return
        self._problem.clear()
        values = self.form.values
        if "output" in values:
            values["output"] = "volume"  # a segmentation cannot lie over a single slice
        job = self._preview.update(volume, self._follow(red.mrmlSliceNode()), entry.id, values)
        job.changed.connect(self._job_changed)
        self._woken()


def _nothing() -> None:
    pass
