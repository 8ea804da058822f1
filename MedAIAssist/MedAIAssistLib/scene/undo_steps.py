"""The single things that a change does to the scene, and how each is undone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from . import undo_content
from .hierarchy import folder_of, put_into_folder
from .references import references, set_references
from .weak import weak


class Step(Protocol):
    """One thing that was done to the scene.

    Attributes:
        size: bytes of content it holds on to.
        node_id: of the node, while it is in the scene; else "".
    """

    size: int

    @property
    def node_id(self) -> str: ...

    def revert(self) -> Step | None:
        """Undo it; the step that was done by that, None where there was nothing left to do."""


class Created:
    """A node was added."""

    size = 0

    def __init__(self, node: Any) -> None:
        self.reference = weak(node)

    @property
    def node_id(self) -> str:
        node = _in_scene(self.reference)
        return str(node.GetID()) if node is not None else ""

    def revert(self) -> Step | None:
        node = _in_scene(self.reference)
        if node is None:
            return None
        removed = Removed(node)
        scene = node.GetScene()
        scene.RemoveNode(node)
        for display in removed.displays:
            if display.GetScene() is scene:  # Slicer may have taken it along already
                scene.RemoveNode(display)
        return removed


class Removed:
    """A node is about to be removed, perhaps with its display nodes; both are held."""

    node_id = ""

    def __init__(self, node: Any) -> None:
        self._scene, self._node = weak(node.GetScene()), node
        self._folder = folder_of(node)
        self.displays = _displays(node)
        self.size = undo_content.size_of(node)

    def revert(self) -> Step | None:
        scene = self._scene.Get()
        if scene is None:
            return None
        for display in self.displays:
            if display.GetScene() is None:
                scene.AddNode(display)
        scene.AddNode(self._node)
        put_into_folder(self._node, self._folder)
        return Created(self._node)


class Links:
    """What new nodes refer to: removing them one by one cuts the links between them."""

    size = 0
    node_id = ""

    def __init__(self, steps: Iterable[Step]) -> None:
        nodes = [_in_scene(s.reference) for s in steps if isinstance(s, Created)]
        self._links = [(weak(node), references(node, "")) for node in nodes if node is not None]

    def revert(self) -> Step | None:
        for reference, ids in self._links:
            node = _in_scene(reference)
            if node is not None:
                set_references(node, "", {**references(node, ""), **ids})
        return None


class Replaced:
    """A node is about to get other content."""

    def __init__(self, node: Any) -> None:
        self._reference = weak(node)
        self._restore, self.size = undo_content.take(node)

    @property
    def node_id(self) -> str:
        node = _in_scene(self._reference)
        return str(node.GetID()) if node is not None else ""

    def revert(self) -> Step | None:
        node = _in_scene(self._reference)
        if node is None:
            return None
        opposite = Replaced(node)
        self._restore(node)
        return opposite


class Moved:
    """A node is about to come under another parent transform."""

    size = 0

    def __init__(self, node: Any) -> None:
        self._reference, self._parent = weak(node), weak(node.GetParentTransformNode())

    @property
    def node_id(self) -> str:
        node = _in_scene(self._reference)
        return str(node.GetID()) if node is not None else ""

    def revert(self) -> Step | None:
        node, parent = _in_scene(self._reference), _in_scene(self._parent)
        if node is None:
            return None
        opposite = Moved(node)
        node.SetAndObserveTransformNodeID(parent.GetID() if parent is not None else None)
        return opposite


def _in_scene(reference: Any) -> Any | None:
    node = reference.Get()
    return node if node is not None and node.GetScene() is not None else None


def _displays(node: Any) -> list[Any]:
    """The display nodes that belong to a node and lie in its scene."""
    if not node.IsA("vtkMRMLDisplayableNode"):
        return []
    displays = [node.GetNthDisplayNode(n) for n in range(node.GetNumberOfDisplayNodes())]
    return [d for d in displays if d is not None and d.GetScene() is node.GetScene()]
