"""A detector of pictures on what a slice view shows, again with each frame or slice."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes, ModelRef, Payload

from ..scene import bridge, preview, volumes
from ..scene.box_overlay import BoxOverlay
from .jobs import Job, Made, Request, State
from .scene_requests import NodeInput
from .session import Session

DETECT = "detect.apply_detector"
_ALONG_K = 0  # array axis


@dataclass(frozen=True)
class Look:
    """What is looked for, and where.

    Attributes:
        volume, model: nodes; classes: of the model.
        parameters: of the operation.
    """

    volume: Any
    model: Any
    classes: tuple[str, ...]
    parameters: Mapping[str, Any]


class LiveBoxes:
    """Shows what a detector finds in one slice. One look at a time.

    Args:
        scene: the vtkMRMLScene.
        session: runs the jobs.

    Attributes:
        overlay: what is shown.
        count: of the boxes that were found last; seconds: from their frame to them.
    """

    def __init__(self, scene: Any, session: Session) -> None:
        self._session = session
        self._job: Job | None = None
        self._showing = object()  # another one after each `clear`
        self.overlay = BoxOverlay(scene)
        self.count, self.seconds = 0, 0.0

    @property
    def busy(self) -> bool:
        """A look is under way."""
        return self._job is not None and not self._job.ended

    @property
    def waiting(self) -> bool:
        """A look is still behind other jobs."""
        return self._job is not None and self._job.state is State.QUEUED

    def update(self, look: Look, index: int) -> Job:
        """Look at a slice along k."""
        self._job = self._session.submit(self._request(look, index))
        return self._job

    def clear(self) -> None:
        """The views look as before."""
        if self._job is not None and self._job.state is State.QUEUED:
            self._session.cancel(self._job)
        self._job = None
        self._showing = object()
        self.overlay.clear()

    def _request(self, look: Look, index: int) -> Request:
        volume, model = NodeInput(look.volume), NodeInput(look.model)
        showing, begun = self._showing, time.monotonic()

        def read() -> Generator[Any, None, Mapping[str, Payload]]:
            known = yield from bridge.reading(model.get(), ModelRef)
            return {"volume": preview.slab(volume.get(), _ALONG_K, index, 0), "model": known}

        def deliver(outputs: Mapping[str, Payload], _made: Made) -> Generator[Any, None, None]:
            found = outputs["boxes"]
            if not isinstance(found, Boxes):
                raise UserError("The detector gives no boxes to show.")
            yield
            if showing is self._showing:
                self.overlay.show(found, look.classes)
                self.count, self.seconds = len(found.centres), time.monotonic() - begun

        return Request(DETECT, dict(look.parameters), read, deliver, "live detection")


def slice_along_k(volume: Any, slice_node: Any) -> int | None:
    """The slice along k that a view shows; None if it shows the volume from another side.

    Raises:
        UserError: the volume holds no voxels, or its parent transform is not linear.
    """
    if volumes.image_of(volume).GetDimensions()[2] == 1:
        return 0
    rows = slice_node.GetSliceToRAS()
    plane = [[rows.GetElement(r, c) for c in range(4)] for r in range(4)]
    axis, index = preview.slice_shown(volume, plane)
    return index if axis == _ALONG_K else None
