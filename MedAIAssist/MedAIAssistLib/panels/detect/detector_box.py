"""The scene's detectors: chosen by name, or loaded from a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slicer.i18n import tr as _

from ...scene import models
from ...scene.detector_files import EXTENSION, KIND, DetectorFacts, read_facts
from ..model_choice import ModelChoice
from .detector_texts import facts_text


class DetectorBox(ModelChoice):
    """See `ModelChoice`.

    Args:
        label: buddy of the selector.
        failed: called with what is wrong with a file that was picked.
    """

    kind, extension = KIND, EXTENSION

    def __init__(self, label: Any, failed: Callable[[str], None]) -> None:
        self._failed = failed
        tip = _("A trained detector. The scene keeps its name and where its file lies.")
        super().__init__(label, tip)
        self.button.text = _("Load…")
        self.button.toolTip = _("Load a detector that was trained before, from its file.")
        self.button.connect("clicked()", self.pick)

    def load(self, path: str) -> None:
        """Choose the detector in a file; one that is in the scene already stays one node."""
        self.take(path, self._failed)

    def land(self, node: Any) -> None:
        """Take a detector that has just been trained; it is called after its file."""
        models.name_after_file(node)
        self.node = node

    def pick(self) -> None:
        """Ask for a file and load it."""
        path = self.picked(_("Load a detector"), _("Detectors"))
        if path:
            self.load(path)

    def read_facts(self, path: str) -> DetectorFacts:
        return read_facts(path)

    def told_of(self, facts: DetectorFacts | None) -> str:
        return facts_text(facts) if facts is not None else str(_("Train a detector, or load one."))
