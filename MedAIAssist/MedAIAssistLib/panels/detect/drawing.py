"""Boxes that the user draws: placed in the views, along the voxels, into the group under review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ...scene.box_colours import class_colours
from ...scene.box_display import shape
from ...scene.box_facts import ACCEPTED, ROI, set_facts
from ...scene.box_folders import BoxFolder
from ...scene.box_grid import axes_of
from ...scene.boxes import NO_CLASS
from ...scene.hierarchy import put_into_folder
from ...scene.transforms import to_vtk, world_to_local
from ...scene.undo import Change
from ...scene.weak import weak


class Drawing:
    """Lets the user place one box after the other.

    Args:
        scene: the vtkMRMLScene.
        drawn: called with each box that was placed, and what undoes it.
        ended: called without arguments when the user stops.
    """

    def __init__(
        self, scene: Any, drawn: Callable[[Any, Change], None], ended: Callable[[], None]
    ) -> None:
        self._scene, self._drawn, self._ended = scene, drawn, ended
        self._node: Any = weak(None)
        self._change = Change()
        self._tags: list[tuple[Any, int]] = []

    @property
    def active(self) -> bool:
        """The user is about to place a box."""
        return self._node.Get() is not None

    def start(self, label: str, volume: Any | None, item: int, name: str) -> None:
        """Begin a box of a class.

        Args:
            volume: whose voxels it lies along, and whose transform it shares.
            item: folder that it comes into; 0 makes one of this name.
        """
        self.stop()
        self._change = Change(str(_("Draw box")))
        node = self._scene.AddNewNodeByClass(ROI, self._scene.GenerateUniqueName(label or NO_CLASS))
        self._node = weak(node)
        folder = BoxFolder(self._scene, name, volume, self._change)
        if item:
            put_into_folder(node, item)
        else:
            folder.begin()
            folder.take(node)
        self._change.created(node)
        _lay_along(node, volume)
        set_facts(node, label or NO_CLASS, float("nan"), ACCEPTED)
        colour = class_colours([label or NO_CLASS])[label or NO_CLASS]
        shape(node, colour).SetHandlesInteractive(True)
        interaction = _interaction()
        self._tags = [
            (interaction, interaction.AddObserver(
                interaction.EndPlacementEvent, self._placement_ended)),
        ]  # fmt: skip
        logic = slicer.modules.markups.logic()
        logic.SetActiveList(node)
        logic.StartPlaceMode(False)

    def stop(self) -> None:
        """Place no further box; one that has no place yet is taken away."""
        for watched, tag in self._tags:
            watched.RemoveObserver(tag)
        self._tags = []
        node = self._node.Get()
        self._node = weak(None)
        if node is None or node.GetScene() is None:
            return
        interaction = _interaction()
        if interaction.GetCurrentInteractionMode() == interaction.Place:
            interaction.SwitchToViewTransformMode()
        if not _placed(node):
            self._change.revert()

    def _placement_ended(self, _caller: Any, _event: str) -> None:
        node = self._node.Get()
        placed = node is not None and node.GetScene() is not None and _placed(node)
        change = self._change
        self.stop()
        if placed:
            self._drawn(node, change)
        self._ended()


def _placed(node: Any) -> bool:
    return bool(node.GetNumberOfDefinedControlPoints() and np.prod(node.GetSize()) > 0)


def _lay_along(node: Any, volume: Any | None) -> None:
    """Turn a box that has no place yet along the voxels of a volume."""
    if volume is None:
        return
    frame = np.eye(4)
    try:
        frame[:3, :3] = axes_of(volume)
    except UserError:  # no regular grid in the world: along the patient, then
        return
    parent = volume.GetParentTransformNode()
    node.SetAndObserveTransformNodeID(parent.GetID() if parent is not None else None)
    local = world_to_local(parent, frame)
    local[:3, :3] /= np.linalg.norm(local[:3, :3], axis=0)
    local[:3, 3] = 0
    node.SetAndObserveObjectToNodeMatrix(to_vtk(local))


def _interaction() -> Any:
    return slicer.app.applicationLogic().GetInteractionNode()
