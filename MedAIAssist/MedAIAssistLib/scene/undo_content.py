"""What a node holds, taken out and put back by reference: images are not copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import slicer
import vtk

from .references import references, set_references

OWN = "MedAIAssist."
"""Prefix of the attributes and reference roles that belong to a result's content."""

Restore = Callable[[Any], None]
"""Puts the content into the node it is given."""


def take(node: Any) -> tuple[Restore, int]:
    """What puts the node's present content back, and the bytes it holds on to."""
    names = [name for name in node.GetAttributeNames() if name.startswith(OWN)]
    attributes = {name: node.GetAttribute(name) for name in names}
    referred = references(node, OWN)
    restore, size = _content(node)

    def restore_all(target: Any) -> None:
        restore(target)
        _restore_attributes(target, attributes)
        set_references(target, OWN, referred)

    return restore_all, size


def size_of(node: Any) -> int:
    """Bytes of the node's images."""
    kinds = ("vtkMRMLVolumeNode", "vtkMRMLSegmentationNode", "vtkMRMLSequenceNode")
    return _content(node)[1] if any(node.IsA(kind) for kind in kinds) else 0


def _restore_attributes(node: Any, attributes: dict[str, str]) -> None:
    for name in node.GetAttributeNames():
        if name.startswith(OWN) and name not in attributes:
            node.RemoveAttribute(name)
    for name, value in attributes.items():
        node.SetAttribute(name, value)


def _content(node: Any) -> tuple[Restore, int]:
    if node.IsA("vtkMRMLVolumeNode"):
        return _volume_content(node)
    if node.IsA("vtkMRMLSegmentationNode"):
        return _segmentation_content(node)
    if node.IsA("vtkMRMLSequenceNode"):
        return _sequence_content(node)
    saved = getattr(slicer, node.GetClassName())()
    if node.IsA("vtkMRMLPlotChartNode") or node.IsA("vtkMRMLPlotSeriesNode"):
        saved.Copy(node)  # their content is mostly references, which CopyContent leaves out
        return (lambda n: n.Copy(saved)), 0
    saved.CopyContent(node)
    if node.IsA("vtkMRMLMarkupsROINode"):
        return _box_content(node, saved), 0
    return (lambda n: n.CopyContent(saved)), 0


def _box_content(node: Any, saved: Any) -> Restore:
    """Copying rounds the position to single precision, and leaves out what describes the box."""
    name, description = node.GetName(), node.GetDescription()
    place = vtk.vtkMatrix4x4()
    place.DeepCopy(node.GetObjectToNodeMatrix())

    def restore(target: Any) -> None:
        target.CopyContent(saved)
        target.SetName(name)
        target.SetDescription(description)
        target.GetObjectToNodeMatrix().DeepCopy(place)

    return restore


def _volume_content(node: Any) -> tuple[Restore, int]:
    image, display = node.GetImageData(), node.GetDisplayNode()
    ijk_to_ras = vtk.vtkMatrix4x4()
    node.GetIJKToRASMatrix(ijk_to_ras)
    shown = None
    if display is not None and hasattr(display, "GetAutoWindowLevel"):
        shown = display.GetAutoWindowLevel(), display.GetWindow(), display.GetLevel()

    def restore(target: Any) -> None:
        target.SetIJKToRASMatrix(ijk_to_ras)
        target.SetAndObserveImageData(image)
        if shown is not None and target.GetDisplayNode() is not None:
            target.GetDisplayNode().SetAutoWindowLevel(False)  # it would change what is set
            target.GetDisplayNode().SetWindowLevel(*shown[1:])
            target.GetDisplayNode().SetAutoWindowLevel(shown[0])

    return restore, image.GetActualMemorySize() * 1024 if image is not None else 0


def _segmentation_content(node: Any) -> tuple[Restore, int]:
    from . import segmentation_content

    content = segmentation_content.take(node.GetSegmentation())
    return (lambda n: segmentation_content.put(n, content)), content.size


def _sequence_content(node: Any) -> tuple[Restore, int]:
    items = [
        (node.GetNthIndexValue(n), node.GetNthDataNode(n))
        for n in range(node.GetNumberOfDataNodes())
    ]
    images = [frame.GetImageData() for _, frame in items if frame.IsA("vtkMRMLVolumeNode")]
    kind = node.GetIndexType(), node.GetIndexName(), node.GetIndexUnit()

    def restore(target: Any) -> None:
        target.RemoveAllDataNodes()
        target.SetIndexType(kind[0])
        target.SetIndexName(kind[1])
        target.SetIndexUnit(kind[2])
        for value, frame in items:
            target.SetDataNodeAtValue(frame, value)

    return restore, sum(image.GetActualMemorySize() * 1024 for image in images)
