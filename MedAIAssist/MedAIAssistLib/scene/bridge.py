"""The registry: which module reads a node, and which writes a payload."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from medaiassist_engine.contract import payloads
from medaiassist_engine.contract.errors import UserError

from . import (
    boxes,
    charts,
    labelmaps,
    lines,
    models,
    points,
    reports,
    segmentation_writing,
    segmentations,
    sequences,
    tables,
    texts,
    transform_nodes,
    volumes,
)
from .steps import Steps, finish
from .undo import Change

# The first class that fits wins, so subclasses come before their base.
READERS: tuple[tuple[str, type, Callable[[Any], Any]], ...] = (
    ("vtkMRMLLabelMapVolumeNode", payloads.LabelMap, labelmaps.read),
    ("vtkMRMLVolumeNode", payloads.Volume, volumes.read),
    ("vtkMRMLSegmentationNode", payloads.LabelMap, segmentations.read),
    ("vtkMRMLMarkupsROINode", payloads.Boxes, boxes.read),
    ("vtkMRMLMarkupsFiducialNode", payloads.Points, points.read),
    ("vtkMRMLModelNode", payloads.Lines, lines.read),
    ("vtkMRMLTransformNode", payloads.Transform, transform_nodes.read),
    ("vtkMRMLTableNode", payloads.Table, tables.read),
    ("vtkMRMLPlotChartNode", payloads.Chart, charts.read),
    ("vtkMRMLSequenceNode", payloads.Sequence, sequences.read),
)

TEXT_READERS: dict[str, tuple[type, Callable[[Any], Any]]] = {
    "ModelRef": (payloads.ModelRef, models.read),
    "Report": (payloads.Report, reports.read),
}

# Readers that do not just share memory, in their form that pauses.
STEPPED: dict[Callable[[Any], Any], Callable[[Any], Steps[Any]]] = {
    labelmaps.read: labelmaps.reading,
    segmentations.read: segmentations.reading,
    points.read: points.reading,
    tables.read: tables.reading,
}

WRITERS: dict[type, Callable[..., Steps[Any]]] = {
    payloads.Volume: volumes.write,
    payloads.LabelMap: segmentation_writing.write,
    payloads.Points: points.write,
    payloads.Boxes: boxes.write,
    payloads.Lines: lines.write,
    payloads.Transform: transform_nodes.write,
    payloads.Table: tables.write,
    payloads.Chart: charts.write,
    payloads.Sequence: sequences.write,
    payloads.ModelRef: models.write,
    payloads.Report: reports.write,
}


def read(node: Any, kind: type | None = None) -> Any:
    """`reading` without pauses."""
    return finish(reading(node, kind))


def reading(node: Any, kind: type | None = None) -> Steps[Any]:
    """The payload of a node, in small steps; a list of ROI nodes gives one Boxes.

    Args:
        node: the MRML node, or a list of ROI nodes.
        kind: the payload class that is wanted, or None for the node's own. A label map volume can
            also be read as a Volume.

    Raises:
        UserError: no reader for this node, or it cannot give this kind.
        GeometryError: a parent transform is not linear.
    """
    yield
    if isinstance(node, (list, tuple)):
        return (yield from boxes.reading(node))
    if kind is payloads.Volume and node.IsA("vtkMRMLVolumeNode"):
        return volumes.read(node)
    own, reader = _reader(node)
    if kind is not None and kind is not own:
        raise UserError(f"'{node.GetName()}' is a {own.__name__}; choose a {kind.__name__}.")
    if reader in STEPPED:
        return (yield from STEPPED[reader](node))
    return reader(node)


def kind_of(node: Any) -> type:
    """The payload class that `read` gives for this node; errors as there."""
    return _reader(node)[0]


def _reader(node: Any) -> tuple[type, Callable[[Any], Any]]:
    if node.IsA("vtkMRMLTextNode") and texts.kind_of(node) in TEXT_READERS:
        return TEXT_READERS[texts.kind_of(node)]
    for class_name, kind, reader in READERS:
        if node.IsA(class_name):
            return kind, reader
    raise UserError(
        f"'{node.GetName()}' is a {node.GetClassName()}, which no operation takes. Choose a "
        "volume, segmentation, point list, ROI, model, transform, table, chart, sequence, model "
        "or report."
    )


def write(
    scene: Any,
    payload: Any,
    node_id: str | Sequence[str] | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str | tuple[str, ...]]:
    """Put a payload into the scene in small steps; gives the node's id, for Boxes all ids.

    Args:
        scene: the vtkMRMLScene.
        payload: any payload of the contract.
        node_id: node to replace in place; a new one is made if it is gone or does not fit.
        beside: node whose parent transform and subject hierarchy folder a new node shares.
        change: receives what to do to undo.

    Raises:
        UserError: there is no such payload, or its content does not fit into a node.
    """
    writer = _writer(scene, payload, node_id)
    return writer(scene, payload, node_id, beside=beside, change=change)


def _writer(scene: Any, payload: Any, node_id: Any) -> Callable[..., Steps[Any]]:
    if type(payload) not in WRITERS:
        raise UserError(f"A {type(payload).__name__} cannot be put into the scene.")
    target = scene.GetNodeByID(node_id) if isinstance(node_id, str) else None
    into_volume = target is not None and target.IsA("vtkMRMLLabelMapVolumeNode")
    if isinstance(payload, payloads.LabelMap) and into_volume:
        return labelmaps.write
    return WRITERS[type(payload)]
