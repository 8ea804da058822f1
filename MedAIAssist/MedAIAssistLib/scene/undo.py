"""Taking results back: each change knows how to put the scene back as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import slicer
import vtk

from .weak import weak

Revert = Callable[[], None]
OWN_ATTRIBUTES = "MedAIAssist."


class Change:
    """What one job changed in the scene. Nodes are held weakly: a change never keeps one alive.

    Attributes:
        title: for the menu, such as "Denoise MRHead".
        size: bytes of former content it holds on to.
    """

    def __init__(self, title: str = "") -> None:
        self.title = title
        self.size = 0
        self._reverts: list[Revert] = []

    def created(self, node: Any) -> None:
        """A node was added: undo removes it."""
        self._reverts.append(_if_alive(node, _remove))

    def removing(self, node: Any) -> None:
        """A node is about to be removed: undo adds it again, unless its scene is gone."""
        self._reverts.append(_if_alive(node.GetScene(), lambda scene: scene.AddNode(node)))

    def replacing(self, node: Any) -> None:
        """A node is about to get new content: undo puts the old back. Images are not copied."""
        attributes = {
            name: node.GetAttribute(name)
            for name in node.GetAttributeNames()
            if name.startswith(OWN_ATTRIBUTES)
        }
        restore, size = _content(node)
        self.size += size
        self._reverts.append(_if_alive(node, restore))
        self._reverts.append(_if_alive(node, lambda n: _restore_attributes(n, attributes)))

    def revert(self) -> None:
        """Undo, last step first; nodes that are gone are passed over."""
        while self._reverts:
            self._reverts.pop()()
        self.size = 0


class UndoStack:
    """The latest changes, at most `max_bytes` of former content; the oldest go first."""

    def __init__(self, max_bytes: int = 2 * 2**30) -> None:
        self._max_bytes = max_bytes
        self._changes: list[Change] = []

    def __len__(self) -> int:
        return len(self._changes)

    @property
    def title(self) -> str:
        """What would be undone next, or ""."""
        return self._changes[-1].title if self._changes else ""

    def push(self, change: Change) -> None:
        self._changes.append(change)
        while self._changes and sum(c.size for c in self._changes) > self._max_bytes:
            del self._changes[0]

    def undo(self) -> str:
        """Revert the latest change; its title, or "" where there is none."""
        if not self._changes:
            return ""
        change = self._changes.pop()
        change.revert()
        return change.title

    def clear(self) -> None:
        """Forget everything, as when the scene closes."""
        self._changes.clear()


def _if_alive(thing: Any, action: Callable[[Any], None]) -> Revert:
    """Do something with a scene that still exists, or a node that is still in one."""
    reference = weak(thing)

    def revert() -> None:
        alive = reference.Get()
        if alive is not None and (alive.IsA("vtkMRMLScene") or alive.GetScene() is not None):
            action(alive)

    return revert


def _remove(node: Any) -> None:
    scene = node.GetScene()
    shown = node.IsA("vtkMRMLDisplayableNode")
    count = node.GetNumberOfDisplayNodes() if shown else 0
    displays = [node.GetNthDisplayNode(n) for n in range(count)]
    scene.RemoveNode(node)
    for display in displays:
        if display is not None and display.GetScene() is scene:
            scene.RemoveNode(display)


def _restore_attributes(node: Any, attributes: dict[str, str]) -> None:
    for name in node.GetAttributeNames():
        if name.startswith(OWN_ATTRIBUTES) and name not in attributes:
            node.RemoveAttribute(name)
    for name, value in attributes.items():
        node.SetAttribute(name, value)


def _content(node: Any) -> tuple[Callable[[Any], None], int]:
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
    return (lambda n: n.CopyContent(saved)), 0


def _volume_content(node: Any) -> tuple[Callable[[Any], None], int]:
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
            target.GetDisplayNode().SetWindowLevel(*shown[1:])
            target.GetDisplayNode().SetAutoWindowLevel(shown[0])

    return restore, image.GetActualMemorySize() * 1024 if image is not None else 0


def _segmentation_content(node: Any) -> tuple[Callable[[Any], None], int]:
    from . import segmentation_content

    content = segmentation_content.take(node.GetSegmentation())
    return (lambda n: segmentation_content.put(n, content)), content.size


def _sequence_content(node: Any) -> tuple[Callable[[Any], None], int]:
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
