"""Handles for the box that is looked at, where it has no display of its own.

One ROI that is not listed anywhere takes the place of each such box in turn: a display for each
would cost every view a widget, and making and removing one with each step through a list would be
felt. What is done to it is done to the box.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import vtk

from .box_colours import Colour
from .box_display import shape
from .box_facts import ROI
from .weak import weak

Told = Callable[[Any], None]


class BoxHandles:
    """Follows one box.

    Args:
        scene: the vtkMRMLScene.
        started: called with the box when the user begins to drag.
        moved: called with the box while it changes.
        ended: called with the box when the user lets go.
    """

    def __init__(self, scene: Any, started: Told, moved: Told, ended: Told) -> None:
        self._scene = scene
        self._started, self._moved, self._ended = started, moved, ended
        self._box, self._proxy = weak(None), weak(None)
        self._observed: Any = weak(None)
        self._tags: list[int] = []
        self._passing = False
        self._before: bool | None = None  # whether the box could be dragged anyway

    @property
    def box(self) -> Any | None:
        """The box that is followed, while it is in the scene."""
        node = self._box.Get()
        return node if node is not None and node.GetScene() is self._scene else None

    def follow(self, box: Any | None, colour: Colour = (1.0, 1.0, 1.0)) -> None:
        """Let another box be dragged; None takes the handles away."""
        self._unfollow()
        self._give_back()
        self._box = weak(box)
        if box is None:
            self._hide()
        elif box.GetDisplayNode() is not None:
            self._hide()
            self._before = bool(box.GetDisplayNode().GetHandlesInteractive())
            box.GetDisplayNode().SetHandlesInteractive(True)
            self._observe(box)
        else:
            proxy = self._proxy_node()
            self.place()
            display = shape(proxy, colour)
            display.SetHandlesInteractive(True)
            display.SetVisibility(True)
            self._observe(proxy)

    def place(self) -> None:
        """The box has changed otherwise: put the handles where it is."""
        box, proxy = self.box, self._proxy.Get()
        if box is None or proxy is None or self._passing or box.GetDisplayNode() is not None:
            return
        self._passing = True
        try:
            parent = box.GetParentTransformNode()
            proxy.SetAndObserveTransformNodeID(parent.GetID() if parent is not None else None)
            if proxy.GetName() != box.GetName():
                proxy.SetName(box.GetName())
            if not _same(box, proxy):
                _copy(box, proxy)
        finally:
            self._passing = False

    def close(self) -> None:
        """Let go of the scene."""
        self._unfollow()
        self._give_back()
        proxy = self._proxy.Get()
        if proxy is not None and proxy.GetScene() is self._scene:
            self._scene.RemoveNode(proxy)

    def _give_back(self) -> None:
        box = self.box
        display = box.GetDisplayNode() if box is not None else None
        if display is not None and self._before is not None:
            display.SetHandlesInteractive(self._before)
        self._before = None

    def _hide(self) -> None:
        proxy = self._proxy.Get()
        if proxy is not None and proxy.GetScene() is self._scene:
            proxy.SetDisplayVisibility(False)

    def _proxy_node(self) -> Any:
        proxy = self._proxy.Get()
        if proxy is None or proxy.GetScene() is not self._scene:
            proxy = self._scene.CreateNodeByClass(ROI)
            proxy.UnRegister(None)
            proxy.SetHideFromEditors(True)
            proxy.SetSaveWithScene(False)
            self._scene.AddNode(proxy)
            proxy.CreateDefaultDisplayNodes()
            proxy.GetDisplayNode().SetSaveWithScene(False)
            self._proxy = weak(proxy)
        return proxy

    def _observe(self, node: Any) -> None:
        self._observed = weak(node)
        events = {
            node.PointStartInteractionEvent: lambda: self._tell(self._started),
            node.PointEndInteractionEvent: lambda: self._tell(self._ended),
            node.PointModifiedEvent: self._changed,
            vtk.vtkCommand.ModifiedEvent: self._changed,
        }
        self._tags = [
            node.AddObserver(event, lambda _caller, _event, act=act: act())
            for event, act in events.items()
        ]

    def _unfollow(self) -> None:
        node = self._observed.Get()
        if node is not None:
            for tag in self._tags:
                node.RemoveObserver(tag)
        self._tags = []

    def _tell(self, told: Told) -> None:
        if self.box is not None:
            told(self.box)

    def _changed(self) -> None:
        """The handles were dragged."""
        box, node = self.box, self._observed.Get()
        if box is None or self._passing:
            return
        if node is not box:
            if _same(node, box):
                return
            self._passing = True
            try:
                _copy(node, box)
            finally:
                self._passing = False
        self._moved(box)


def _copy(source: Any, target: Any) -> None:
    """Size first: Slicer rounds the position when it is set."""
    target.SetSize(*source.GetSize())
    matrix = vtk.vtkMatrix4x4()
    matrix.DeepCopy(source.GetObjectToNodeMatrix())
    target.SetAndObserveObjectToNodeMatrix(matrix)


def _same(one: Any, other: Any) -> bool:
    places = [node.GetObjectToNodeMatrix().GetData() for node in (one, other)]
    return bool(tuple(places[0]) == tuple(places[1]) and one.GetSize() == other.GetSize())
