"""Payloads that are text for the scene: text nodes that say which kind they hold."""

from __future__ import annotations

from typing import Any

from .landing import Landing
from .steps import Steps
from .undo import Change

KIND = "MedAIAssist.Payload"


def write(
    scene: Any,
    kind: str,
    name: str,
    text: str,
    attributes: dict[str, str],
    node_id: str | None,
    beside: str | None,
    change: Change | None,
) -> Steps[str]:
    """Put a text into a text node, with its kind and more as attributes; gives the node's id."""
    landing = Landing(scene, "vtkMRMLTextNode", node_id, beside, change)
    yield
    node = landing.open(name)
    modifying = node.StartModify()
    node.SetText(text)
    for attribute, value in {KIND: kind, **attributes}.items():
        node.SetAttribute(attribute, value)
    node.EndModify(modifying)
    return landing.close(node)


def kind_of(node: Any) -> str:
    """The payload kind of a text node, or ""."""
    return node.GetAttribute(KIND) or ""
