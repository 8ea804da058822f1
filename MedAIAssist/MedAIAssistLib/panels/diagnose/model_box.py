"""A saved classifier: chosen by name, loaded from a file, and what it says of itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from slicer.i18n import tr as _

from ...scene import models
from ...scene.model_files import EXTENSION, ModelFacts, read_facts
from ..model_choice import FileMenu, ModelChoice
from .model_loading import card_of

_MOST_CLASSES = 8


class ModelBox(ModelChoice):
    """See `ModelChoice`; the button has a menu.

    Args:
        label: buddy of the selector.
        load: called with the path of a model file that the user picked.
        read: called with the node of a model card that the user wants to read.
    """

    kind, extension = models.CLASSIFIER, EXTENSION

    def __init__(
        self, label: Any, load: Callable[[str], None], read: Callable[[Any], None]
    ) -> None:
        self._load, self._read_card = load, read
        tip = _("A trained classifier. The scene keeps its name and where its file lies.")
        super().__init__(label, tip)
        self.button.text = _("Model")
        self.button.accessibleName = _("What to do with models")
        self.button.toolTip = _("Load a model, or find the file of this one.")
        self._files = FileMenu(self.button, self)
        self._files.menu.connect("aboutToShow()", self._fill)

    def pick(self) -> None:
        """Ask for a model file and load it."""
        path = self.picked(_("Load a model"), _("Trained classifiers"))
        if path:
            self._load(path)

    def read_facts(self, path: str) -> ModelFacts:
        return read_facts(path)

    def told_of(self, facts: ModelFacts | None) -> str:
        self.told.toolTip = facts.intended_use if facts is not None else ""
        if facts is not None:
            return facts_text(facts)
        return str(_("Train a classifier on the Classify tab, or load a model."))

    def _fill(self) -> None:
        self._files.menu.clear()
        self._files.add(_("Load a model…"), self.pick)
        self._files.add_places()
        self._files.add(_("Model card…"), self._show_card, card_of(self.node) is not None)

    def _show_card(self) -> None:
        self._read_card(card_of(self.node))


def facts_text(facts: ModelFacts) -> str:
    """Such as "Predicts diagnosis: benign (357 cases), malignant (212). ROC AUC 0.99 (…)."."""
    counts = [f"{name} ({facts.cases.get(name, 0)})" for name in facts.classes[:_MOST_CLASSES]]
    if len(facts.classes) > _MOST_CLASSES:
        counts.append("…")
    text = _("Predicts '{label}': {classes}, trained {date} on {columns} columns.").format(
        label=facts.label,
        classes=", ".join(counts),
        date=facts.created,
        columns=len(facts.columns),
    )
    return f"{text} {_quality(facts)}".strip()


def _quality(facts: ModelFacts) -> str:
    name = next((n for n in facts.metrics if "ROC" in n.upper()), next(iter(facts.metrics), ""))
    if not name:
        return ""
    value, low, high = facts.metrics[name]
    if math.isnan(low):
        return f"{name} {value:.2f}."
    return f"{name} {value:.2f} ({low:.2f}–{high:.2f})."
