"""Networks on the Classify tab: training, applying, explaining, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import parameters_of

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
from .device_titles import DeviceTitles
from .network_box import LIST, NetworkBox
from .training_box import TRAININGS, Asked, TrainingBox

HIDDEN = (SHOW, LIST)
"""Operations that have a button or menu of their own in place of an entry in the list."""

_DEVICE = "device"


class NetworkPart:
    """Puts what networks need into the widgets of the tab.

    Args:
        ui: widgets of Task.ui and Classify.ui.
        runner: the engine, and how jobs are started.
        results: lists results, and is told what went wrong.
        form: of the chosen method.

    Attributes:
        models: the scene's networks.
    """

    def __init__(self, ui: Any, runner: Runner, results: Results, form: ParameterForm) -> None:
        self._runner, self._results, self._form = runner, results, form
        self._entry: Operation | None = None
        self._table: Any = weak(None)
        self._keep_next = False
        scene, session = runner.work.scene, runner.work.session
        self.training = TrainingBox(scene, session.cancel, session.finish, self._again)
        self.augmentation = AugmentationBox(self._run)
        self.answers = AnswerBox(scene, self._explain)
        self.devices = DeviceTitles(session, self._label_devices)
        label = qt.QLabel(_("Net&work"))
        self.models = NetworkBox(label, session, self._failed)
        ui.modelsButton.layout().addRow(label, self.models.widget)
        ui.optionsPlace.layout().addWidget(self.augmentation.widget)
        ui.optionsPlace.visible = True
        for row, widget in enumerate((self.training.widget, self.answers.widget)):
            ui.morePlace.layout().insertWidget(row, widget)
        results.cleared.connect(self.training.forget)
        session.changed.connect(self._ask)

    def show(self, entry: Operation) -> None:
        """Another method is shown."""
        self._entry = entry
        self.augmentation.widget.visible = entry.id in TRAININGS
        self._ask(again=True)
        self._label_devices()

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

    def asked(self, entry: Operation, parameters: dict[str, Any], inputs: Any) -> None:
        """A job is about to be started."""
        if entry.id in TRAININGS:
            self.training.asked(entry.id, parameters, inputs)

    def follow(self, job: Job) -> None:
        """A job was started, here or elsewhere."""
        self.training.follow(job)
        if self._keep_next and job is self.training.job:
            self._keep_next = False
            self._runner.work.session.finish(job)

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

    def close(self) -> None:
        """Let go of the scene."""
        self._runner.work.session.changed.disconnect(self._ask)
        self.training.close()

    def _ask(self, again: bool = False) -> None:
        """Where the form has devices, what the engine has of them; and which networks there are."""
        if self._form.editor(_DEVICE) is not None:
            self.devices.ask(again)
            self.models.ask()

    def _again(self, asked: Asked, keep: bool) -> None:
        """Begin a training again; it goes on by itself, or ends at once with its best."""
        inputs = asked.inputs
        if not inputs:
            table = self._table.Get()
            if table is None:
                self._failed(str(_("Choose the table of the interrupted training first.")))
                return
            inputs = {"table": NodeInput(table)}
        self._keep_next = keep
        self.training.asked(asked.operation, asked.parameters, inputs)
        self._results.submit(asked.operation, asked.parameters, inputs)

    def _explain(self, operation: str, parameters: dict[str, Any], inputs: Any) -> None:
        self._results.submit(operation, parameters, inputs)

    def _label_devices(self) -> None:
        editor = self._form.editor(_DEVICE)
        if editor is None or self._entry is None:
            return
        choices = {p.name: p.choices for p in parameters_of(self._entry.parameters)}[_DEVICE]
        self.devices.label(editor.widget, choices)

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
