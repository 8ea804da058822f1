"""Networks on the Classify tab: training, applying, explaining, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation

from ...scene.models import MODEL_KIND, name_after_file
from ...scene.network_files import KIND
from ...scene.weak import weak
from ...session.jobs import Job, Request
from ...session.scene_requests import NodeInput
from ..form import ParameterForm
from ..results import Results
from ..runner import Runner
from .answer_box import AnswerBox
from .augmentation_box import SHOW, AugmentationBox
from .network_box import LIST, NetworkBox
from .training_box import TRAININGS
from .training_part import DEVICE, TrainingPart

HIDDEN = (SHOW, LIST)
"""Operations that have a button or menu of their own in place of an entry in the list."""


class NetworkPart(TrainingPart):
    """Puts what networks need into the widgets of the tab.

    Args:
        ui: widgets of Task.ui and Classify.ui.
        runner, results, form: see `TrainingPart`.

    Attributes:
        models: the scene's networks.
    """

    def __init__(self, ui: Any, runner: Runner, results: Results, form: ParameterForm) -> None:
        super().__init__(runner, results, form, TRAININGS)
        self._table: Any = weak(None)
        self.augmentation = AugmentationBox(self._run)
        self.answers = AnswerBox(runner.work.scene, self._explain)
        label = qt.QLabel(_("Net&work"))
        self.models = NetworkBox(label, runner.work.session, self._failed)
        ui.modelsButton.layout().addRow(label, self.models.widget)
        ui.optionsPlace.layout().addWidget(self.augmentation.widget)
        ui.optionsPlace.visible = True
        for row, widget in enumerate((self.training.widget, self.answers.widget)):
            ui.morePlace.layout().insertWidget(row, widget)

    def show(self, entry: Operation) -> None:
        super().show(entry)
        self.augmentation.widget.visible = entry.id in TRAININGS

    def update(self, table: Any | None, values: Mapping[str, Any]) -> None:
        """Buttons that cannot be pressed say why.

        Args:
            table: node of the chosen cohort.
            values: of the form.
        """
        self._table = weak(table)
        self._ask()
        self.augmentation.update(table, values)
        self.answers.update()

    def land(self, nodes: list[Any]) -> Any | None:
        """Take the results of a job; gives the network among them."""
        self.answers.land(nodes)
        for node in nodes:
            if node.GetAttribute(MODEL_KIND) == KIND:
                name_after_file(node)
                self.models.node = node
                self.models.ask(again=True)
                return node
        return None

    def chosen_inputs(self) -> dict[str, NodeInput]:
        table = self._table.Get()
        return {} if table is None else {"table": NodeInput(table)}

    def lacking(self) -> str:
        return str(_("Choose the table of the interrupted training first."))

    def _ask(self, again: bool = False) -> None:
        """Also which networks there are."""
        super()._ask(again)
        if self._form.editor(DEVICE) is not None:
            self.models.ask()

    def _explain(self, operation: str, parameters: dict[str, Any], inputs: Any) -> None:
        self._results.submit(operation, parameters, inputs)

    def _run(self, request: Request) -> None:
        """Start what lands nowhere in the scene."""

        def submit() -> None:
            job = self._runner.work.session.submit(request)
            job.changed.connect(self._tell)
            self._runner.started(job)

        self._runner.when_ready(submit)

    def _tell(self, job: Job) -> None:
        if job.faulty:
            self._failed(job.message, job.details)

    def _failed(self, message: str, details: str = "") -> None:
        self._results.failed(message, details)
