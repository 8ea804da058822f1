"""LabelMap payloads and label map volume nodes, and masks for operations that need just one."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import LabelMap, Segment, Volume, matrix

from . import segmentations, volumes
from .label_values import found, keeping
from .oriented import Grid, create, sampled
from .steps import Steps, blocks, copying, finish
from .undo import Change


def read(node: Any) -> LabelMap:
    """`reading` without pauses."""
    return finish(reading(node))


def reading(node: Any) -> Steps[LabelMap]:
    """A label map volume: its voxels shared, and a segment for each value that occurs.

    Names and colours come from the node's colour table.

    Raises:
        UserError: no voxels, or values that are not whole numbers.
    """
    volume = volumes.read(node)
    array = np.asarray(volume.array)
    if array.dtype.kind not in "iu" or array.ndim != 3:
        raise UserError(
            f"The label map '{node.GetName()}' holds values of type {array.dtype}; labels must be "
            "whole numbers. Convert it with Cast Scalar Volume."
        )
    values = yield from found(array)
    display = node.GetDisplayNode()
    colours = display.GetColorNode() if display is not None else None
    segments = tuple(_segment(v, colours) for v in values if v > 0)
    return LabelMap(array, volume.ijk_to_ras, segments, volume.name)


def write(
    scene: Any,
    labels: LabelMap,
    node_id: str,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str]:
    """Replace the voxels of a label map volume; steps and errors as `volumes.write`.

    Raises:
        UserError: the payload has several layers, which a label map volume cannot hold.
    """
    array = np.asarray(labels.array)
    if array.ndim == 4 and len(array) != 1:
        raise UserError(
            f"The segments of '{labels.name}' overlap, so they do not fit into a label map volume. "
            "Choose a segmentation as the result."
        )
    flat = array[0] if array.ndim == 4 else array
    volume = Volume(flat, labels.ijk_to_ras, labels.name)
    kind = "vtkMRMLLabelMapVolumeNode"
    return (
        yield from volumes.write(
            scene, volume, node_id, beside=beside, change=change, class_name=kind
        )
    )


def read_mask(node: Any, segment_id: str | None, reference_volume: Any) -> LabelMap:
    """`reading_mask` without pauses."""
    return finish(reading_mask(node, segment_id, reference_volume))


def reading_mask(node: Any, segment_id: str | None, reference_volume: Any) -> Steps[LabelMap]:
    """One segment, or one label of a label map volume, with value 1 on the volume's voxels.

    Args:
        node: segmentation or label map volume node.
        segment_id: the segment's id, or the label as text; None takes all of them.
        reference_volume: volume node whose grid the mask gets.

    Raises:
        UserError: the segment or label is not there.
        GeometryError: a parent transform is not linear.
    """
    labels = yield from reading_segments(node, segment_id, reference_volume)
    array = np.asarray(labels.array)
    layers = array if array.ndim == 4 else array[None]
    mask = np.zeros(layers.shape[1:], np.uint8)
    for number, layer in enumerate(layers):
        kept = keeping((s.value for s in labels.segments if s.layer == number), layer.dtype)
        for block in blocks(mask.shape, 4 * layer.itemsize):
            mask[block] |= kept(layer[block]) != 0
            yield
    name = labels.segments[0].name if len(labels.segments) == 1 else labels.name
    first = dataclasses.replace(labels.segments[0], value=1, name=name, layer=0)
    return LabelMap(mask, labels.ijk_to_ras, (first,), name)


def reading_segments(node: Any, segment_id: str | None, reference_volume: Any) -> Steps[LabelMap]:
    """The segments, each with its name, id and value, on the volume's voxels.

    Arguments and errors as `reading_mask`.
    """
    if node.IsA("vtkMRMLSegmentationNode"):
        chosen = None if segment_id is None else [segment_id]
        return (yield from segmentations.reading(node, chosen, reference_volume))
    whole = _chosen((yield from reading(node)), segment_id)
    return (yield from _on_grid_of(reference_volume, whole))


def _chosen(labels: LabelMap, segment_id: str | None) -> LabelMap:
    segments = tuple(s for s in labels.segments if segment_id in (None, str(s.value)))
    if not segments:
        present = ", ".join(str(s.value) for s in labels.segments) or "no label at all"
        raise UserError(
            f"The label map '{labels.name}' has no label '{segment_id or 'any'}'; it has {present}."
        )
    return dataclasses.replace(labels, segments=segments)


def _on_grid_of(reference_volume: Any, labels: LabelMap) -> Steps[LabelMap]:
    i, j, k = volumes.image_of(reference_volume).GetDimensions()
    to_world = volumes.index_to_world(reference_volume)
    array = np.asarray(labels.array)
    image, voxels = create(Grid(array.shape, np.asarray(labels.ijk_to_ras)), array.dtype)
    yield from copying(array, voxels)
    sample = yield from sampled(image, Grid((k, j, i), to_world))
    return dataclasses.replace(labels, array=sample, ijk_to_ras=matrix(to_world))


def _segment(value: int, colours: Any | None) -> Segment:
    name, colour = "", [0.5, 0.7, 0.5, 1.0]
    if colours is not None and value < colours.GetNumberOfColors():
        name = colours.GetColorName(value) or ""
        colours.GetColor(value, colour)
    return Segment(value, name or f"Label {value}", color=(colour[0], colour[1], colour[2]))
