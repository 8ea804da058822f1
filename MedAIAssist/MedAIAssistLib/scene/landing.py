"""Where a result lands: in the node it was meant for, if that still exists, else in a new one."""

from __future__ import annotations

from typing import Any

import slicer

from medaiassist_engine.contract.errors import UserError

from .hierarchy import folder_of, put_into_folder
from .undo import Change
from .weak import weak


class Landing:
    """The place of one result, found by weak references so that it survives what users do.

    Args:
        scene: the vtkMRMLScene.
        class_name: class of the node to write.
        node_id: node to replace in place, or None.
        beside: a node whose parent transform and subject hierarchy folder a new node shares.
        change: receives what to do to undo.
    """

    def __init__(
        self,
        scene: Any,
        class_name: str,
        node_id: str | None = None,
        beside: str | None = None,
        change: Change | None = None,
    ) -> None:
        self.scene = scene
        self._class_name = class_name
        self._existing = weak(scene.GetNodeByID(node_id) if node_id else None)
        self._beside = weak(scene.GetNodeByID(beside) if beside else None)
        self._change = change

    @property
    def existing(self) -> Any | None:
        """The node to replace, if it is still in the scene and of the class that is needed."""
        node = self._alive(self._existing)
        return node if node is not None and node.GetClassName() == self._class_name else None

    @property
    def beside(self) -> Any | None:
        return self._alive(self._beside)

    @property
    def parent(self) -> Any | None:
        """The transform node above the result; a non-linear one is left out for new nodes."""
        node = self.existing or self.beside
        if node is None or not node.IsA("vtkMRMLTransformableNode"):
            return None
        parent = node.GetParentTransformNode()
        if parent is None or node is self.existing or parent.IsTransformToWorldLinear():
            return parent
        return None

    def open(self, name: str) -> Any:
        """The existing node, noted for undo, or a new one that is not yet in the scene.

        Raises:
            UserError: the scene is just being closed.
        """
        if self.scene.IsClosing():
            raise UserError("The scene is being closed, so the result was not added. Run it again.")
        node = self.existing
        if node is None:
            node = getattr(slicer, self._class_name)()
            node.SetName(self.scene.GenerateUniqueName(name or "Result"))
        elif self._change is not None:
            self._change.replacing(node)
        return node

    def close(self, node: Any) -> str:
        """Add a new node to the scene in its place; the node's id."""
        if node.GetScene() is None:
            parent = self.parent
            self.scene.AddNode(node)
            if self._change is not None:
                self._change.created(node)
            if parent is not None and node.IsA("vtkMRMLTransformableNode"):
                node.SetAndObserveTransformNodeID(parent.GetID())
            if self.beside is not None:
                put_into_folder(node, folder_of(self.beside))
        return str(node.GetID())

    def _alive(self, reference: Any) -> Any | None:
        node = reference.Get()
        return node if node is not None and node.GetScene() is self.scene else None


def remove(scene: Any, node_id: str, change: Change | None = None) -> None:
    """Remove a node, which may be gone already."""
    node = scene.GetNodeByID(node_id)
    if node is None:
        return
    if change is not None:
        change.removing(node)
    scene.RemoveNode(node)
