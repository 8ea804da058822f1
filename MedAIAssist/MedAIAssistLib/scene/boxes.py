"""Boxes payloads and ROI nodes: one node for each box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import numpy as np
import vtk
from numpy.typing import NDArray

from medaiassist_engine.contract.payloads import Boxes

from .box_colours import Colour, class_colours
from .box_display import MOST_SHAPED, draw_outlines, give_display, release, undisplayed
from .box_facts import OPEN, ROI, label_of, name_for, score_of, set_facts
from .box_folders import BoxFolder
from .box_groups import BoxGroup, group_of
from .landing import Landing, remove
from .markups import check_length
from .show import nodes_of
from .steps import Steps, finish
from .transforms import to_vtk, world_to_local
from .undo import Change

NO_CLASS = "object"
"""What boxes without a class are called, as in tables of boxes."""

_READ_A_STEP = 50


def read(nodes: Any | Sequence[Any]) -> Boxes:
    """`reading` without pauses."""
    return finish(reading(nodes))


def reading(nodes: Any | Sequence[Any]) -> Steps[Boxes]:
    """One ROI node or several as boxes in world RAS mm; parent transforms are included.

    Label and score come from the node's attributes, else from its description; a node without
    them gets its name as label and the score NaN.
    """
    nodes = list(nodes) if isinstance(nodes, (list, tuple)) else [nodes]
    name = (nodes[0].GetName() or "") if nodes else ""
    frames, sizes = np.zeros((len(nodes), 4, 4)), np.zeros((len(nodes), 3))
    labels, scores = [], np.zeros(len(nodes))
    for n, node in enumerate(nodes):
        frames[n].flat = node.GetObjectToWorldMatrix().GetData()  # ten times as fast as by element
        sizes[n] = node.GetSize()
        labels.append(label_of(node))
        scores[n] = score_of(node)
        if n % _READ_A_STEP == _READ_A_STEP - 1:
            yield
    stretch = np.linalg.norm(frames[:, :3, :3], axis=1)
    return Boxes(
        centres=frames[:, :3, 3].copy(),
        sizes=sizes * stretch,
        axes=frames[:, :3, :3] / stretch[:, None, :],
        labels=tuple(labels),
        scores=None if np.isnan(scores).all() else scores,
        name=name,
    )


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
    share a folder named as the payload. Of many boxes none has a display of its own; they are drawn
    as outlines. Else as `volumes.write`.

    Raises:
        UserError: labels or scores do not have one value for each box.
    """
    count = len(boxes.centres)
    for what, values in (("labels", boxes.labels or None), ("scores", boxes.scores)):
        if values is not None:
            check_length(what, boxes.name, count, len(values))
    given = [node_id] if isinstance(node_id, str) else list(node_id or ())
    old: list[str | None] = [*given[:count], *[None] * (count - len(given))]
    landings = [Landing(scene, ROI, each, beside, change) for each in old]
    known = next((landing.existing for landing in landings if landing.existing), None)
    yield
    folder = BoxFolder(scene, boxes.name or "Boxes", landings[0].beside if count else None, change)
    if known is not None:
        folder.item = group_of(known).item
    known_labels = [label_of(node) for node in nodes_of(scene, ROI)]
    labels = {label or NO_CLASS for label in boxes.labels or (NO_CLASS,)}
    colours = class_colours([*known_labels, *labels])
    nodes = yield from _land_all(scene, landings, boxes, folder, colours)
    for surplus in given[count:]:
        remove(scene, surplus, change)
        yield
    plain = [node for node in nodes if node.GetDisplayNode() is None]
    group = BoxGroup(folder.item, boxes.name or "Boxes", tuple(nodes))
    shades = [colours[label_of(node)] for node in plain]
    outlines = draw_outlines(group, plain, shades, bool(plain), change)
    if outlines is not None:
        folder.take(outlines)
    folder.filled()
    return tuple(node.GetID() for node in nodes)


def _land_all(
    scene: Any,
    landings: Sequence[Landing],
    boxes: Boxes,
    folder: BoxFolder,
    colours: Mapping[str, Colour],
) -> Steps[list[Any]]:
    """Nodes are made outside the scene, as the views hear of all that is done inside."""
    nodes, frames = [], []
    for n, landing in enumerate(landings):
        node, frame = _filled(landing, boxes, n)
        nodes.append(node)
        frames.append(frame)
        yield
    many = len(nodes) > MOST_SHAPED
    with undisplayed(scene) if many else nullcontext() as shared:
        for landing, node, frame in zip(landings, nodes, frames, strict=True):
            if node.GetScene() is None:
                folder.begin()
                if shared is None:
                    give_display(scene, node, colours[label_of(node)])
                else:
                    node.SetAndObserveDisplayNodeID(shared.GetID())
                landing.close(node)
                if shared is not None:
                    release(node)
                folder.take(node)
                node.GetObjectToNodeMatrix().DeepCopy(frame)  # Slicer has rounded the position
                yield
    return nodes


def _filled(landing: Landing, boxes: Boxes, n: int) -> tuple[Any, Any]:
    """The node of a box and its vtkMatrix4x4; a new node is not yet in the scene."""
    label = (boxes.labels[n] if boxes.labels else "") or NO_CLASS
    score = float("nan") if boxes.scores is None else float(boxes.scores[n])
    world = np.eye(4)
    world[:3, :3] = np.asarray(boxes.axes[n]) * np.asarray(boxes.sizes[n])
    world[:3, 3] = boxes.centres[n]
    local = world_to_local(landing.parent, world)
    node = landing.open(name_for(label, score))
    node.SetROIType(node.ROITypeBox)
    set_facts(node, label, score, OPEN)
    return node, _shape(node, local)


def _shape(node: Any, local: NDArray[np.float64]) -> vtk.vtkMatrix4x4:
    sizes = np.linalg.norm(local[:3, :3], axis=0)
    frame = local.copy()
    frame[:3, :3] /= sizes
    node.SetSize(*sizes)  # before the matrix, whose position it rounds
    matrix: vtk.vtkMatrix4x4 = to_vtk(frame)
    node.SetAndObserveObjectToNodeMatrix(matrix)
    kept = vtk.vtkMatrix4x4()
    kept.DeepCopy(matrix)
    return kept
