"""A preview of one slice: a hidden volume over the slice views, replaced at each change."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Mapping
from typing import Any

import slicer

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Payload, Volume

from ..scene import preview, volumes
from ..scene.show import nodes_of
from ..scene.undo import Change
from .jobs import Job, Made, Request
from .scene_requests import NodeInput
from .session import Session

COMPOSITE = "vtkMRMLSliceCompositeNode"
MARGIN = 4
"""Slices taken along on each side, so that 3D operations see neighbours."""


class SlicePreview:
    """Shows what an operation would do to the slice a view shows.

    Args:
        scene: the vtkMRMLScene.
        session: runs the jobs.
    """

    def __init__(self, scene: Any, session: Session) -> None:
        self._scene = scene
        self._session = session
        self._job: Job | None = None
        self._node_id: str | None = None
        self._added = Change()
        self._under: dict[str, tuple[str | None, float]] = {}

    def update(
        self, volume_node: Any, slice_node: Any, operation_id: str, parameters: dict[str, Any]
    ) -> Job:
        """Compute the preview anew; one still on its way is dropped."""
        self._drop_job()
        source = NodeInput(volume_node)
        rows = slice_node.GetSliceToRAS()
        plane = [[rows.GetElement(r, c) for c in range(4)] for r in range(4)]

        def read() -> Generator[Any, None, Mapping[str, Payload]]:
            node = source.get()
            yield
            return {"volume": preview.slab(node, *preview.slice_shown(node, plane), MARGIN)}

        def deliver(outputs: Mapping[str, Payload], made: Made) -> Generator[Any, None, None]:
            result = outputs.get("volume")
            if not isinstance(result, Volume):
                raise UserError("Segmentations are not previewed. Apply the operation to see it.")
            axis, index = preview.slice_shown(source.get(), plane)
            single = preview.middle(result, axis, index, MARGIN)
            yield from self._show(dataclasses.replace(single, name="Preview"))

        request = Request(operation_id, parameters, read, deliver, "preview")
        self._job = self._session.submit(request)
        return self._job

    def clear(self) -> None:
        """Remove the preview; the slice views look as before it."""
        self._drop_job()
        for composite in nodes_of(self._scene, COMPOSITE):
            if composite.GetID() in self._under:
                node_id, opacity = self._under[composite.GetID()]
                composite.SetForegroundVolumeID(node_id)
                composite.SetForegroundOpacity(opacity)
        self._under = {}
        self._added.revert()
        self._node_id = None

    def _drop_job(self) -> None:
        if self._job is not None and not self._job.ended:
            self._session.cancel(self._job)
        self._job = None

    def _show(self, volume: Volume) -> Generator[Any, None, None]:
        added = self._added if self._scene.GetNodeByID(self._node_id or "") is None else None
        self._node_id = yield from volumes.write(self._scene, volume, self._node_id, change=added)
        node = self._scene.GetNodeByID(self._node_id)
        node.SetHideFromEditors(True)
        node.SetSaveWithScene(False)
        _like_background(self._scene, node)
        for composite in nodes_of(self._scene, COMPOSITE):
            if composite.GetForegroundVolumeID() != self._node_id:
                self._under[composite.GetID()] = (
                    composite.GetForegroundVolumeID(),
                    composite.GetForegroundOpacity(),
                )
                composite.SetForegroundVolumeID(self._node_id)
                composite.SetForegroundOpacity(1.0)


def _like_background(scene: Any, node: Any) -> None:
    """Filtered slices are compared with the original, so they get its window."""
    for composite in nodes_of(scene, COMPOSITE):
        background = scene.GetNodeByID(composite.GetBackgroundVolumeID() or "")
        source = background.GetDisplayNode() if background is not None else None
        target = node.GetDisplayNode()
        if isinstance(source, slicer.vtkMRMLScalarVolumeDisplayNode) and target is not None:
            if _similar(background, node):
                target.SetAutoWindowLevel(False)
                target.SetWindowLevel(source.GetWindow(), source.GetLevel())
            return


def _similar(background: Any, node: Any) -> bool:
    """Whether the result's values lie in the original's range; edges and z-scores do not."""
    low, high = background.GetImageData().GetScalarRange()
    own_low, own_high = node.GetImageData().GetScalarRange()
    return bool((own_high - own_low) > 0.3 * (high - low) and own_low >= low - 0.2 * (high - low))
