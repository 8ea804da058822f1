"""Folders of the subject hierarchy."""

from __future__ import annotations

from typing import Any

import slicer
import vtk


def folder_of(node: Any) -> int:
    """The item that a node lies under, the scene's own where it has no item; 0: no hierarchy."""
    hierarchy = _hierarchy(node)
    if hierarchy is None:
        return 0
    item = hierarchy.GetItemByDataNode(node)
    return int(hierarchy.GetItemParent(item) if item else hierarchy.GetSceneItemID())


def put_into_folder(node: Any, folder: int) -> None:
    """Put a node of the scene under an item, or at the top if that is gone; 0 does nothing."""
    hierarchy = _hierarchy(node)
    if hierarchy is None or not folder:
        return
    if not _exists(hierarchy, folder):
        folder = hierarchy.GetSceneItemID()
    item = hierarchy.GetItemByDataNode(node)
    if item:
        hierarchy.SetItemParent(item, folder)
    else:
        hierarchy.CreateItem(folder, node)


def _exists(hierarchy: Any, item: int) -> bool:
    items = vtk.vtkIdList()  # asking for the item itself logs an error where there is none
    hierarchy.GetItemChildren(hierarchy.GetSceneItemID(), items, True)
    return item == hierarchy.GetSceneItemID() or items.IsId(item) >= 0


def _hierarchy(node: Any) -> Any | None:
    return slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(node.GetScene())
