"""Boxes payloads and ROI nodes: one node for each box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import vtk
from numpy.typing import NDArray

from medaiassist_engine.contract.payloads import Boxes

from .landing import Landing, remove
from .markups import add_to_folder, check_length, described, details
from .steps import Steps
from .transforms import from_vtk, to_vtk, world_to_local
from .undo import Change

LABEL = "MedAIAssist.Label"
SCORE = "MedAIAssist.Score"


def read(nodes: Any | Sequence[Any]) -> Boxes:
    """One ROI node or several as boxes in world RAS mm; parent transforms are included.

    Label and score come from the node's attributes, else from its description; a node without
    them gets its name as label and the score NaN.
    """
    nodes = list(nodes) if isinstance(nodes, (list, tuple)) else [nodes]
    frames = np.array([from_vtk(n.GetObjectToWorldMatrix()) for n in nodes]).reshape(-1, 4, 4)
    stretch = np.linalg.norm(frames[:, :3, :3], axis=1)
    sizes = np.array([n.GetSize() for n in nodes]).reshape(-1, 3) * stretch
    scores = np.array([_score(n) for n in nodes])
    return Boxes(
        centres=frames[:, :3, 3].copy(),
        sizes=sizes,
        axes=frames[:, :3, :3] / stretch[:, None, :],
        labels=tuple(_label(n) for n in nodes),
        scores=None if np.isnan(scores).all() else scores,
        name=(nodes[0].GetName() or "") if nodes else "",
    )


def _label(node: Any) -> str:
    found = node.GetAttribute(LABEL) or details(node.GetDescription()).get("label")
    return str(found or node.GetName() or "")


def _score(node: Any) -> float:
    found = node.GetAttribute(SCORE) or details(node.GetDescription()).get("score")
    return float(found) if found is not None else float("nan")


def write(
    scene: Any,
    boxes: Boxes,
    node_id: str | Sequence[str] | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[tuple[str, ...]]:
    """Put each box into an ROI node; gives the nodes' ids in order.

    Nodes named by `node_id` are used again in order, and those left over are removed. New nodes
    share a folder named as the payload. Else as `volumes.write`. A hundred boxes take about
    30 ms, so they come in one step.

    Raises:
        UserError: labels or scores do not have one value for each box.
    """
    count = len(boxes.centres)
    for what, values in (("labels", boxes.labels or None), ("scores", boxes.scores)):
        if values is not None:
            check_length(what, boxes.name, count, len(values))
    given = [node_id] if isinstance(node_id, str) else list(node_id or ())
    old: list[str | None] = [*given[:count], *[None] * (count - len(given))]
    kind = "vtkMRMLMarkupsROINode"
    landings = [Landing(scene, kind, each, beside, change) for each in old]
    yield
    nodes = [_land(landing, boxes, n) for n, landing in enumerate(landings)]
    for surplus in given[count:]:
        remove(scene, surplus, change)
    add_to_folder(scene, boxes.name or "Boxes", nodes)
    return tuple(node.GetID() for node in nodes)


def _land(landing: Landing, boxes: Boxes, n: int) -> Any:
    label = boxes.labels[n] if boxes.labels else ""
    score = None if boxes.scores is None else float(boxes.scores[n])
    world = np.eye(4)
    world[:3, :3] = np.asarray(boxes.axes[n]) * np.asarray(boxes.sizes[n])
    world[:3, 3] = boxes.centres[n]
    local = world_to_local(landing.parent, world)
    node = landing.open(label or boxes.name or "Box")
    modifying = node.StartModify()
    landing.close(node)
    node.CreateDefaultDisplayNodes()
    _shape(node, local)
    node.SetDescription(described({"label": label or None, "score": score}))
    _set(node, LABEL, label or None)
    _set(node, SCORE, None if score is None else repr(score))
    node.EndModify(modifying)
    return node


def _set(node: Any, attribute: str, value: str | None) -> None:
    if value is None:
        node.RemoveAttribute(attribute)
    else:
        node.SetAttribute(attribute, value)


def _shape(node: Any, local: NDArray[np.float64]) -> None:
    sizes = np.linalg.norm(local[:3, :3], axis=0)
    frame = local.copy()
    frame[:3, :3] /= sizes
    node.SetROIType(node.ROITypeBox)
    matrix: vtk.vtkMatrix4x4 = to_vtk(frame)
    node.SetAndObserveObjectToNodeMatrix(matrix)
    node.SetSize(*sizes)
