"""What a review does to boxes: accept, reject, relabel, drop, correct; each can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .box_facts import (
    ACCEPTED,
    LABEL,
    MATCH,
    OPEN,
    SCORE,
    STATUS,
    describe,
    label_of,
    name_for,
    score_of,
    set_facts,
    status_of,
)
from .undo import Change, together
from .weak import weak

_KEPT = (LABEL, SCORE, STATUS, MATCH)
_MANY = 20


def set_status(nodes: Sequence[Any], status: str, change: Change) -> None:
    """Accept boxes, reject them, or leave them open again."""
    for node in nodes:
        change.add(_Edited(node))
        set_facts(node, label_of(node), score_of(node), status)


def relabel(nodes: Sequence[Any], label: str, change: Change) -> None:
    """Give boxes another class; their names follow."""
    for node in nodes:
        change.add(_Edited(node))
        score, status = score_of(node), status_of(node)
        set_facts(node, label, score, status)
        name = name_for(label, score)
        if node.GetName() != name:
            node.SetName(node.GetScene().GenerateUniqueName(name))


def set_matches(nodes: Sequence[Any], matches: Sequence[str]) -> None:
    """Keep what a comparison has shown; "" for nothing."""
    for node, match in zip(nodes, matches, strict=True):
        if match:
            node.SetAttribute(MATCH, match)
        else:
            node.RemoveAttribute(MATCH)


def remove(nodes: Sequence[Any], change: Change) -> None:
    """Take boxes out of the scene."""
    if not nodes:
        return
    scene = nodes[0].GetScene()
    with together(scene, len(nodes) > _MANY):
        for node in nodes:
            change.removing(node)
            scene.RemoveNode(node)


def keep_accepted(nodes: Sequence[Any], change: Change) -> int:
    """Remove all boxes that were not accepted; how many these were."""
    others = [node for node in nodes if status_of(node) != ACCEPTED]
    remove(others, change)
    return len(others)


def is_open(node: Any) -> bool:
    """Whether nothing was decided about a box."""
    return status_of(node) == OPEN


class _Edited:
    """A box is about to get another class, score or decision."""

    size = 0

    def __init__(self, node: Any) -> None:
        self._node = weak(node)
        self._name, self._description = node.GetName(), node.GetDescription()
        self._attributes = {name: node.GetAttribute(name) for name in _KEPT}

    @property
    def node_id(self) -> str:
        node = self._node.Get()
        return str(node.GetID()) if node is not None and node.GetScene() is not None else ""

    def revert(self) -> _Edited | None:
        node = self._node.Get()
        if node is None or node.GetScene() is None:
            return None
        opposite = _Edited(node)
        node.SetName(self._name)
        describe(node, self._description or "")
        for name, value in self._attributes.items():
            if value is None:
                node.RemoveAttribute(name)
            else:
                node.SetAttribute(name, value)
        return opposite
