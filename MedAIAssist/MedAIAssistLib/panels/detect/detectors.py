"""Detectors on the Detect tab: their training under way, the list of them, the devices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slicer.i18n import tr as _

from ...scene.detector_files import KIND
from ...scene.models import is_model
from ...session.scene_requests import NodeInput
from ..form import ParameterForm
from ..networks.training_part import TrainingPart
from ..results import Results
from ..runner import Runner
from .detector_box import DetectorBox
from .detector_texts import TRAIN

_NEEDED = ("table", "boxes")


class Detectors(TrainingPart):
    """Puts what detectors need into the widgets of the tab.

    Args:
        ui: widgets of Task.ui and Detect.ui.
        runner, results, form: see `TrainingPart`.

    Attributes:
        models: the scene's detectors.
    """

    def __init__(self, ui: Any, runner: Runner, results: Results, form: ParameterForm) -> None:
        super().__init__(runner, results, form, (TRAIN,))
        self._given: Mapping[str, NodeInput] = {}
        ui.morePlace.layout().insertWidget(0, self.training.widget)
        self.models = DetectorBox(ui.detectorLabel, lambda text: results.failed(text, ""))
        ui.detectorPlace.layout().addWidget(self.models.widget)

    def update(self, given: Mapping[str, NodeInput]) -> None:
        """Other inputs are chosen."""
        self._given = given

    def land(self, nodes: list[Any]) -> Any | None:
        """Take the results of a job; gives the detector among them."""
        for node in nodes:
            if is_model(node, KIND):
                self.models.land(node)
                return node
        return None

    def chosen_inputs(self) -> dict[str, NodeInput]:
        return dict(self._given) if all(slot in self._given for slot in _NEEDED) else {}

    def lacking(self) -> str:
        text = _("Choose 'Train a detector' and the tables of the interrupted training first.")
        return str(text)
