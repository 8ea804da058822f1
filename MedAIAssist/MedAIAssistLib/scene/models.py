"""ModelRef payloads: text nodes that hold them as JSON."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import ModelRef

from . import texts
from .steps import Steps
from .undo import Change


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
    return texts.write(scene, "ModelRef", name, text, {}, node_id, beside, change)
