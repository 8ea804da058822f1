"""What the tasks have in common: inputs, a method with its form, Apply, undo, problems."""

from __future__ import annotations

from typing import Any

import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation, operations
from medaiassist_engine.contract.operations import Operation

from ..scene.show import background_of, nodes_of
from ..session.scene_session import SceneSession
from . import tab_order
from .enabling import enable
from .form import ParameterForm
from .made_line import MadeLine
from .method_box import MethodBox
from .node_selectors import settle
from .problem_line import ProblemLine
from .results import Results
from .sample import SampleButton
from .state import PanelState, choice_of, keep_choice, keep_values, values_of
from .task_inputs import TaskInputs
from .texts import catalog_text
from .trust import TRUST, remedy_of

BUNDLES = ("models.get_bundle", "models.look_at_bundle", "models.list_zoo")
"""Bring networks from elsewhere to the tasks that apply them; for `also`."""


class TaskPanel:
    """Choose inputs, an operation of the task and its parameters; apply, undo.

    A task with more to offer puts its widgets into `ui.optionsPlace` (above Apply) and
    `ui.morePlace` (below) before this class is initialised, and extends the methods.

    Attributes:
        first: the operation that is shown in a new scene; "" for the first of the list.

    Args:
        task: the part of the operations' ids before the dot.
        widget: loaded from Task.ui.
        work: the scene and its engine.
        results: runs what is asked for and shows what comes of it.
        views: offer the slices of the slice views as inputs.
        hidden: operations that are not in the list of methods.
        also: further tasks, and ids of single operations, that are.
    """

    first = ""

    def __init__(
        self,
        task: str,
        widget: Any,
        work: SceneSession,
        results: Results,
        views: bool = False,
        hidden: tuple[str, ...] = (),
        also: tuple[str, ...] = (),
    ) -> None:
        self.task, self.widget = task, widget
        self.ui = ui = slicer.util.childWidgetVariables(widget)
        self._work, self._results = work, results
        self._state: PanelState | None = None
        self._active = False
        self.problem = ProblemLine()
        ui.problemPlace.layout().addWidget(self.problem.widget)
        self.form = ParameterForm()
        ui.formPlace.layout().addWidget(self.form.widget)
        listed = [
            entry
            for entry in operations().values()
            if {entry.task, entry.id} & {task, *also} and entry.id not in hidden
        ]
        listed.sort(key=lambda entry: entry.task != task)  # its own first
        self.method = MethodBox(ui.methodBox, listed)
        self.inputs = TaskInputs(ui, work.scene, task, views)
        self.made = MadeLine(ui.madePlace, ui.madeLabel, ui.madeButton, results)
        self.sample = SampleButton(ui.sampleButton, self.problem, self._sample_loaded)
        settle(ui.volumeSelector, ui.volumeLabel.text)
        ui.applyButton.connect("clicked()", self._apply)
        ui.undoButton.connect("clicked()", lambda: results.undo(self.inputs.volume))
        ui.redoButton.connect("clicked()", lambda: results.redo(self.inputs.volume))
        self.method.changed.connect(self._method_changed)
        self.form.changed.connect(self._values_changed)
        self.inputs.changed.connect(self._inputs_changed)
        results.changed.connect(self._scene_changed)
        results.failed.connect(self._failed)

    @property
    def entry(self) -> Operation:
        """The chosen operation."""
        return operation(self.method.operation_id)

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene and follow them; None: stop following."""
        self._state, self._active = None, state is not None
        if state is None:
            self.inputs.show_state(None)
            return
        self.method.operation_id = choice_of(state, self.task, "operation") or self.first
        self.inputs.show_state(state)
        self._show_form(values_of(state, self.method.operation_id))
        self._state = state
        self._take_shown_volume()
        self.update()

    def close(self) -> None:
        """Let go of the scene."""
        self.inputs.where.close()

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        ui, undo = self.ui, self._work.undo
        ui.sampleButton.visible = (
            next(nodes_of(self._work.scene, "vtkMRMLVolumeNode"), None) is None
        )
        self.made.show(self.inputs.volume)
        self.form.offer_columns(self.inputs.rows.nodes)
        self.form.offer_models(self._work.scene)
        reason = self._reason(self.entry)
        ui.reasonLabel.text = reason
        ui.reasonLabel.visible = bool(reason)
        enable(ui.applyButton, reason, self._apply_tip())
        nothing = "" if undo.title else _("There is nothing to undo.")
        enable(ui.undoButton, nothing, _("Undo: {title}").format(title=undo.title))
        nothing = "" if undo.redo_title else _("There is nothing to do again.")
        enable(ui.redoButton, nothing, _("Redo: {title}").format(title=undo.redo_title))

    def _reason(self, entry: Operation) -> str:
        """Why an operation cannot be applied now; "" if it can."""
        return self.inputs.reason(entry)

    def _apply_tip(self) -> str:
        return str(_("Run the method; the input stays as it is."))

    def _target(self) -> Any | None:
        """The volume node that the result replaces; None for a new one."""
        return None

    def _labels(self) -> list[Any]:
        """Labels to align with those of the form."""
        ui = self.ui
        return [ui.volumeLabel, ui.whereLabel, ui.methodLabel, *self.inputs.rows.labels]

    def _below(self) -> list[Any]:
        """What the Tab key visits between the form and the end of the task."""
        return [self.ui.applyButton]

    def _show_form(self, values: dict[str, Any]) -> None:
        ui, entry = self.ui, self.entry
        ui.methodHelp.text = catalog_text(entry.help)
        ui.methodHelp.toolTip = entry.reference
        self.inputs.show(entry)
        self.form.show(entry, values)
        self.form.align_with(self._labels())
        above = [ui.volumeSelector, ui.madeButton, *self.inputs.rows.selectors]
        above += [ui.whereBox, ui.methodBox]
        tab_order.chain(ui.sampleButton, [*above, self.form.widget, *self._below()])

    def _method_changed(self) -> None:
        state = self._state
        self._show_form(values_of(state, self.method.operation_id) if state else {})
        if state is not None:
            keep_choice(state, self.task, "operation", self.method.operation_id)
        self._inputs_changed()

    def _values_changed(self) -> None:
        if self._state is not None:
            keep_values(self._state, self.method.operation_id, self.form.values)

    def _inputs_changed(self) -> None:
        self.problem.clear()
        self.update()

    def _scene_changed(self) -> None:
        self.inputs.refresh()
        self._take_shown_volume()
        self.update()

    def _take_shown_volume(self) -> None:
        """Who has chosen no volume means the one in the slice views."""
        shown = background_of(self._work.scene)
        if self._state is not None and self.inputs.volume is None and shown is not None:
            self.ui.volumeSelector.setCurrentNode(shown)

    def _failed(self, message: str, details: str) -> None:
        """Only the task that is shown tells it: what failed in another is in the list of jobs."""
        if self._active:
            self.problem.show(message, details, remedy_of(message, self.entry, self._trust))

    def _trust(self, fingerprint: str) -> None:
        self.form.values = {**self.form.values, TRUST: fingerprint}
        self._apply()

    def _apply(self) -> None:
        self._submit(self.entry, self.form.values)

    def _submit(self, entry: Operation, parameters: dict[str, Any]) -> None:
        self.problem.clear()
        self._results.submit(entry.id, parameters, self.inputs.given(entry), self._target())

    def _sample_loaded(self, node: Any) -> None:
        self.ui.volumeSelector.setCurrentNode(node)
        self._results.show(node)
