"""LabelMap payloads into segmentation nodes: ids, names, colours and values stay as they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import numpy as np
import slicer
from numpy.typing import NDArray

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.numbered_segments import numbered_segment
from medaiassist_engine.contract.payloads import LabelMap, Segment

from .label_values import copying_only, found
from .landing import Landing
from .oriented import Grid, create, geometry_of
from .segmentation_content import Content, labelmap_name, put
from .steps import Steps
from .transforms import to_vtk, world_to_local
from .undo import Change

_LARGEST = np.iinfo(np.int32).max


def write(
    scene: Any,
    labels: LabelMap,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str]:
    """Put a label map into the scene as a segmentation, in small steps; gives the node's id.

    Voxels of values without a segment become 0; where the payload lists no segments, each value
    becomes one. Segments of one layer share a label map, as Slicer's own do. A reference volume
    (`beside`) also becomes the segmentation's reference geometry. Else as `volumes.write`.

    Raises:
        UserError: the array holds no integers, negative or too large values, or a segment names
            a layer that is not there, or two segments of a layer share a value.
    """
    array = _layered(labels)
    landing = Landing(scene, "vtkMRMLSegmentationNode", node_id, beside, change)
    world_to_local(landing.parent, labels.ijk_to_ras)  # refuse a non-linear parent before copying
    segments = labels.segments or (yield from _found_segments(array, labels.name))
    _check(segments, array, labels.name)
    largest = max((s.value for s in segments), default=0)
    dtype = next(t for t in (np.uint8, np.int16, np.int32) if largest <= np.iinfo(t).max)
    grid = Grid(array.shape[1:], np.asarray(labels.ijk_to_ras, dtype=np.float64))
    images = []
    for layer, voxels in enumerate(array):
        image, target = create(grid, dtype)
        yield from copying_only(voxels, target, [s.value for s in segments if s.layer == layer])
        images.append(image)
    return (yield from _land(landing, labels.name, segments, images, grid))


def _layered(labels: LabelMap) -> NDArray[Any]:
    array = np.asarray(labels.array)
    if array.dtype == np.bool_:
        array = array.view(np.uint8)
    if array.ndim not in (3, 4) or not array.size or array.dtype.kind not in "iu":
        raise UserError(
            f"The label map '{labels.name}' has shape {array.shape} and type {array.dtype}; it "
            "needs whole numbers along k, j and i, with layers before them where segments overlap."
        )
    array = array.astype(array.dtype.newbyteorder("="), copy=False)
    return array if array.ndim == 4 else array[None]


def _found_segments(array: NDArray[Any], name: str) -> Steps[tuple[Segment, ...]]:
    segments: list[Segment] = []
    for layer, voxels in enumerate(array):
        values = yield from found(voxels)
        segments += [
            replace(numbered_segment(v, f"{name or 'Label'} {v}", layer), id="")
            for v in values
            if v != 0
        ]
    return tuple(segments)


def _check(segments: tuple[Segment, ...], array: NDArray[Any], name: str) -> None:
    seen: set[tuple[int, int]] = set()
    for segment in segments:
        if not 0 < segment.value <= _LARGEST or not 0 <= segment.layer < len(array):
            raise UserError(
                f"Segment '{segment.name}' of '{name}' has the value {segment.value} in layer "
                f"{segment.layer}; values start at 1 and there are {len(array)} layers."
            )
        if (segment.layer, segment.value) in seen:
            raise UserError(
                f"Two segments of '{name}' have the value {segment.value}; give '{segment.name}' "
                "another value or another layer."
            )
        seen.add((segment.layer, segment.value))


def _land(
    landing: Landing, name: str, segments: tuple[Segment, ...], images: list[Any], grid: Grid
) -> Steps[str]:
    local = Grid(grid.shape, world_to_local(landing.parent, grid.matrix))
    for image in images:
        image.SetGeometryFromImageToWorldMatrix(to_vtk(local.matrix))
    geometry = slicer.vtkSegmentationConverter.SerializeImageGeometry(geometry_of(local))
    node = landing.open(name)
    put(node, Content(tuple(_identified(segments, images)), geometry, labelmap_name()))
    new = node.GetScene() is None
    node_id = landing.close(node)
    if landing.beside is not None and landing.beside.IsA("vtkMRMLScalarVolumeNode"):
        node.SetReferenceImageGeometryParameterFromVolumeNode(landing.beside)
    del node  # the user may remove it meanwhile
    # What is asked for again in the same step, Slicer draws there and then.
    yield
    written = landing.scene.GetNodeByID(node_id)
    if new and written is not None:
        written.CreateDefaultDisplayNodes()
        yield
    return node_id


def _identified(segments: tuple[Segment, ...], images: list[Any]) -> list[tuple[str, Any]]:
    taken = {s.id for s in segments}
    free = (name for n in count(1) if (name := f"Segment_{n}") not in taken)
    return [(s.id or next(free), _vtk_segment(s, images[s.layer])) for s in segments]


def _vtk_segment(segment: Segment, image: Any) -> Any:
    result = slicer.vtkSegment()
    result.SetName(segment.name)
    result.SetColor(*segment.color)
    result.SetLabelValue(segment.value)
    if segment.terminology:
        result.SetTerminology(segment.terminology)
    result.AddRepresentation(labelmap_name(), image)
    return result
