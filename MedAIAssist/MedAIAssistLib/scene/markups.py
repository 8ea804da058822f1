"""What points and boxes share: their nodes, and details kept where saving keeps them."""

from __future__ import annotations

import json
from typing import Any

import slicer

from medaiassist_engine.contract.errors import UserError


def described(values: dict[str, float | str | None]) -> str:
    """Details of a markup as JSON for its description, which Slicer's files keep; "" for none."""
    known = {name: value for name, value in values.items() if value is not None}
    return json.dumps(known, sort_keys=True, ensure_ascii=False) if known else ""


def details(description: str | None) -> dict[str, Any]:
    """The inverse of `described`; a description that people wrote gives no details."""
    if not (description or "").startswith("{"):
        return {}
    try:
        found = json.loads(description or "")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def add_to_folder(scene: Any, name: str, nodes: list[Any]) -> None:
    """Put nodes into a folder of this name in the subject hierarchy, made where it is missing."""
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    if hierarchy is None or not nodes:
        return
    first = hierarchy.GetItemByDataNode(nodes[0])
    parent = hierarchy.GetItemParent(first) if first else hierarchy.GetSceneItemID()
    folder = hierarchy.GetItemChildWithName(parent, name)
    if not folder or not hierarchy.IsItemLevel(folder, "Folder"):
        folder = hierarchy.CreateFolderItem(parent, name)
    for node in nodes:
        item = hierarchy.GetItemByDataNode(node)
        if item:
            hierarchy.SetItemParent(item, folder)
        else:
            hierarchy.CreateItem(folder, node)


def check_length(what: str, name: str, expected: int, found: int) -> None:
    """Raise a UserError unless there is one value for each of the markups."""
    if found != expected:
        raise UserError(f"'{name}' has {expected} positions but {found} {what}; give one for each.")
