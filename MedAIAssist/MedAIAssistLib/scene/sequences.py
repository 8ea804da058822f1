"""Sequence payloads and sequence nodes of volumes, with the browser that plays them."""

from __future__ import annotations

from typing import Any

import numpy as np
import slicer
import vtk

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Sequence, Volume, matrix

from . import volumes
from .display import create_volume_display, window_level
from .landing import Landing
from .scalars import allocate, storable
from .steps import Steps, copying
from .transforms import node_to_world, to_vtk, world_to_local
from .undo import Change


def read(node: Any) -> Sequence:
    """A sequence of volumes; frames share the node's memory.

    The frames lie where the browser shows them: the parent transform of the shown volume counts.

    Raises:
        UserError: it has no frames, or frames that are not volumes.
        GeometryError: the shown volume's parent transform is not linear.
    """
    count = node.GetNumberOfDataNodes()
    frames = [node.GetNthDataNode(n) for n in range(count)]
    if not frames or not all(f.IsA("vtkMRMLVolumeNode") for f in frames):
        raise UserError(
            f"The sequence '{node.GetName()}' needs one volume or more and nothing else. "
            "Choose another sequence."
        )
    shown = shown_volume(node)
    above = np.eye(4) if shown is None else node_to_world(shown)
    return Sequence(
        frames=tuple(_moved(volumes.read(f), above) for f in frames),
        index=tuple(node.GetNthIndexValue(n) for n in range(count)),
        index_name=node.GetIndexName() or "",
        index_unit=node.GetIndexUnit() or "",
        name=node.GetName() or "",
    )


def shown_volume(node: Any) -> Any | None:
    """The volume node through which a browser shows the sequence, if there is one."""
    browser = _browser(node)
    return None if browser is None else browser.GetProxyNode(node)


def _browser(node: Any) -> Any | None:
    scene = node.GetScene()
    count = scene.GetNumberOfNodesByClass("vtkMRMLSequenceBrowserNode") if scene else 0
    browsers = (scene.GetNthNodeByClass(n, "vtkMRMLSequenceBrowserNode") for n in range(count))
    return next((b for b in browsers if b.IsSynchronizedSequenceNode(node, True)), None)


def _moved(volume: Volume, above: Any) -> Volume:
    world = above @ np.asarray(volume.ijk_to_ras)
    return Volume(volume.array, matrix(world), volume.name, volume.colour)


def write(
    scene: Any,
    sequence: Sequence,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
    browser: bool = True,
) -> Steps[str]:
    """Put a sequence into the scene in small steps; gives the sequence node's id.

    With `browser`, a new sequence also gets a browser node whose volume shows it. Else as
    `volumes.write`.

    Raises:
        UserError: frames and index values do not match, or an index value comes twice.
    """
    _check(sequence)
    landing = Landing(scene, "vtkMRMLSequenceNode", node_id, beside, change)
    images = []
    for frame in sequence.frames:
        array = np.asarray(frame.array)
        volumes.check(array, frame.name or sequence.name)
        image = vtk.vtkImageData()
        dtype = yield from storable(array, sequence.name)
        yield from copying(array, allocate(image, array.shape, dtype))
        images.append(image)
    shown = landing.existing and shown_volume(landing.existing)
    parent = shown.GetParentTransformNode() if shown else landing.parent if browser else None
    node = landing.open(sequence.name)
    modifying = node.StartModify()
    _fill(node, sequence, images, parent)
    node.EndModify(modifying)
    new = node.GetScene() is None
    sequence_id = landing.close(node)
    if browser and new:
        _show(scene, node, sequence, parent, change)
    return sequence_id


def _check(sequence: Sequence) -> None:
    if not sequence.frames or len(sequence.index) != len(sequence.frames):
        raise UserError(
            f"The sequence '{sequence.name}' has {len(sequence.frames)} frames and "
            f"{len(sequence.index)} index values; give one for each."
        )
    if len(set(sequence.index)) < len(sequence.index):
        raise UserError(
            f"Two frames of '{sequence.name}' have the same index value; number the frames."
        )


def _fill(node: Any, sequence: Sequence, images: list[Any], parent: Any | None) -> None:
    node.RemoveAllDataNodes()
    node.SetIndexName(sequence.index_name)
    node.SetIndexUnit(sequence.index_unit)
    node.SetNumericIndexValueTolerance(0.0)
    node.SetIndexType(node.NumericIndex if _numeric(sequence.index) else node.TextIndex)
    for frame, value, image in zip(sequence.frames, sequence.index, images, strict=True):
        # The sequence copies what it is given, so the image is handed over afterwards.
        empty = _empty_volume(frame, sequence.name)
        empty.SetIJKToRASMatrix(to_vtk(world_to_local(parent, frame.ijk_to_ras)))
        node.SetDataNodeAtValue(empty, value).SetAndObserveImageData(image)


def _numeric(index: tuple[str, ...]) -> bool:
    try:
        return bool(np.isfinite([float(value) for value in index]).all())
    except ValueError:
        return False


def _empty_volume(frame: Volume, name: str) -> Any:
    vector = np.ndim(frame.array) == 4
    node = slicer.vtkMRMLVectorVolumeNode() if vector else slicer.vtkMRMLScalarVolumeNode()
    node.SetName(frame.name or name)
    return node


def _show(
    scene: Any, node: Any, sequence: Sequence, parent: Any | None, change: Change | None
) -> None:
    shown = _empty_volume(sequence.frames[0], sequence.name)
    shown.SetName(scene.GenerateUniqueName(sequence.name or "Sequence"))
    scene.AddNode(shown)
    first = volumes.read(node.GetNthDataNode(0))
    window = volumes.COLOUR if first.colour else window_level(first.array)
    create_volume_display(shown, window)
    if parent is not None:
        shown.SetAndObserveTransformNodeID(parent.GetID())
    browser = slicer.vtkMRMLSequenceBrowserNode()
    browser.SetName(scene.GenerateUniqueName(f"{sequence.name or 'Sequence'} browser"))
    scene.AddNode(browser)
    browser.AddProxyNode(shown, node, False)
    browser.SetSelectedItemNumber(0)
    if change is not None:
        change.created(shown)
        change.created(browser)
