"""How a node was made: kept on the node itself, so that it is saved with the scene."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .references import set_references

ATTRIBUTE = "MedAIAssist.HowMade"
INPUT_ROLE = "MedAIAssist.Input."


@dataclass(frozen=True)
class HowMade:
    """What is needed to make a result again.

    Attributes:
        operation: id in the catalog.
        parameters: all parameters as plain values.
        versions: of the engine and the libraries it used.
        inputs: input names by slot. Names, not ids: the inputs may come from another scene.
        notes: what was estimated from the data, in sentences.
        segments: where an input was one segment only, its id by slot.
        planes: where an input was the slice in a plane only, that plane by slot: (4, 4), columns
            right, up, normal and centre in RAS mm.
    """

    operation: str
    parameters: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    segments: dict[str, str] = field(default_factory=dict)
    planes: dict[str, list[list[float]]] = field(default_factory=dict)


def set_how_made(node: Any, how: HowMade, inputs: Mapping[str, Any] | None = None) -> None:
    """Keep `how` on the node.

    Args:
        node: the result.
        how: what to keep.
        inputs: nodes by slot. The result refers to them, so they are found again when renamed;
            an input that the result replaced, or that is gone, is left out.
    """
    text = json.dumps(dataclasses.asdict(how), sort_keys=True, ensure_ascii=False)
    node.SetAttribute(ATTRIBUTE, text)
    ids = {
        INPUT_ROLE + slot: given.GetID()
        for slot, given in (inputs or {}).items()
        if given is not None and given is not node and given.GetScene() is node.GetScene()
    }
    set_references(node, INPUT_ROLE, {role: (node_id,) for role, node_id in ids.items()})


def how_made(node: Any) -> HowMade | None:
    """How the node was made; None if that is not known or was written by a newer version."""
    text = node.GetAttribute(ATTRIBUTE)
    if not text:
        return None
    try:
        values = json.loads(text)
        return HowMade(**{**values, "notes": tuple(values.get("notes", ()))})
    except (ValueError, TypeError):
        return None


def input_node(node: Any, slot: str) -> Any | None:
    """The node that filled an input slot, whatever it is called now; None if it is gone."""
    return node.GetNodeReference(INPUT_ROLE + slot)
