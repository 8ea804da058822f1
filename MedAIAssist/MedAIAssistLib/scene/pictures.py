"""Pictures of a volume, such as its HOG: they lie over it, half transparent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .provenance import how_made, input_node

_OPACITY = 0.5


def picture_of(node: Any) -> Any | None:
    """The volume that a volume is a picture of, such as its HOG; None for other volumes."""
    how = how_made(node)
    if how is None or how.operation.startswith("preprocess."):
        return None
    source = input_node(node, "volume")
    return source if source is not None and source.IsA("vtkMRMLVolumeNode") else None


def show_volume(scene: Any, node: Any, below: Any | None) -> None:
    """Make a volume the background of all slice views, or lay it over another."""
    for composite in _composites(scene):
        if below is None:
            composite.SetBackgroundVolumeID(node.GetID())
            continue
        composite.SetBackgroundVolumeID(below.GetID())
        composite.SetForegroundVolumeID(node.GetID())
        composite.SetForegroundOpacity(_OPACITY)


def foregrounds(scene: Any) -> dict[str, str]:
    """What lies over the background of each slice view: ids of volumes by that of the view."""
    return {c.GetID(): c.GetForegroundVolumeID() or "" for c in _composites(scene)}


def uncover(scene: Any, before: dict[str, str]) -> None:
    """Leave nothing over the background where what lay there is gone.

    Slicer itself puts any other volume in its place.
    """
    for composite in _composites(scene):
        node_id = before.get(composite.GetID(), "")
        if node_id and scene.GetNodeByID(node_id) is None:
            composite.SetForegroundVolumeID(None)
            composite.SetForegroundOpacity(0.0)


def _composites(scene: Any) -> Iterator[Any]:
    for n in range(scene.GetNumberOfNodesByClass("vtkMRMLSliceCompositeNode")):
        yield scene.GetNthNodeByClass(n, "vtkMRMLSliceCompositeNode")
