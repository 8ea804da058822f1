"""LabelMap payloads from segmentation nodes; `segmentation_writing` is the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import slicer
from numpy.typing import NDArray

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import LabelMap, Segment, matrix

from .label_values import only
from .oriented import Grid, geometry_of, grid_of, sampled
from .segmentation_content import geometry_name, labelmap_name
from .steps import Steps, blocks, finish
from .transforms import node_to_world, relative
from .volumes import image_of, index_to_world


def read(
    node: Any, segment_ids: Sequence[str] | None = None, reference_volume: Any | None = None
) -> LabelMap:
    """`reading` without pauses."""
    return finish(reading(node, segment_ids, reference_volume))


def reading(
    node: Any, segment_ids: Sequence[str] | None = None, reference_volume: Any | None = None
) -> Steps[LabelMap]:
    """A segmentation as a label map, in small steps.

    The grid is the reference volume's, else the segmentation's own reference geometry, else the
    smallest that holds all segments; its matrix leads to world RAS mm. Label values are kept. The
    array is (k, j, i), or (layer, k, j, i) where segments overlap or share a value.

    Raises:
        UserError: no segments, or an id that is not there.
        GeometryError: a parent transform is not linear.
    """
    to_world = node_to_world(node)
    segmentation = _with_labelmaps(node)
    ids = _chosen(node, segmentation, segment_ids)
    grid = _grid(segmentation, node, reference_volume)
    layers: list[NDArray[Any]] = []
    segments: list[Segment] = []
    for image, members in _by_image(segmentation, ids):
        array = yield from sampled(image, grid)
        values = [segmentation.GetSegment(i).GetLabelValue() for i in members]
        layers.append((yield from only(array, values)))
        segments += [_segment(segmentation.GetSegment(i), i, len(layers) - 1) for i in members]
    array, segments = yield from _merged(layers, segments)
    segments.sort(key=lambda s: ids.index(s.id))
    return LabelMap(array, matrix(to_world @ grid.matrix), tuple(segments), node.GetName() or "")


def _with_labelmaps(node: Any) -> Any:
    """The node's segmentation; where it has only surfaces, a copy with label maps."""
    segmentation = node.GetSegmentation()
    if not segmentation.GetNumberOfSegments():
        raise UserError(f"The segmentation '{node.GetName()}' has no segments. Add one first.")
    if segmentation.ContainsRepresentation(labelmap_name()):
        return segmentation
    copy = slicer.vtkSegmentation()
    copy.DeepCopy(segmentation)
    if not copy.CreateRepresentation(labelmap_name()):
        raise UserError(
            f"The segmentation '{node.GetName()}' could not be converted to a label map. "
            "Convert it in the Segmentations module first."
        )
    return copy


def _chosen(node: Any, segmentation: Any, segment_ids: Sequence[str] | None) -> list[str]:
    known = list(segmentation.GetSegmentIDs())
    chosen = known if segment_ids is None else list(segment_ids)
    for segment_id in chosen:
        if segment_id not in known:
            raise UserError(
                f"The segmentation '{node.GetName()}' has no segment '{segment_id}'; "
                f"it has: {', '.join(known)}."
            )
    return chosen


def _grid(segmentation: Any, node: Any, reference_volume: Any | None) -> Grid:
    if reference_volume is not None:
        i, j, k = image_of(reference_volume).GetDimensions()
        local = relative(node_to_world(node), index_to_world(reference_volume))
        return Grid((k, j, i), local)
    serialised = segmentation.GetConversionParameter(geometry_name())
    if not serialised:
        serialised = segmentation.DetermineCommonLabelmapGeometry(
            segmentation.EXTENT_UNION_OF_SEGMENTS
        )
    image = slicer.vtkOrientedImageData()
    slicer.vtkSegmentationConverter.DeserializeImageGeometry(serialised, image, False)
    grid = grid_of(image)
    if not min(grid.shape) > 0:
        raise UserError(
            f"The segmentation '{node.GetName()}' is empty and has no reference geometry. "
            "Choose a reference volume."
        )
    return grid_of(geometry_of(grid))


def _by_image(segmentation: Any, ids: list[str]) -> list[tuple[Any, list[str]]]:
    groups: dict[Any, list[str]] = {}
    for segment_id in ids:
        image = segmentation.GetSegment(segment_id).GetRepresentation(labelmap_name())
        groups.setdefault(image, []).append(segment_id)
    return list(groups.items())


def _segment(segment: Any, segment_id: str, layer: int) -> Segment:
    return Segment(
        value=segment.GetLabelValue(),
        name=segment.GetName() or "",
        id=segment_id,
        color=tuple(segment.GetColor()),
        terminology=segment.GetTerminology() or "",
        layer=layer,
    )


def _merged(
    layers: list[NDArray[Any]], segments: list[Segment]
) -> Steps[tuple[NDArray[Any], list[Segment]]]:
    """One layer where values differ and no voxel is in two segments, else a stack of layers."""
    if len(layers) == 1:
        return layers[0], segments
    dtype = np.result_type(*layers)
    stack = np.empty((len(layers), *layers[0].shape), dtype)
    overlap = len({s.value for s in segments}) < len(segments)
    for k, j in blocks(layers[0].shape, 2 * dtype.itemsize * len(layers)):
        for target, layer in zip(stack, layers, strict=True):
            target[k, j] = layer[k, j]
        overlap = overlap or bool((np.count_nonzero(stack[:, k, j], axis=0) > 1).any())
        yield
    if overlap:
        return stack, segments
    for k, j in blocks(layers[0].shape, 2 * dtype.itemsize * len(layers)):
        stack[0, k, j] = stack[:, k, j].max(axis=0)
        yield
    flat = [Segment(s.value, s.name, s.id, s.color, s.terminology, 0) for s in segments]
    return stack[0], flat
