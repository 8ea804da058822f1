"""A plane of labels over one slice view, in its label layer, gone again without a trace."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
import slicer

from medaiassist_engine.contract.payloads import LabelMap, Segment, Volume

from . import volumes
from .show import nodes_of
from .undo import Change

OPACITY = 0.4
_COMPOSITE = "vtkMRMLSliceCompositeNode"


class LabelOverlay:
    """What one view shows over its volume; hidden from the user's lists and from saving.

    Args:
        scene: the vtkMRMLScene.
        layout_name: of the slice view, such as "Red".
    """

    def __init__(self, scene: Any, layout_name: str) -> None:
        self._scene, self._layout_name = scene, layout_name
        self._added = Change()
        self._node_id: str | None = None
        self._colours_id: str | None = None
        self._before: tuple[str | None, float] | None = None

    @property
    def node(self) -> Any | None:
        """The label map volume; None while nothing is shown."""
        return self._scene.GetNodeByID(self._node_id or "")

    def show(self, labels: LabelMap) -> Generator[Any, None, None]:
        """Replace what is shown, in small steps."""
        array = np.asarray(labels.array).astype(np.int16)
        plane = Volume(array, labels.ijk_to_ras, "Live classification")
        kind = "vtkMRMLLabelMapVolumeNode"
        added = self._added if self.node is None else None
        self._node_id = yield from volumes.write(
            self._scene, plane, self._node_id, class_name=kind, change=added
        )
        node = self._scene.GetNodeByID(self._node_id)
        _keep_hidden(node)
        node.CreateDefaultDisplayNodes()
        node.GetDisplayNode().SetAndObserveColorNodeID(self._colours(labels.segments))
        composite = self._composite()
        if composite is not None and composite.GetLabelVolumeID() != self._node_id:
            self._before = composite.GetLabelVolumeID(), composite.GetLabelOpacity()
            composite.SetLabelVolumeID(self._node_id)
            composite.SetLabelOpacity(OPACITY)

    def clear(self) -> None:
        """The view looks as before."""
        composite = self._composite()
        if composite is not None and self._before is not None:
            if composite.GetLabelVolumeID() == self._node_id:
                composite.SetLabelVolumeID(self._before[0])
            composite.SetLabelOpacity(self._before[1])
        self._added.revert()
        self._node_id = self._colours_id = self._before = None

    def _composite(self) -> Any | None:
        found = (
            c for c in nodes_of(self._scene, _COMPOSITE) if c.GetLayoutName() == self._layout_name
        )
        return next(found, None)

    def _colours(self, segments: tuple[Segment, ...]) -> str:
        """Id of a colour table with the segments' names and colours."""
        table = self._scene.GetNodeByID(self._colours_id or "")
        if table is None:
            table = slicer.vtkMRMLColorTableNode()
            table.SetTypeToUser()
            _keep_hidden(table)
            self._colours_id = self._scene.AddNode(table).GetID()
            self._added.created(table)
        table.SetNumberOfColors(1 + max((s.value for s in segments), default=0))
        table.SetColor(0, "none", 0, 0, 0, 0)
        for segment in segments:
            table.SetColor(segment.value, segment.name, *segment.color, 1.0)
        return str(table.GetID())


def _keep_hidden(node: Any) -> None:
    node.SetHideFromEditors(True)
    node.SetSaveWithScene(False)
