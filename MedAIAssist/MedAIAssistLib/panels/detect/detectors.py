"""Detectors on the Detect tab: their training under way, the list of them, the devices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import parameters_of

from ...scene.detector_files import KIND
from ...scene.models import is_model
from ...session.jobs import Job
from ...session.scene_requests import NodeInput
from ..form import ParameterForm
from ..networks.device_titles import DeviceTitles
from ..networks.training_box import Asked, TrainingBox
from ..results import Results
from ..runner import Runner
from .detector_box import DetectorBox
from .detector_texts import TRAIN

_DEVICE = "device"
_NEEDED = ("table", "boxes")


class Detectors:
    """Puts what detectors need into the widgets of the tab.

    Args:
        ui: widgets of Task.ui and Detect.ui.
        form: of the chosen method.

    Attributes:
        models: the scene's detectors.
    """

    def __init__(self, ui: Any, runner: Runner, results: Results, form: ParameterForm) -> None:
        self._runner, self._results, self._form = runner, results, form
        self._entry: Operation | None = None
        self._given: Mapping[str, NodeInput] = {}
        self._keep_next = False
        session = runner.work.session
        self.training = TrainingBox(
            runner.work.scene, session.cancel, session.finish, self._again, (TRAIN,)
        )
        ui.morePlace.layout().insertWidget(0, self.training.widget)
        self.models = DetectorBox(ui.detectorLabel, lambda text: results.failed(text, ""))
        ui.detectorPlace.layout().addWidget(self.models.widget)
        self.devices = DeviceTitles(session, self._label_devices)
        results.cleared.connect(self.training.forget)
        session.changed.connect(self._ask)

    def show(self, entry: Operation) -> None:
        """Another method is shown."""
        self._entry = entry
        self._ask(again=True)
        self._label_devices()

    def update(self, given: Mapping[str, NodeInput]) -> None:
        """Other inputs are chosen."""
        self._given = given

    def asked(self, entry: Operation, parameters: dict[str, Any], inputs: Any) -> None:
        """A job is about to be started."""
        if entry.id == TRAIN:
            self.training.asked(entry.id, parameters, inputs)

    def follow(self, job: Job) -> None:
        """A job was started, here or elsewhere."""
        self.training.follow(job)
        if self._keep_next and job is self.training.job:
            self._keep_next = False
            self._runner.work.session.finish(job)

    def land(self, nodes: list[Any]) -> Any | None:
        """Take the results of a job; gives the detector among them."""
        for node in nodes:
            if is_model(node, KIND):
                self.models.land(node)
                return node
        return None

    def close(self) -> None:
        """Let go of the scene."""
        self._runner.work.session.changed.disconnect(self._ask)
        self.training.close()

    def _ask(self, again: bool = False) -> None:
        if self._form.editor(_DEVICE) is not None:
            self.devices.ask(again)

    def _again(self, asked: Asked, keep: bool) -> None:
        """Begin a training again; it goes on by itself, or ends at once with its best."""
        inputs = asked.inputs or {s: n for s, n in self._given.items() if s in _NEEDED}
        if len(inputs) < len(_NEEDED):
            text = _("Choose 'Train a detector' and the tables of the interrupted training first.")
            self._results.failed(str(text), "")
            return
        self._keep_next = keep
        self.training.asked(asked.operation, asked.parameters, inputs)
        self._results.submit(asked.operation, asked.parameters, inputs)

    def _label_devices(self) -> None:
        editor = self._form.editor(_DEVICE)
        if editor is not None and self._entry is not None:
            choices = {p.name: p.choices for p in parameters_of(self._entry.parameters)}[_DEVICE]
            self.devices.label(editor.widget, choices)
