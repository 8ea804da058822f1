"""The Segment tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import parameters_of

from ...scene import models
from ...scene.models import is_model
from ...scene.network_files import KIND as NETWORK
from ...scene.provenance import how_made
from ...session.jobs import Job, State
from ...session.scene_requests import NodeInput
from ...session.scene_session import SceneSession
from ..node_selectors import settle
from ..results import Results
from ..state import PanelState, keep_node, keep_values, node_of, values_of
from ..task_panel import BUNDLES, TaskPanel
from ..task_widgets import LoadUI, task_widget
from ..where_box import SEGMENTATION
from .live_box import Chosen, LiveBox
from .stroke_editor import StrokeEditor, prepare_strokes

STROKES = "strokes"
LIVE = "segment.voxels"
SAVING = "segment.voxels_train"
APPLY = "segment.voxels_apply"
VOXELS = "voxel classifier"


class SegmentPanel(TaskPanel):
    """A task whose classes are painted in the panel, with the result shown while painting.

    Args: as `TaskPanel`'s; `load` gives the widget of a .ui file, `woken` is called when the
        session has something to do.
    """

    def __init__(
        self, load: LoadUI, work: SceneSession, results: Results, woken: Callable[[], None]
    ) -> None:
        super().__init__(
            "segment", task_widget(load, options="Strokes"), work, results, also=BUNDLES
        )
        self._woken = woken
        ui = self.ui
        rows = self.widget.layout()  # painting comes first, settings after it
        rows.insertWidget(rows.indexOf(ui.formPlace), ui.strokesBox)
        settle(ui.strokesSelector, ui.strokesLabel.text)
        self.editor = StrokeEditor(ui.editorPlace, work.scene)
        self.live = LiveBox(ui.liveBox, work, self._chosen, self._live_started)
        ui.strokesSelector.connect(
            "currentNodeChanged(vtkMRMLNode*)", lambda _node: self._strokes_changed()
        )
        ui.strokesSelector.connect(
            "nodeAddedByUser(vtkMRMLNode*)", lambda node: prepare_strokes(node, self.inputs.volume)
        )
        results.landed.connect(self._landed)
        self._tell("")
        self._show_form({})
        self.update()

    @property
    def strokes(self) -> Any | None:
        return self.ui.strokesSelector.currentNode()

    def show_state(self, state: PanelState | None) -> None:
        if state is None:
            self.live.stop()
            self.editor.rest()
        else:
            self.ui.strokesSelector.setCurrentNode(node_of(state, self.task, STROKES))
        super().show_state(state)
        self._show_editor()

    def close(self) -> None:
        self.live.stop()
        self.editor.rest()
        super().close()

    def update(self) -> None:
        super().update()
        self.ui.strokesBox.visible = self._painted(self.entry)

    def _painted(self, entry: Operation) -> bool:
        return any(slot.name == STROKES for slot in entry.inputs)

    def _reason(self, entry: Operation) -> str:
        if not self._painted(entry):
            return super()._reason(entry) or self._lacking(entry)
        where = self.inputs.where.node
        if where is not None and where.IsA(SEGMENTATION):
            return str(_("Voxel classification can be limited to a ROI only."))
        reason = super()._reason(entry)
        if not reason and self.strokes is None:
            reason = str(_("Choose the strokes, or create new ones, and paint."))
        return reason

    def _lacking(self, entry: Operation) -> str:
        """What a saved classifier's operation needs beside the volume."""
        if entry.id != APPLY:
            return ""
        if self.inputs.rows.nodes.get("model") is None and not self.form.values.get("file"):
            return str(_("Choose a saved classifier, or its file."))
        return ""

    def _below(self) -> list[Any]:
        return [self.ui.strokesSelector, self.ui.liveBox, *super()._below()]

    def _labels(self) -> list[Any]:
        return [*super()._labels(), self.ui.strokesLabel]

    def _strokes_changed(self) -> None:
        if self._state is not None:
            keep_node(self._state, self.task, STROKES, self.strokes)
        self._show_editor()
        self._inputs_changed()

    def _show_editor(self) -> None:
        """The editor is there while the tab is shown and there is something to paint on."""
        if self._state is not None and self.strokes is not None:
            self.editor.show(self.strokes, self.inputs.volume)
        else:
            self.editor.rest()

    def _inputs_changed(self) -> None:
        super()._inputs_changed()
        self._show_editor()
        self.live.renew()

    def _method_changed(self) -> None:
        super()._method_changed()
        self.live.renew()

    def _values_changed(self) -> None:
        super()._values_changed()
        self._share_values()
        self.update()
        self.live.renew()

    def _share_values(self) -> None:
        """What is learnt is the same, whether it is shown or saved."""
        if self._state is None or not self._painted(self.entry):
            return
        other = SAVING if self.entry.id == LIVE else LIVE
        known = {p.name for p in parameters_of(operation(other).parameters)}
        shared = {name: v for name, v in self.form.values.items() if name in known}
        keep_values(self._state, other, {**values_of(self._state, other), **shared})

    def _submit(self, entry: Operation, parameters: dict[str, Any]) -> None:
        if not self._painted(entry):
            super()._submit(entry, parameters)
            return
        if entry.id == LIVE:
            self.live.stop()
        self.problem.clear()
        given = {**self.inputs.given(entry), STROKES: NodeInput(self.strokes)}
        self._results.submit(entry.id, parameters, given)

    def _landed(self, nodes: list[Any]) -> None:
        """A classifier is called as its file; it, or a bundle, is chosen to be applied."""
        for node in nodes:
            made = how_made(node)
            bundle = is_model(node, NETWORK) and made is not None and made.operation in BUNDLES
            if not (bundle or is_model(node, VOXELS)):
                continue
            models.name_after_file(node)
            if self._state is not None:
                keep_node(self._state, self.task, "model", node)

    def _chosen(self) -> Chosen | None:
        entry = self.entry
        if not self._painted(entry) or self._reason(entry):
            return None
        known = {p.name for p in parameters_of(operation(LIVE).parameters)}
        values = {name: value for name, value in self.form.values.items() if name in known}
        return Chosen(self.inputs.volume, self.strokes, LIVE, values)

    def _live_started(self, job: Job) -> None:
        self._tell("")
        job.changed.connect(self._live_changed)
        self._woken()

    def _live_changed(self, job: Job) -> None:
        """What is missing while one begins to paint is no failure: it is told in passing."""
        if job.state is State.FAILED:
            self._tell(job.message)

    def _tell(self, missing: str) -> None:
        self.ui.liveLabel.text = missing
        self.ui.liveLabel.visible = bool(missing)
