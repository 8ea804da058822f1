"""The Classify tab."""

from __future__ import annotations

from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.payloads import Table

from ...scene.extraction import extraction_of
from ...scene.models import CLASSIFIER, is_model
from ...session.jobs import Job
from ..diagnose.model_box import ModelBox
from ..diagnose.model_loading import describe_model, load_model
from ..diagnose.runs import DiagnoseRuns
from ..networks.part import HIDDEN, NetworkPart
from ..results import Results
from ..runner import Runner
from ..slot_rows import selected_slots
from ..state import PanelState, keep_node, node_of
from ..task_inputs import takes_either
from ..task_panel import BUNDLES, TaskPanel
from ..task_widgets import LoadUI, task_widget
from .case_counts import counts_text
from .likely_tables import likely_table
from .run_results import RunResults

TRAIN = "classify.train"
ALSO = ("cohort.join", "explain", *BUNDLES)  # features get their labels where they are needed


class ClassifyPanel(TaskPanel):
    """Validate, train, compare and explain, on tables; what comes of it in a list.

    Args: as `TaskPanel`'s; `load` gives the widget of a .ui file, `runner` starts jobs.
    """

    def __init__(self, load: LoadUI, runner: Runner, results: Results) -> None:
        widget = task_widget(load, more="Classify")
        super().__init__(
            "classify", widget, runner.work, results, views=True, hidden=HIDDEN, also=ALSO
        )
        self.networks = NetworkPart(self.ui, runner, results, self.form)
        self.loading = DiagnoseRuns(runner, results)
        ui = self.ui
        ui.methodBox.toolTip = _("What to do with the cases.")
        self.model = ModelBox(ui.modelLabel, self.load_model, results.show)
        ui.modelPlace.layout().addWidget(self.model.widget)
        self.counts = qt.QLabel()
        self.counts.wordWrap = True
        self.counts.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        ui.formPlace.layout().insertWidget(0, self.counts)
        self.runs = RunResults(ui, runner.work.scene, results, (self.task, "explain"))
        results.landed.connect(self._landed)
        self.networks.models.changed.connect(self._network_chosen)
        self._show_form({})
        self.update()

    def update(self) -> None:
        super().update()
        self.ui.sampleButton.visible = False  # a volume is no case table
        self._tell_counts()
        self.networks.update(self.inputs.rows.nodes.get("table"), self.form.values)
        self.runs.update()

    def show_state(self, state: PanelState | None) -> None:
        super().show_state(state)
        if state is not None:
            kept = node_of(state, self.task, "model")
            if kept is not None and is_model(kept):
                self.model.node = kept
            self.networks.models.choose(kept)
            self._choose_tables()
            self.runs.refresh()
            self.update()

    def close(self) -> None:
        super().close()
        self.networks.close()

    def job_started(self, job: Job) -> None:
        """A job was started, on this tab or elsewhere."""
        self.networks.follow(job)

    def load_model(self, path: str) -> None:
        """Load a model file and choose it."""
        self.problem.clear()
        try:
            load_model(self.loading, self._work.scene, path, self._choose_model)
        except UserError as error:
            self.problem.show(str(error))

    def _scene_changed(self) -> None:
        super()._scene_changed()
        self.runs.refresh()

    def _apply_tip(self) -> str:
        return str(_("Run it; tables and charts appear beside the slices and in the list below."))

    def _show_form(self, values: dict[str, Any]) -> None:
        super()._show_form(values)
        self.networks.show(self.entry)
        self._choose_tables()

    def _choose_tables(self) -> None:
        """Cases where cases are wanted, predictions where these are compared."""
        if self._state is None:
            return
        for slot in selected_slots(self.entry):
            known = node_of(self._state, self.task, slot.name) is not None
            if slot.payload is Table and not known and not takes_either(self.entry):
                node = likely_table(self._work.scene, self.entry, slot.name)
                self.inputs.rows.choose(slot.name, node)

    def _values_changed(self) -> None:
        super()._values_changed()
        self._tell_counts()
        self.networks.update(self.inputs.rows.nodes.get("table"), self.form.values)

    def _tell_counts(self) -> None:
        table = self.inputs.rows.nodes.get("table")
        text = counts_text(table, self.form.values) if table is not None else ""
        self.counts.text = text
        self.counts.visible = bool(text)

    def _submit(self, entry: Operation, parameters: dict[str, Any]) -> None:
        nodes = self.inputs.rows.nodes
        if self._state is not None:  # else the next method would take the newest table
            for name, node in nodes.items():
                keep_node(self._state, self.task, name, node)
        if entry.id == TRAIN and nodes.get("table") is not None:
            made = extraction_of(nodes["table"])
            if made is not None:
                parameters = {**parameters, "extraction": made.to_json()}
        self.networks.asked(entry, parameters, self.inputs.given(entry))
        super()._submit(entry, parameters)

    def _landed(self, nodes: list[Any]) -> None:
        model = describe_model(nodes)
        if model is not None:
            self._choose_model(model)
        network = self.networks.land(nodes)
        if network is not None:
            self._choose_model(network)
        self.runs.refresh()

    def _choose_model(self, node: Any) -> None:
        """For the methods that take a model of its kind, too."""
        if is_model(node):
            self.model.node = node
        if self._state is not None:
            keep_node(self._state, self.task, "model", node)
        for slot in selected_slots(self.entry):
            if slot.name == "model" and is_model(node, slot.kind or CLASSIFIER):
                self.inputs.rows.choose("model", node)

    def _network_chosen(self) -> None:
        if self.networks.models.node is not None:
            self._choose_model(self.networks.models.node)
