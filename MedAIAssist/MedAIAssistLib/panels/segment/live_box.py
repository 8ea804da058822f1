"""The check box that keeps the slice views classified while strokes are painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import qt
import slicer
import vtk

from ...session.jobs import Job
from ...session.live_planes import LivePlanes
from ...session.scene_session import SceneSession
from ..observers import Observers
from ..visible_slices import visible_slices

DELAY_MS = 150


@dataclass(frozen=True)
class Chosen:
    """What is to be classified, and how."""

    volume: Any
    strokes: Any
    operation_id: str
    parameters: dict[str, Any]


class LiveBox:
    """Drives a QCheckBox. Strokes, scrolling and other settings renew what is shown.

    Args:
        box: the QCheckBox.
        chosen: gives what to classify; None while something is missing.
        started: called with each job.
    """

    def __init__(
        self,
        box: Any,
        work: SceneSession,
        chosen: Callable[[], Chosen | None],
        started: Callable[[Job], None],
    ) -> None:
        self._box, self._chosen, self._started = box, chosen, started
        self._planes = LivePlanes(work.scene, work.session)
        self._observers = Observers(self.renew)
        self._timer = qt.QTimer()  # a stroke modifies its segment several times
        self._timer.setSingleShot(True)
        self._timer.connect("timeout()", self._update)
        box.connect("toggled(bool)", lambda _on: self.renew())

    def stop(self) -> None:
        """Take the classes off the slice views."""
        self._box.checked = False
        self._rest()

    def renew(self) -> None:
        """Something changed: classify again soon, if that is wanted."""
        if self._box.checked:
            self._timer.start(DELAY_MS)
        else:
            self._rest()

    def _rest(self) -> None:
        self._timer.stop()
        self._planes.clear()
        self._observers.let_go()

    def _update(self) -> None:
        chosen, views = self._chosen(), visible_slices()
        self._observers.let_go()
        if chosen is None:
            self._planes.clear()
            return
        for node in views:
            self._observers.follow(node, vtk.vtkCommand.ModifiedEvent)
        content = slicer.vtkSegmentation
        self._observers.follow(
            chosen.strokes,
            content.SourceRepresentationModified,
            content.SegmentAdded,
            content.SegmentRemoved,
            content.SegmentModified,
        )
        for job in self._planes.update(
            chosen.volume, chosen.strokes, views, chosen.operation_id, chosen.parameters
        ):
            self._started(job)
