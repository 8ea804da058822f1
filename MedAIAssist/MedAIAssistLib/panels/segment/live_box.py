"""The check box that keeps the slice views classified while strokes are painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import qt
import slicer
import vtk

from ...session.jobs import Job
from ...session.live_planes import LivePlanes
from ...session.scene_session import SceneSession
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
        self._unfollow: list[Callable[[], None]] = []
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
        self._let_go()

    def _update(self) -> None:
        chosen, views = self._chosen(), visible_slices()
        self._let_go()
        if chosen is None:
            self._planes.clear()
            return
        for node in views:
            self._follow(node, vtk.vtkCommand.ModifiedEvent)
        content = slicer.vtkSegmentation
        for event in (
            content.SourceRepresentationModified,
            content.SegmentAdded,
            content.SegmentRemoved,
            content.SegmentModified,
        ):
            self._follow(chosen.strokes, event)
        for job in self._planes.update(
            chosen.volume, chosen.strokes, views, chosen.operation_id, chosen.parameters
        ):
            self._started(job)

    def _follow(self, node: Any, event: Any) -> None:
        tag = node.AddObserver(event, lambda _caller, _event: self.renew())
        self._unfollow.append(partial(node.RemoveObserver, tag))

    def _let_go(self) -> None:
        for unfollow in self._unfollow:
            unfollow()
        self._unfollow = []
