"""Cohorts in table nodes: found, marked, and tied to the nodes that their cells name."""

from __future__ import annotations

from typing import Any

import slicer

from medaiassist_engine.contract.cohorts import CASE, IMAGE, MASK, NODE, PATIENT, cells
from medaiassist_engine.contract.payloads import Column, Table

from .show import nodes_of

ATTRIBUTE = "MedAIAssist.Cohort"
"""Of table nodes that hold a cohort."""

LOADED = "MedAIAssist.LoadedFrom"
"""Of volumes and segmentations that were loaded for a case: the path."""

_LINK = "MedAIAssist.Cohort."
"""Reference role of a node that a cell names, followed by the id it had then."""


def mark(node: Any) -> None:
    """Make a table node a cohort."""
    node.SetAttribute(ATTRIBUTE, "1")


def named_node(table: Any, text: str) -> Any | None:
    """The node that a cell `node:<id>` means; None if it is gone, or the cell is a path.

    Loading a scene into another one may give the node a new id; the reference knows it.
    """
    if not text.startswith(NODE):
        return None
    node_id = text[len(NODE) :]
    found = table.GetNodeReference(_LINK + node_id)
    return found if found is not None else table.GetScene().GetNodeByID(node_id)


def link(table: Any, payload: Table) -> None:
    """Let the table node refer to all nodes that its cells name."""
    for column in (IMAGE, MASK):
        for text in cells(payload, column):
            node_id = text[len(NODE) :]
            role = _LINK + node_id
            if text.startswith(NODE) and not table.GetNodeReferenceID(role):
                table.SetNodeReferenceID(role, node_id)


def loaded(scene: Any, path: str, class_name: str) -> Any | None:
    """The node that was loaded from a path for a case, if it is in the scene."""
    listed = nodes_of(scene, class_name)
    return next((node for node in listed if node.GetAttribute(LOADED) == path), None)


def scene_cases(scene: Any, table: Any | None, known: Table | None) -> Table:
    """A row for each volume that the cohort has not, with the segmentation drawn on it."""
    paths = set(cells(known, IMAGE)) if known is not None else set()
    listed = [named_node(table, text) for text in paths] if table is not None else []
    rows = [
        (str(node.GetName()), NODE + node.GetID(), _segmentation_of(scene, node))
        for node in nodes_of(scene, "vtkMRMLVolumeNode")
        if _is_image(node) and node not in listed and node.GetAttribute(LOADED) not in paths
    ]
    names, images, masks = zip(*rows, strict=True) if rows else ((), (), ())
    texts = {CASE: names, IMAGE: images, MASK: masks, PATIENT: names}
    return Table(tuple(Column(name, None, tuple(cell)) for name, cell in texts.items()))


def _is_image(node: Any) -> bool:
    shown = not node.GetHideFromEditors() and node.GetImageData() is not None
    return bool(shown and not node.IsA("vtkMRMLLabelMapVolumeNode"))


def _segmentation_of(scene: Any, volume: Any) -> str:
    role = slicer.vtkMRMLSegmentationNode.GetReferenceImageGeometryReferenceRole()
    for node in nodes_of(scene, "vtkMRMLSegmentationNode"):
        if node.GetNodeReferenceID(role) == volume.GetID():
            return NODE + str(node.GetID())
    return ""
