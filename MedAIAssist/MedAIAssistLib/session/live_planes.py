"""Voxel classification of the planes that slice views show, again after each stroke."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import LabelMap, Payload

from ..scene import labelmaps, preview, volumes
from ..scene.label_overlay import LabelOverlay
from .jobs import Job, Made, Request, State
from .scene_requests import NodeInput, Plane
from .session import Session

_AXES = "kji"


class LivePlanes:
    """Shows the classes of the voxels in slice views; results of other planes are left away.

    Args:
        scene: the vtkMRMLScene.
        session: runs the jobs.
    """

    def __init__(self, scene: Any, session: Session) -> None:
        self._scene, self._session = scene, session
        self._overlays: dict[str, LabelOverlay] = {}
        self._jobs: list[Job] = []
        self._showing = object()  # another one after each `clear`

    def update(
        self,
        volume: Any,
        strokes: Any,
        slice_nodes: Sequence[Any],
        operation_id: str,
        parameters: Mapping[str, Any],
    ) -> list[Job]:
        """Classify the planes anew, one after the other; what still waits is dropped.

        The engine gets the whole volume each time, as strokes may lie in any slice; what it has
        measured in it before, it still knows.
        """
        self._drop_jobs()
        given = NodeInput(volume), NodeInput(strokes)
        self._jobs = [
            self._session.submit(self._request(given, node, operation_id, dict(parameters)))
            for node in slice_nodes
        ]
        return self._jobs

    def clear(self) -> None:
        """The slice views look as before."""
        self._drop_jobs()
        self._showing = object()
        for overlay in self._overlays.values():
            overlay.clear()
        self._overlays = {}

    def _request(
        self,
        given: tuple[NodeInput, NodeInput],
        slice_node: Any,
        operation_id: str,
        parameters: dict[str, Any],
    ) -> Request:
        volume, strokes = given
        plane, name = _plane_of(slice_node), slice_node.GetLayoutName()
        parameters.update(probability="none", importance=False)
        showing = self._showing

        def read() -> Generator[Any, None, Mapping[str, Payload]]:
            node = volume.get()
            axis, index = preview.slice_shown(node, plane)
            parameters.update(plane_axis=_AXES[axis], plane=index)
            labels = yield from labelmaps.reading_segments(strokes.get(), None, node)
            return {"volume": volumes.read(node), "strokes": labels}

        def deliver(outputs: Mapping[str, Payload], _made: Made) -> Generator[Any, None, None]:
            result = outputs["segmentation"]
            if not isinstance(result, LabelMap):
                raise UserError("The operation gives no segmentation to show.")
            if showing is not self._showing:
                return
            overlay = self._overlays.setdefault(name, LabelOverlay(self._scene, name))
            yield from overlay.show(result)

        return Request(operation_id, parameters, read, deliver, "live classification")

    def _drop_jobs(self) -> None:
        """One that runs already soon ends; an engine that is loading libraries would be ended."""
        for job in self._jobs:
            if job.state is State.QUEUED:
                self._session.cancel(job)
        self._jobs = []


def _plane_of(slice_node: Any) -> Plane:
    rows = slice_node.GetSliceToRAS()
    return [[rows.GetElement(r, c) for c in range(4)] for r in range(4)]
