"""Groups of boxes: the ROI nodes that lie in one folder of the subject hierarchy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import slicer

from .box_facts import ROI, STATUS
from .provenance import input_node
from .show import nodes_of

_SEARCHED = ("other", "volume")
"""Slots of the volume that boxes were found in; examples may be from the other one."""

_MOST_ASKED = 20


@dataclass(frozen=True)
class BoxGroup:
    """ROI nodes in one folder.

    Attributes:
        item: of the folder; the scene's own for boxes outside folders; 0 without a hierarchy.
        name: of the folder; "" outside folders.
        nodes: in the order in which they came.
    """

    item: int
    name: str
    nodes: tuple[Any, ...]


def groups(scene: Any) -> list[BoxGroup]:
    """All groups of the scene; those outside folders come last."""
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    found: dict[int, list[Any]] = {}
    for node in nodes_of(scene, ROI):
        if not node.GetHideFromEditors():
            found.setdefault(_folder(hierarchy, node), []).append(node)
    top = int(hierarchy.GetSceneItemID()) if hierarchy is not None else 0
    made = [
        BoxGroup(item, "" if item in (0, top) else str(hierarchy.GetItemName(item)), tuple(nodes))
        for item, nodes in found.items()
    ]
    return sorted(made, key=lambda group: not group.name)


def group_of(node: Any) -> BoxGroup:
    """The group that a ROI node of the scene lies in."""
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(node.GetScene())
    item = _folder(hierarchy, node)
    return next(group for group in groups(node.GetScene()) if group.item == item)


def newest(scene: Any) -> Any | None:
    """A box of the group that came last, of those that were found or reviewed; else None.

    Others may serve something else, such as cropping.
    """
    found = [group for group in groups(scene) if group.nodes[0].GetAttribute(STATUS)]
    return found[-1].nodes[0] if found else None


def is_box(node: Any | None) -> bool:
    """Whether a node is a box that is in a scene and shown to people."""
    return bool(
        node is not None
        and node.GetScene() is not None
        and node.IsA(ROI)
        and not node.GetHideFromEditors()
    )


def image_of_boxes(nodes: tuple[Any, ...]) -> Any | None:
    """The volume that boxes were found in, as the first of them know it; None where they do not."""
    for node in nodes[:_MOST_ASKED]:
        for slot in _SEARCHED:
            volume = input_node(node, slot)
            if volume is not None and volume.IsA("vtkMRMLVolumeNode"):
                return volume
    return None


def _folder(hierarchy: Any | None, node: Any) -> int:
    if hierarchy is None:
        return 0
    item = hierarchy.GetItemByDataNode(node)
    return int(hierarchy.GetItemParent(item) if item else hierarchy.GetSceneItemID())
