"""Operations on nodes, for panels and scripts: submit or run, land, undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import slicer

from medaiassist_engine.contract.errors import UserError

from ..scene.undo import Change, UndoStack
from .failures import JobFailure
from .jobs import Job, State
from .scene_requests import NodeInput, scene_request
from .session import Session

Landed = Callable[[dict[str, tuple[str, ...]]], None]


class SceneSession:
    """A scene and the engine that works on it. Closing the scene cancels its jobs.

    Args:
        scene: the vtkMRMLScene.
        session: runs the jobs; its owner polls it.

    Attributes:
        undo: what the jobs changed, latest last.
    """

    def __init__(self, scene: Any, session: Session) -> None:
        self.scene = scene
        self.session = session
        self.undo = UndoStack()
        self._tag = scene.AddObserver(slicer.vtkMRMLScene.StartCloseEvent, self._scene_closing)

    def submit(
        self,
        operation_id: str,
        parameters: Mapping[str, Any],
        inputs: Mapping[str, NodeInput | Any],
        targets: Mapping[str, Any] | None = None,
        landed: Landed | None = None,
    ) -> Job:
        """Queue an operation.

        Args:
            inputs: nodes, or `NodeInput` for one segment of a segmentation, by input slot.
            targets: nodes to replace by output slot; new nodes are made for the others.
            landed: called with the result nodes' ids by output slot.
        """

        def on_landed(ids: dict[str, tuple[str, ...]], change: Change) -> None:
            self.undo.push(change)
            if landed is not None:
                landed(ids)

        given = {
            slot: node if isinstance(node, NodeInput) else NodeInput(node)
            for slot, node in inputs.items()
            if node is not None
        }
        ids = {slot: node.GetID() for slot, node in (targets or {}).items() if node is not None}
        request = scene_request(
            self.scene, operation_id, dict(parameters), given, targets=ids, landed=on_landed
        )
        return self.session.submit(request)

    def close(self) -> None:
        """End the engine and let go of the scene."""
        self.scene.RemoveObserver(self._tag)
        self.session.close()

    def _scene_closing(self, _scene: Any, _event: str) -> None:
        """The next scene may be another patient's: nothing of this one may land there."""
        self.session.cancel_all("The job was cancelled because the scene was closed.")
        self.undo.clear()

    def run(
        self,
        operation_id: str,
        inputs: Mapping[str, NodeInput | Any],
        targets: Mapping[str, Any] | None = None,
        timeout_s: float = float("inf"),
        **parameters: Any,
    ) -> dict[str, Any]:
        """Run an operation and wait for it, for scripts.

        Returns:
            Result nodes by output slot (a list where one slot made several nodes).

        Raises:
            UserError: it was cancelled.
            JobFailure: an input or parameter is wrong, or it failed; the text says what to do.
            TimeoutError: it has not ended in time.
        """
        found: dict[str, tuple[str, ...]] = {}
        job = self.submit(operation_id, parameters, inputs, targets, found.update)
        self.session.wait(job, timeout_s)
        if job.state is State.CANCELLED:
            raise UserError("The job was cancelled.")
        if job.state is State.FAILED:
            raise JobFailure(job.message, job.details)
        nodes = {slot: [self.scene.GetNodeByID(i) for i in ids] for slot, ids in found.items()}
        return {slot: one[0] if len(one) == 1 else one for slot, one in nodes.items()}
