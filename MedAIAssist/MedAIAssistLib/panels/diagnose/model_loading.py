"""Loading a model's file into the scene; the engine checks it as it does for a prediction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from slicer.i18n import tr as _

from ...scene import models
from ...scene.model_files import read_facts
from ...scene.reports import is_report
from .runs import DiagnoseRuns

OPEN = "models.open"
CARD_ROLE = "MedAIAssist.ModelCard"
"""Reference role from a model's node to that of its card."""


def load_model(runs: DiagnoseRuns, scene: Any, path: str, loaded: Callable[[Any], None]) -> None:
    """Load a model and open its card; a file that is in the scene already stays one node.

    Args:
        loaded: called with the model's node.

    Raises:
        UserError: the file is no classifier, or damaged.
    """
    read_facts(path)
    known = next((n for n in models.models(scene) if models.path_of(n) == Path(path)), None)
    card = card_of(known)
    targets = {"model": known, "card": card} if known is not None else {}

    def landed(nodes: dict[str, Any]) -> None:
        describe_model(list(nodes.values()))
        loaded(nodes["model"])
        runs.results.show(nodes["card"])

    runs.run(OPEN, {"path": path}, {}, targets, landed)


def describe_model(nodes: list[Any]) -> Any | None:
    """Name a model that has just come after its file, and tie its card to it; gives the model."""
    model = next((node for node in nodes if models.is_model(node)), None)
    if model is None:
        return None
    models.name_after_file(model)
    for card in filter(is_report, nodes):
        card.SetName(str(_("{model}, model card").format(model=model.GetName())))
        model.SetNodeReferenceID(CARD_ROLE, card.GetID())
    return model


def card_of(model: Any | None) -> Any | None:
    """The report with a model's card, if it is in the scene."""
    return model.GetNodeReference(CARD_ROLE) if model is not None else None
