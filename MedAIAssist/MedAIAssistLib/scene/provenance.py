"""How a node was made: kept on the node itself, so that it is saved with the scene."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

ATTRIBUTE = "MedAIAssist.HowMade"


@dataclass(frozen=True)
class HowMade:
    """What is needed to make a result again.

    Attributes:
        operation: id in the catalog.
        parameters: all parameters as plain values.
        versions: of the engine and the libraries it used.
        inputs: input names by slot. Names, not ids: the inputs may come from another scene.
        notes: what was estimated from the data, in sentences.
    """

    operation: str
    parameters: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def set_how_made(node: Any, how: HowMade) -> None:
    """Keep `how` on the node."""
    text = json.dumps(dataclasses.asdict(how), sort_keys=True, ensure_ascii=False)
    node.SetAttribute(ATTRIBUTE, text)


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
