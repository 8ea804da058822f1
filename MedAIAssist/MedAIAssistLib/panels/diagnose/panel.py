"""The Diagnose tab."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError

from ...scene.models import models
from ...scene.show import background_of
from ...session.scene_requests import NodeInput
from ..enabling import enable
from ..form import ParameterForm
from ..problem_line import ProblemLine
from ..results import Results
from ..runner import Runner
from ..scrolling import reveal
from ..state import (
    PanelState,
    choice_of,
    keep_choice,
    keep_node,
    keep_values,
    node_of,
    values_of,
)
from ..task_widgets import LoadUI
from .answer_section import SLOTS, AnswerSection
from .asked import Asked, fingerprint
from .case_source import ROW, VOLUME, CaseSource
from .keyboard import order
from .model_box import ModelBox
from .model_loading import load_model
from .predicting import MEASURED, PREDICT, Predicting
from .returning import Returning
from .runs import DiagnoseRuns
from .value_form import ValueForm

_ALONE = ("case", "pdf", "explained")
"""Parameters of the operation that the panel sets by itself."""


class DiagnosePanel:
    """Drives Diagnose.ui.

    Args:
        load: gives the widget of a .ui file.
        runner: the scene, its engine, and how jobs are started.
        results: shows nodes.
    """

    task = "diagnose"

    def __init__(self, load: LoadUI, runner: Runner, results: Results) -> None:
        self.widget = load("Diagnose")
        self.ui = ui = slicer.util.childWidgetVariables(self.widget)
        self._scene, self._results = runner.work.scene, results
        self._state: PanelState | None = None
        self.runs = DiagnoseRuns(runner, results)
        self.model = ModelBox(ui.modelLabel, self.load_model, results.show)
        self.source = CaseSource(ui, self._scene)
        self.values = ValueForm()
        self.options = ParameterForm()
        self.problem = ProblemLine()
        self.answer = AnswerSection(ui, self._scene, results)
        self._returning = Returning(self._scene)
        self.predicting = Predicting(self._scene, self.source, self.runs, self._kept)
        ui.modelPlace.layout().addWidget(self.model.widget)
        ui.valuesPlace.layout().addWidget(self.values.widget)
        ui.optionsPlace.layout().addWidget(self.options.widget)
        ui.problemPlace.layout().addWidget(self.problem.widget)
        self.options.show(operation(PREDICT), without=_ALONE)
        order(ui, self.model.widget, self.values.widget, self.options.widget)
        self._connect()
        self._show_model()

    def _connect(self) -> None:
        ui = self.ui
        ui.predictButton.connect("clicked()", self.predict)
        ui.explainedBox.connect("activated(int)", lambda _index: self._changed())
        self.model.changed.connect(self._model_chosen)
        self.source.changed.connect(self._source_changed)
        self.values.changed.connect(self._changed)
        self.options.changed.connect(self._options_changed)
        self.predicting.predicted.connect(self._predicted)
        self.predicting.measured.connect(self._measured)
        self.runs.changed.connect(self.update)
        self._results.failed.connect(self._failed)
        self._results.changed.connect(self._scene_changed)

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene and follow them; None: stop following."""
        self._state = None
        if state is None:
            return
        volume = state.volume if state.volume is not None else background_of(self._scene)
        self.source.where.refresh()
        self.source.show_volume(volume)
        newest = next(reversed(models(self._scene)), None)
        self.model.node = node_of(state, self.task, "model") or newest
        self.options.values = values_of(state, PREDICT)
        self._show_model()
        self.source.restore(state, self.task)
        typed = json.loads(choice_of(state, self.task, "typed") or "{}")
        self.values.show(self.source.typed_columns(), typed)
        self.answer.show_state(state, self.task)
        self._state = state
        self.update()

    def close(self) -> None:
        """Let go of the scene."""
        self.source.where.close()

    def load_model(self, path: str) -> None:
        """Load a model file and choose it."""
        self.problem.clear()
        try:
            load_model(self.runs, self._scene, path, self._loaded)
        except UserError as error:
            self.problem.show(str(error))

    def _loaded(self, node: Any) -> None:
        self.model.node = node
        self._model_chosen()

    def predict(self) -> None:
        """Predict the case, as the button does."""
        self.problem.clear()
        asked = self._asked()
        if self.source.kind == VOLUME:
            self.predicting.measure(asked)
        else:
            self.predicting.predict(asked)

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        ui, reason = self.ui, self._reason()
        ui.reasonLabel.text = reason
        ui.reasonLabel.visible = bool(reason)
        enable(ui.predictButton, reason, _("Predict this case and explain the answer."))
        self.source.tell_lacking()
        ui.valuesButton.visible = bool(self.source.typed_columns())
        self.answer.update(self._print())

    def _reason(self) -> str:
        if self.model.node is None:
            return str(_("Choose a model first, or load one."))
        if self.model.facts is None:
            return self.model.problem
        if self.runs.busy is not None:
            return str(_("Wait until '{title}' has ended.")).format(
                title=self.runs.busy.request.title
            )
        reason = self.source.reason() or self.values.problem
        if not reason and not self.source.gives and not self.values.typed:
            reason = str(_("Fill in at least one value."))
        return reason

    def _asked(self) -> Asked:
        facts = self.model.facts
        assert facts is not None
        parameters = {**self.options.values, "explained": self._explained()}
        return Asked(
            model=NodeInput(self.model.node),
            facts=facts,
            title=self.source.title,
            typed=dict(self.values.typed),
            cells=self.source.texts(),
            pictured=self.source.pictured(),
            parameters=parameters,
            print=self._print(),
        )

    def _print(self) -> str:
        source = self.source
        return fingerprint(
            self.model.node, source.kind, source.volume, source.where.node,
            source.where.place.segment_id, source.table if source.kind == ROW else None,
            source.row, self.values.typed, self._explained(),
        )  # fmt: skip

    def _explained(self) -> str:
        box = self.ui.explainedBox
        return str(box.currentText) if box.currentIndex > 0 else ""

    def _kept(self) -> Mapping[str, Any]:
        """The nodes of the last prediction, by output slot."""
        if self._state is None:
            return {}
        found = {slot: node_of(self._state, self.task, slot) for slot in (*SLOTS, MEASURED)}
        return {slot: node for slot, node in found.items() if node is not None}

    def _model_chosen(self) -> None:
        if self._state is not None:
            keep_node(self._state, self.task, "model", self.model.node)
        self.problem.clear()
        self._show_model()
        self.source.choose_likely()
        self._source_changed()

    def _show_model(self) -> None:
        self._returning.keep("model", self.model.node)
        facts, box = self.model.facts, self.ui.explainedBox
        self.source.show(facts)
        box.clear()
        box.addItems([_("automatic"), *(facts.classes if facts is not None else ())])
        self.values.show(self.source.typed_columns(), self.values.typed)

    def _source_changed(self) -> None:
        columns = self.source.typed_columns()
        if [c.name for c in columns] != self.values.names:
            self.values.show(columns, self.values.typed)
        self.values.give(self.source.texts())
        if self._state is not None:
            self.source.keep(self._state, self.task)
        self._changed()

    def _changed(self) -> None:
        if self._state is not None:
            keep_choice(self._state, self.task, "typed", json.dumps(self.values.typed))
        self.update()

    def _options_changed(self) -> None:
        if self._state is not None:
            keep_values(self._state, PREDICT, self.options.values)

    def _scene_changed(self) -> None:
        self.source.where.refresh()
        if self.model.node is None and self._state is not None:
            self.model.node = self._returning.back("model")
        self.update()

    def _measured(self, table: Any) -> None:
        if self._state is not None:
            keep_node(self._state, self.task, MEASURED, table)

    def _predicted(self, asked: Asked, nodes: Mapping[str, Any]) -> None:
        self.answer.land(asked, nodes)
        self._results.changed()
        reveal(self.ui.answerButton)

    def _failed(self, message: str, details: str) -> None:
        if self._state is not None:
            self.problem.show(message, details)
