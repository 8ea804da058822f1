"""The check box that keeps the boxes of a detector over the frame or slice that is shown."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import qt
import slicer
import vtk
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ...scene import models
from ...scene.detector_files import read_facts
from ...session.jobs import Job, State
from ...session.live_boxes import LiveBoxes, Look, slice_along_k
from ...session.scene_session import SceneSession
from ..enabling import enable
from ..observers import Observers
from ..visible_slices import shows, visible_views

_PICTURES = 2  # dimensions
_LATE_MS = 500


class LiveDetection:
    """Drives the widgets of LiveBoxes.ui. Frames, scrolling and other settings renew the boxes.

    Args:
        ui: the widgets.
        chosen: gives a reason why live use is not possible, or "", the volume node, the
            detector's node and the parameters' values; the nodes are None while they are missing.
        started: called with each job.
    """

    def __init__(
        self,
        ui: Any,
        work: SceneSession,
        chosen: Callable[[], tuple[str, Any, Any, dict[str, Any]]],
        started: Callable[[Job], None],
    ) -> None:
        self._box, self._label = ui.liveBox, ui.liveLabel
        self._chosen, self._started = chosen, started
        self.live = LiveBoxes(work.scene, work.session)
        self._again = False
        self._observers = Observers(self.renew)
        self._timer = qt.QTimer()  # a frame modifies its node several times
        self._timer.setSingleShot(True)
        self._timer.connect("timeout()", self._update)
        self._late = qt.QTimer()  # whether a look still waits for another job
        self._late.setSingleShot(True)
        self._late.connect("timeout()", self._tell_wait)
        layout = slicer.app.layoutManager()
        if layout is not None:  # without a main window there is none
            layout.connect("layoutChanged(int)", self._layout_changed)
        self._box.connect("toggled(bool)", lambda _on: self.renew())
        self._tell("")

    @property
    def on(self) -> bool:
        return bool(self._box.checked)

    def update(self) -> None:
        """The box cannot be checked while something is missing; it says what."""
        reason, _look = self._looked_for()
        tip = _("Look for objects in each frame or slice that is shown. Nothing of it is kept.")
        enable(self._box, reason, str(tip))
        if reason and self.on:
            self.stop()

    def stop(self) -> None:
        """Take the boxes off the views."""
        self._box.checked = False
        self._rest()

    def renew(self) -> None:
        """Something changed: look again, if that is wanted, as soon as the last look is over."""
        if not self.on:
            self._rest()
        elif self.live.busy:
            self._again = True
        elif not self._timer.active:
            self._timer.start(0)

    def close(self) -> None:
        """Let go of the scene and the views."""
        self.stop()
        layout = slicer.app.layoutManager()
        if layout is not None:
            layout.disconnect("layoutChanged(int)", self._layout_changed)

    def _layout_changed(self, _layout: int) -> None:
        if self.on:
            self.renew()

    def _rest(self) -> None:
        self._timer.stop()
        self._late.stop()
        self._again = False
        self.live.clear()
        self._observers.let_go()
        self._tell("")

    def _update(self) -> None:
        self._again = False
        self._observers.let_go()
        reason, look = self._looked_for()
        if look is None:
            self._fail(reason)
            return
        self._observers.follow(
            look.volume,
            vtk.vtkCommand.ModifiedEvent,
            slicer.vtkMRMLVolumeNode.ImageDataModifiedEvent,
            slicer.vtkMRMLTransformableNode.TransformModifiedEvent,
        )
        views = visible_views()
        for node in itertools.chain.from_iterable(views):
            self._observers.follow(node, vtk.vtkCommand.ModifiedEvent)
        try:
            slices = [
                slice_along_k(look.volume, view)
                for view, composite in views
                if shows(composite, look.volume)
            ]
        except UserError as error:
            self._fail(str(error))
            return
        index = next((n for n in slices if n is not None), None)
        if index is None:
            self._fail(_("No slice view shows the slices of this volume as they were taken."))
            return
        job = self.live.update(look, index)
        self._late.start(_LATE_MS)
        job.changed.connect(self._looked)
        self._started(job)

    def _looked_for(self) -> tuple[str, Look | None]:
        """What to look for, or why frames cannot be looked at as they come."""
        reason, volume, model, parameters = self._chosen()
        if reason:
            return reason, None
        if volume is None or model is None:
            return str(_("Choose a detector and a volume.")), None
        try:
            facts = read_facts(models.read(model).path)
        except UserError as error:
            return str(error), None
        if len(facts.spacing) != _PICTURES:
            text = _("This detector looks at whole volumes; live use needs one of pictures.")
            return str(text), None
        return "", Look(volume, model, facts.classes, parameters)

    def _fail(self, reason: str) -> None:
        self.live.overlay.clear()
        self._tell(reason)

    def _looked(self, job: Job) -> None:
        if not job.ended or not self.on:
            return
        self._late.stop()
        if job.state is not State.DONE:
            self._fail(job.message)
        else:
            text, live = _("{count} boxes, {milliseconds} ms after their frame."), self.live
            self._tell(text.format(count=live.count, milliseconds=round(1000 * live.seconds)))
        if self._again:
            self._timer.start(0)

    def _tell_wait(self) -> None:
        """Boxes of a frame that is gone mislead while the next ones wait for another job."""
        if self.live.waiting:
            self._fail(_("Waiting for the engine, which starts or has another job."))

    def _tell(self, text: str) -> None:
        self._label.text = text
        self._label.visible = bool(text)
