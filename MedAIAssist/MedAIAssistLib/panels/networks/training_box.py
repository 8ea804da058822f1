"""A training under way: how far it is, its curve so far, and the ways to end it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.payloads import Chart

from ...session.jobs import Job, State
from ...session.scene_requests import NodeInput
from ..scrolling import reveal
from ..texts import catalog_text
from . import unfinished
from .live_curve import LiveCurve

TRAIN = "classify.train_network"
TRAININGS = (TRAIN, "classify.cross_validate_network")
_CURVE = "learning_curve"


@dataclass(frozen=True)
class Asked:
    """A training as it was asked for, so that it can be begun again."""

    operation: str
    parameters: dict[str, Any]
    inputs: dict[str, NodeInput]


class TrainingBox:
    """Hidden unless a training runs, or one has stopped before its end, here or in a Slicer that
    is gone.

    Args:
        scene: the vtkMRMLScene.
        cancel, finish: called with the job.
        again: called with what was asked, and whether its best is wanted at once.
        trainings: operations that are followed; the first of them can end with its best.

    Attributes:
        widget: to be put into a layout.
        curve: how it has gone so far.
        job: the training that was started last, until it is done.
    """

    def __init__(
        self,
        scene: Any,
        cancel: Callable[[Job], None],
        finish: Callable[[Job], None],
        again: Callable[[Asked, bool], None],
        trainings: tuple[str, ...] = TRAININGS,
    ) -> None:
        self._trainings = trainings
        self._cancel, self._finish, self._again = cancel, finish, again
        self.curve = LiveCurve(scene)
        self._scene = scene
        self._asked: Asked | None = None
        self._named: Job | None = None
        self.job: Job | None = None
        self.widget = qt.QWidget()
        layout = qt.QGridLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self.text = qt.QLabel()
        self.text.wordWrap = True
        self.text.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        self.first, self.second = qt.QPushButton(), qt.QPushButton()
        self.first.connect("clicked()", self._first_pressed)
        self.second.connect("clicked()", self._second_pressed)
        layout.addWidget(self.text, 0, 0, 1, 2)
        layout.addWidget(self.curve.widget, 1, 0, 1, 2)
        layout.addWidget(self.first, 2, 0)
        layout.addWidget(self.second, 2, 1)
        kept = unfinished.kept()
        if kept is not None and kept[0] in trainings:
            self.asked(*kept, {})
        self.update()

    def asked(self, operation: str, parameters: dict[str, Any], inputs: Any) -> None:
        """A training is about to be started."""
        self._asked = Asked(operation, dict(parameters), dict(inputs))

    def follow(self, job: Job) -> None:
        """Tell of a job, if it is a training."""
        if job.request.operation not in self._trainings:
            return
        self.job = job
        self.curve.begin()
        unfinished.keep(job.request.operation, job.request.parameters)
        job.shown.connect(self._shown)
        job.changed.connect(self._changed)
        self.update()
        reveal(self.second)

    def forget(self) -> None:
        """The scene was closed, or the user does not want to go on."""
        self.job = self._asked = None
        self.curve.clear()
        self.update()

    def update(self) -> None:
        """Show what there is to tell, and buttons for what can be done."""
        job, asked = self.job, self._asked
        self.widget.visible = job is not None or asked is not None
        if job is not None and not job.ended:
            self._tell_running(job)
        elif asked is not None:
            self._tell_stopped(asked)

    def _tell_running(self, job: Job) -> None:
        self.text.text = _phase_text(job)
        if job is not self._named:  # looking up the names takes time
            self._named = job
            self._name_running(job)
        self.first.enabled = job.in_engine and not job.finishing

    def _name_running(self, job: Job) -> None:
        tip = _("End the training now and save the network of its best epoch.")
        _name(self.first, _("Stop and keep the best"), tip)
        _name(self.second, _("Cancel"), _("End the training; it can go on later."))
        self.first.visible = job.request.operation == self._trainings[0]
        self.second.visible = True

    def _tell_stopped(self, asked: Asked) -> None:
        self._named = None
        _name(self.first, _("Go on"), _("Train on after the last epoch that was kept."))
        self.first.visible = True
        if not asked.inputs:
            self.text.text = _("A training was interrupted. Choose its table to go on.")
            _name(self.second, _("Forget it"), _("Do not offer it again."))
            self.second.visible = True
            return
        self.text.text = _stopped_text(self.curve.epochs)
        tip = _("Save the network of the best epoch so far, without training on.")
        _name(self.second, _("Keep its best"), tip)
        self.second.visible = asked.operation == self._trainings[0] and self.curve.epochs > 0

    def close(self) -> None:
        """Let go of the scene."""
        self.curve.clear()

    def _first_pressed(self) -> None:
        if self.job is not None and not self.job.ended:
            self._finish(self.job)
        elif self._asked is not None:
            self._again(self._asked, False)

    def _second_pressed(self) -> None:
        if self.job is not None and not self.job.ended:
            self._cancel(self.job)
        elif self._asked is not None and self._asked.inputs:
            self._again(self._asked, True)
        else:
            unfinished.forget()
            self.forget()

    def _shown(self, outputs: Mapping[str, Any]) -> None:
        """The curve so far."""
        chart = outputs.get(_CURVE)
        if not isinstance(chart, Chart) or self._scene.IsClosing():
            return
        self.curve.show(chart)

    def _changed(self, job: Job) -> None:
        if job is not self.job:
            return
        if job.ended:
            self.curve.end()
        if job.state is State.DONE:
            unfinished.forget()
            self.forget()
        self.update()


def _name(button: Any, text: str, tip: str) -> None:
    button.text, button.toolTip, button.enabled = text, tip, True


def _phase_text(job: Job) -> str:
    if job.finishing:
        return str(_("The best epoch is being kept…"))
    return catalog_text(job.phase) if job.phase else str(_("The training waits for its turn."))


def _stopped_text(epochs: int) -> str:
    if not epochs:
        return str(_("The training has stopped before its first epoch was kept."))
    return str(_("The training has stopped after epoch {count}.")).format(count=epochs)
