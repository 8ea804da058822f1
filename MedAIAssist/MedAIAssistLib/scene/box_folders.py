"""The folder that new boxes come into; undo takes it away with them, redo brings it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import slicer
import vtk

from .box_groups import is_box
from .hierarchy import folder_of, put_into_folder
from .undo import Change
from .weak import weak


class BoxFolder:
    """A folder of the subject hierarchy, made when the first box comes.

    Args:
        scene: the vtkMRMLScene.
        name: a number is put behind it where there is such a folder already.
        beside: the node whose folder the new one lies in, or None.
        change: receives what undoes it.
    """

    def __init__(
        self, scene: Any, name: str, beside: Any | None, change: Change | None = None
    ) -> None:
        self._scene, self._change = weak(scene), change
        self._name = name
        self._parent = folder_of(beside) if beside is not None else 0
        if is_box(beside):  # beside its folder, not in it
            hierarchy = hierarchy_of(scene)
            self._parent = int(hierarchy.GetItemParent(self._parent)) if hierarchy else 0
        self._nodes: list[Any] = []
        self.item = 0

    def begin(self) -> None:
        """A box is about to come: undo removes the folder after it."""
        if not self.item:
            self.make()
            if self._change is not None:
                self._change.add(_Made(self))

    def take(self, node: Any) -> None:
        """Put a node of the scene into the folder."""
        put_into_folder(node, self.item)
        self._nodes.append(weak(node))

    def filled(self) -> None:
        """All boxes are there."""
        if self.item and self._change is not None:
            self._change.add(_Filled(self))

    def make(self) -> None:
        """Make the folder, unless it is there."""
        hierarchy = hierarchy_of(self._scene.Get())
        if hierarchy is None or self.item in _items(hierarchy):
            return
        parent = self._parent if self._parent in _items(hierarchy) else hierarchy.GetSceneItemID()
        self.item = int(hierarchy.CreateFolderItem(parent, _free(hierarchy, parent, self._name)))

    def remove(self) -> None:
        """Remove the folder if nothing lies in it but what has left the scene."""
        hierarchy = hierarchy_of(self._scene.Get())
        if hierarchy is None or self.item not in _items(hierarchy):
            return
        for child in _children(hierarchy, self.item):
            node = hierarchy.GetItemDataNode(child)
            if node is not None and node.GetScene() is None:
                hierarchy.RemoveItem(child, False, False)
        if not hierarchy.GetNumberOfItemChildren(self.item):
            hierarchy.RemoveItem(self.item)

    def fill(self) -> None:
        """Put the nodes that were in it into it again."""
        for reference in self._nodes:
            node = reference.Get()
            if node is not None and node.GetScene() is not None:
                put_into_folder(node, self.item)


class _Made:
    """The folder was made."""

    size, node_id = 0, ""

    def __init__(self, folder: BoxFolder) -> None:
        self._folder = folder

    def revert(self) -> _Removed:
        self._folder.remove()
        return _Removed(self._folder)


class _Removed:
    """The folder was removed, unless something else lies in it."""

    size, node_id = 0, ""

    def __init__(self, folder: BoxFolder) -> None:
        self._folder = folder

    def revert(self) -> _Made:
        self._folder.make()
        return _Made(self._folder)


class _Filled:
    """The nodes came into the folder; undo finds it as it is, redo fills it."""

    size, node_id = 0, ""

    def __init__(self, folder: BoxFolder) -> None:
        self._folder = folder

    def revert(self) -> _Filled:
        self._folder.fill()
        return self


def hierarchy_of(scene: Any | None) -> Any | None:
    """The scene's subject hierarchy; None if the scene is gone or has none."""
    if scene is None:
        return None
    return slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)


def _items(hierarchy: Any) -> set[int]:
    listed = vtk.vtkIdList()
    hierarchy.GetItemChildren(hierarchy.GetSceneItemID(), listed, True)
    return {hierarchy.GetSceneItemID(), *(listed.GetId(n) for n in range(listed.GetNumberOfIds()))}


def _free(hierarchy: Any, parent: int, name: str) -> str:
    names = set(_names(hierarchy, parent))
    free, number = name, 1
    while free in names:
        number += 1
        free = f"{name} ({number})"
    return free


def _names(hierarchy: Any, parent: int) -> Iterable[str]:
    for child in _children(hierarchy, parent):
        if hierarchy.IsItemLevel(child, "Folder"):
            yield str(hierarchy.GetItemName(child))


def _children(hierarchy: Any, parent: int) -> list[int]:
    listed = vtk.vtkIdList()
    hierarchy.GetItemChildren(parent, listed, False)
    return [listed.GetId(n) for n in range(listed.GetNumberOfIds())]
