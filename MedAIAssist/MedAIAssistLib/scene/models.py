"""ModelRef payloads: text nodes that hold them as JSON."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from pathlib import Path
from typing import Any

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import ModelRef

from . import texts
from .show import nodes_of
from .steps import Steps, finish
from .undo import Change

MODEL_KIND = "MedAIAssist.ModelKind"
"""Attribute of a node that holds a model, with the model's kind."""

CLASSIFIER = "classifier"


def read(node: Any) -> ModelRef:
    """The model that a text node names; the file itself is not looked at.

    Raises:
        UserError: the text is not one that `write` made.
    """
    try:
        return ModelRef(**json.loads(node.GetText() or ""))
    except (ValueError, TypeError) as error:
        raise UserError(
            f"The node '{node.GetName()}' does not describe a model. Load the model again."
        ) from error


def write(
    scene: Any,
    model: ModelRef,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str]:
    """Put a model reference into a text node; arguments and result as `volumes.write`."""
    text = json.dumps(dataclasses.asdict(model), indent=1)
    name = model.name or "Model"
    attributes = {MODEL_KIND: model.kind}
    return texts.write(scene, "ModelRef", name, text, attributes, node_id, beside, change)


def is_model(node: Any, kind: str = CLASSIFIER) -> bool:
    """Whether a node holds a model of a kind."""
    return bool(node.IsA("vtkMRMLTextNode")) and node.GetAttribute(MODEL_KIND) == kind


def models(scene: Any, kind: str = CLASSIFIER) -> list[Any]:
    """The scene's models of a kind, the newest last."""
    return [node for node in nodes_of(scene, "vtkMRMLTextNode") if is_model(node, kind)]


def path_of(node: Any) -> Path:
    """Where a model lies; the path of nothing where the user edited the text."""
    try:
        return Path(read(node).path)
    except UserError:
        return Path()


def name_after_file(node: Any) -> None:
    """Call a model that has just come after its file."""
    stem = path_of(node).stem
    if stem and node.GetName() != stem:
        node.SetName(node.GetScene().GenerateUniqueName(stem))


def in_file(scene: Any, kind: str, path: str) -> Any:
    """The node of the model in a file: the one that is there already, else a new one."""
    known = [node for node in models(scene, kind) if path_of(node) == Path(path)]
    if known:
        return known[0]
    reference = ModelRef(path, kind, "", Path(path).stem)
    return scene.GetNodeByID(finish(write(scene, reference)))


def paths(scene: Any, kind: str) -> list[str]:
    """Files of the scene's models of a kind, the newest first."""
    found = []
    for node in reversed(models(scene, kind)):
        with contextlib.suppress(UserError):  # the user edited the text: it names no file
            found.append(read(node).path)
    return found
