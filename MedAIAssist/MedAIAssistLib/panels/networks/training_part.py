"""What the tabs share that train networks: the training under way, and the form's devices."""

from __future__ import annotations

from typing import Any

from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import parameters_of

from ...session.jobs import Job
from ...session.scene_requests import NodeInput
from ..form import ParameterForm
from ..results import Results
from ..runner import Runner
from .device_titles import DeviceTitles
from .training_box import Asked, TrainingBox

DEVICE = "device"
"""The parameter that chooses one."""


class TrainingPart:
    """Follows a training, begins it again, and names the devices of the form.

    Args:
        runner: the engine, and how jobs are started.
        results: lists results, and is told what went wrong.
        form: of the chosen method.
        trainings: operations that are followed.
    """

    def __init__(
        self, runner: Runner, results: Results, form: ParameterForm, trainings: tuple[str, ...]
    ) -> None:
        self._runner, self._results, self._form = runner, results, form
        self._trainings = trainings
        self._entry: Operation | None = None
        self._keep_next = False
        session = runner.work.session
        self.training = TrainingBox(
            runner.work.scene, session.cancel, session.finish, self._again, trainings
        )
        self.devices = DeviceTitles(session, self._label_devices)
        results.cleared.connect(self.training.forget)
        session.changed.connect(self._ask)

    def show(self, entry: Operation) -> None:
        """Another method is shown."""
        self._entry = entry
        self._ask(again=True)
        self._label_devices()

    def asked(self, entry: Operation, parameters: dict[str, Any], inputs: Any) -> None:
        """A job is about to be started."""
        if entry.id in self._trainings:
            self.training.asked(entry.id, parameters, inputs)

    def follow(self, job: Job) -> None:
        """A job was started, here or elsewhere."""
        self.training.follow(job)
        if self._keep_next and job is self.training.job:
            self._keep_next = False
            self._runner.work.session.finish(job)

    def close(self) -> None:
        """Let go of the scene."""
        self._runner.work.session.changed.disconnect(self._ask)
        self.training.close()

    def chosen_inputs(self) -> dict[str, NodeInput]:
        """Nodes to go on with after a training whose inputs are not known any more; none if they
        are not chosen."""
        raise NotImplementedError

    def lacking(self) -> str:
        """What to do where there are none."""
        raise NotImplementedError

    def _ask(self, again: bool = False) -> None:
        """Where the form has devices, what the engine has of them."""
        if self._form.editor(DEVICE) is not None:
            self.devices.ask(again)

    def _again(self, asked: Asked, keep: bool) -> None:
        """Begin a training again; it goes on by itself, or ends at once with its best."""
        inputs = asked.inputs or self.chosen_inputs()
        if not inputs:
            self._results.failed(self.lacking(), "")
            return
        self._keep_next = keep
        self.training.asked(asked.operation, asked.parameters, inputs)
        self._results.submit(asked.operation, asked.parameters, inputs)

    def _label_devices(self) -> None:
        editor = self._form.editor(DEVICE)
        if editor is not None and self._entry is not None:
            choices = {p.name: p.choices for p in parameters_of(self._entry.parameters)}[DEVICE]
            self.devices.label(editor.widget, choices)
