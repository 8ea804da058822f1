"""The Detect tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.payloads import Table

from ...scene import box_tables, cohorts
from ...scene.box_groups import is_box
from ...scene.box_table_rows import frame_of
from ...scene.models import is_model
from ...scene.show import nodes_of
from ...scene.tables import column_names
from ...session.jobs import Job
from ...session.live_boxes import DETECT
from ..results import Results
from ..runner import Runner
from ..scrolling import reveal
from ..slot_rows import selected_slots
from ..state import PanelState, keep_node, node_of
from ..task_panel import BUNDLES, TaskPanel
from ..task_widgets import LoadUI, task_widget
from .box_files import EXPORT, BoxFiles
from .comparing import Comparing
from .detector_texts import TRAIN
from .detectors import Detectors
from .live_detection import LiveDetection
from .review_section import ReviewSection
from .teaching import Teaching

BOXES = "boxes"
_BOX_SLOTS = (BOXES, "truth", "found")
"""Slots of tables of boxes."""


class DetectPanel(TaskPanel):
    """Find boxes, review them, learn from them.

    Args: as `TaskPanel`'s; `load` gives the widget of a .ui file, `runner` starts jobs, `woken` is
        called when the session has something to do.
    """

    first = "detect.blobs"  # needs neither examples nor a model

    def __init__(
        self, load: LoadUI, runner: Runner, results: Results, woken: Callable[[], None]
    ) -> None:
        widget = task_widget(load, options="LiveBoxes", more="Detect")
        super().__init__("detect", widget, runner.work, results, views=True, also=BUNDLES)
        ui, work = self.ui, runner.work
        ui.methodBox.toolTip = _("How to find boxes, or what to do with them.")
        self.review = ReviewSection(ui, work)
        self.teaching = Teaching(ui, work, results, self.review)
        self.comparing = Comparing(ui, runner, self.review)
        self.files = BoxFiles(
            ui, work, results, self.review, self._show_method, lambda: self.inputs.volume
        )
        self.detectors = Detectors(ui, runner, results, self.form)
        self.live = LiveDetection(ui, work, self._looked_for, lambda _job: woken())
        results.cleared.connect(self.live.stop)
        self.review.changed.connect(self._reviewed)
        self.review.undone.connect(self._step)
        self.teaching.landed.connect(self._taught)
        self.files.drawn.connect(self._drawn)
        for part in (self.teaching, self.files):
            part.failed.connect(self.problem.show)
        self.comparing.failed.connect(self.problem.show)
        self.detectors.models.changed.connect(self._detector_chosen)
        results.landed.connect(self._landed)
        self._show_form({})
        self.update()

    def show_state(self, state: PanelState | None) -> None:
        if state is None:
            self.live.stop()
        super().show_state(state)
        self.review.show_state(state)
        self.teaching.show_state(state)
        self.comparing.show_state(state)
        if state is not None:
            self.detectors.models.choose(node_of(state, self.task, "model"))
            self._choose_tables()
            self.review.refresh(self.inputs.volume)
            self.update()

    def close(self) -> None:
        self.live.close()
        super().close()
        self.review.close()
        self.teaching.close()
        self.files.close()
        self.detectors.close()

    def update(self) -> None:
        super().update()
        if self._state is not None:
            self.detectors.update(self.inputs.given(self.entry))
            self.review.update()
            self._update_parts()
            self.live.update()

    def job_started(self, job: Job) -> None:
        """A job was started, on this tab or elsewhere."""
        self.detectors.follow(job)

    def _update_parts(self) -> None:
        self.teaching.update()
        self.comparing.update()
        self.files.update()

    def _reason(self, entry: Operation) -> str:
        """Export works on boxes of the scene, or on a table of them."""
        if entry.id == EXPORT and self.inputs.volume is None:
            nodes = self.inputs.rows.nodes
            if nodes.get(BOXES) is not None or nodes.get("rois") is not None:
                return ""
            return str(_("Choose boxes of the scene, or a table of boxes."))
        return super()._reason(entry)

    def _inputs_changed(self) -> None:
        super()._inputs_changed()
        self.live.renew()
        if self._state is not None:
            self.review.refresh(self.inputs.volume)

    def _values_changed(self) -> None:
        super()._values_changed()
        self.live.renew()

    def _scene_changed(self) -> None:
        super()._scene_changed()
        if self._state is not None:
            self.comparing.refresh()
            self.review.refresh(self.inputs.volume)

    def _show_form(self, values: dict[str, Any]) -> None:
        super()._show_form(values)
        self.ui.optionsPlace.visible = self.entry.id == DETECT
        self.detectors.show(self.entry)
        self._choose_tables()

    def _show_method(self, operation_id: str) -> None:
        """Show the form of a method; boxes under review are its input."""
        self.method.operation_id = operation_id
        group = self.review.reviewing.group
        if operation_id == EXPORT and group is not None:
            for slot, node in (("rois", group.nodes[0]), (BOXES, None), ("table", None)):
                self.inputs.rows.choose(slot, node)
        reveal(self.ui.methodBox)

    def _choose_tables(self) -> None:
        """Cohorts where cohorts are wanted, boxes where boxes are."""
        if self._state is None:
            return
        for slot in selected_slots(self.entry):
            if slot.payload is Table and not slot.optional:
                kept = node_of(self._state, self.task, slot.name)
                fits = kept is not None and _suits(kept, slot.name)
                node = kept if fits else self._likely_table(slot.name)
                self.inputs.rows.choose(slot.name, node)

    def _likely_table(self, slot: str) -> Any | None:
        cohort = self.teaching.cohort
        if cohort is not None and slot in ("table", BOXES):
            return cohort if slot == "table" else cohort.GetNodeReference(box_tables.ROLE)
        listed = list(nodes_of(self._work.scene, "vtkMRMLTableNode"))
        return next((node for node in reversed(listed) if _suits(node, slot)), None)

    def _submit(self, entry: Operation, parameters: dict[str, Any]) -> None:
        self.live.stop()
        self.detectors.asked(entry, parameters, self.inputs.given(entry))
        super()._submit(entry, parameters)

    def _looked_for(self) -> tuple[str, Any, Any, dict[str, Any]]:
        """See `LiveDetection`."""
        nodes, values = self.inputs.rows.nodes, self.form.values
        model, where, reason = nodes.get("model"), self.inputs.where, ""
        if self.entry.id != DETECT:
            reason = str(_("Choose 'Apply a detector'."))
        elif nodes.get("table") is not None:
            reason = str(_("A table is chosen; live use needs a volume."))
        elif where.node is not None or where.plane is not None:
            reason = str(_("Live use looks at whole slices; do not limit it."))
        return reason, self.inputs.volume, model, values

    def _landed(self, nodes: list[Any]) -> None:
        """What was found comes under review; a detector is chosen to be applied."""
        found = next((node for node in nodes if is_box(node)), None)
        if found is not None and self._state is not None:
            self.review.choose(found)
            self.ui.reviewButton.collapsed = False
            reveal(self.ui.classBox)
        self.files.land(nodes)
        detector = self.detectors.land(nodes)
        if detector is not None and self._state is not None:
            keep_node(self._state, self.task, "model", detector)

    def _reviewed(self) -> None:
        self._update_parts()

    def _step(self, step: Callable[[], Any]) -> None:
        """Undo or redo what a review did; the views stay where they are."""
        step()
        self._results.changed()

    def _taught(self, cohort: Any, boxes: Any) -> None:
        """The tables are what training takes next."""
        if self._state is not None:
            keep_node(self._state, self.task, "table", cohort)
            keep_node(self._state, self.task, BOXES, boxes)
        if self.entry.id == TRAIN:
            self.inputs.rows.choose("table", cohort)
            self.inputs.rows.choose(BOXES, boxes)
        self._results.changed()

    def _drawn(self, node: Any) -> None:
        self.review.choose(node)
        self._results.changed()

    def _detector_chosen(self) -> None:
        node = self.detectors.models.node
        if node is None or self._state is None:
            return
        keep_node(self._state, self.task, "model", node)
        for slot in selected_slots(self.entry):
            if slot.name == "model" and is_model(node, slot.kind):
                self.inputs.rows.choose("model", node)


def _suits(node: Any, slot: str) -> bool:
    """Whether a table is what a slot wants: boxes, or a cohort with images."""
    if node.GetHideFromEditors():
        return False
    if slot in _BOX_SLOTS:
        return bool(frame_of(column_names(node)))
    return bool(node.GetAttribute(cohorts.ATTRIBUTE)) or "image" in column_names(node)
