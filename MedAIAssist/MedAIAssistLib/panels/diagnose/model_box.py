"""A saved classifier: chosen by name, loaded from a file, and what it says of itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ...scene import models
from ...scene.model_files import EXTENSION, ModelFacts, read_facts
from ...session.signal import Signal
from ..node_selectors import model_selector, settle
from .model_loading import card_of

_MOST_CLASSES = 8


class ModelBox:
    """A selector with a menu, and a line that tells of the model.

    Args:
        label: buddy of the selector.
        load: called with the path of a model file that the user picked.
        read: called with the node of a model card that the user wants to read.

    Attributes:
        widget: to be put into a layout.
        changed: called without arguments when another model is chosen.
        facts: what the file of the chosen model says; None where none is chosen or usable.
        problem: why the chosen model cannot be used; "" if it can.
    """

    def __init__(
        self, label: Any, load: Callable[[str], None], read: Callable[[Any], None]
    ) -> None:
        self._load, self._read_card = load, read
        self.changed = Signal()
        self.facts: ModelFacts | None = None
        self.problem = ""
        self.widget = qt.QWidget()
        layout = qt.QGridLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self.selector = model_selector(
            models.CLASSIFIER,
            _("A trained classifier. The scene keeps its name and where its file lies."),
        )
        label.setBuddy(self.selector)
        settle(self.selector, label.text)
        self._button = qt.QToolButton()
        self._button.text = _("Model")
        self._button.accessibleName = _("What to do with models")
        self._button.toolTip = _("Load a model, or find the file of this one.")
        self._button.popupMode = qt.QToolButton.InstantPopup
        self._menu = qt.QMenu(self._button)
        self._menu.connect("aboutToShow()", self._fill)
        self._button.setMenu(self._menu)
        self._told = qt.QLabel()
        self._told.wordWrap = True
        self._told.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        layout.addWidget(self.selector, 0, 0)
        layout.addWidget(self._button, 0, 1)
        layout.addWidget(self._told, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self.selector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _node: self._chosen())
        self._read()

    @property
    def node(self) -> Any | None:
        return self.selector.currentNode()

    @node.setter
    def node(self, node: Any | None) -> None:
        self.selector.setCurrentNode(node)

    @property
    def path(self) -> str:
        """Of the chosen model's file; "" without one."""
        try:
            return models.read(self.node).path if self.node is not None else ""
        except UserError:
            return ""

    def pick(self) -> None:
        """Ask for a model file and load it."""
        folder = str(Path(self.path).parent) if self.path else ""
        path = qt.QFileDialog.getOpenFileName(
            slicer.util.mainWindow(), _("Load a model"), folder,
            _("Trained classifiers") + f" (*{EXTENSION})",
        )  # fmt: skip
        if path:
            self._load(str(path))

    def _chosen(self) -> None:
        self._read()
        self.changed()

    def _read(self) -> None:
        self.facts, self.problem = None, ""
        if self.node is None:
            self._told.text = _("Train a classifier on the Classify tab, or load a model.")
            return
        try:
            self.facts = read_facts(models.read(self.node).path)
        except UserError as error:
            self.problem = str(error)
        self._told.text = facts_text(self.facts) if self.facts is not None else self.problem
        self._told.toolTip = self.facts.intended_use if self.facts is not None else ""

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addAction(_("Load a model…")).connect("triggered()", self.pick)
        for text, action in (
            (_("Show in the file manager"), self._show_folder),
            (_("Copy the path"), self._copy_path),
        ):
            self._add(text, bool(self.path), action)
        self._add(_("Model card…"), card_of(self.node) is not None, self._show_card)

    def _add(self, text: str, possible: bool, action: Callable[[], None]) -> None:
        entry = self._menu.addAction(text)
        entry.enabled = possible
        entry.connect("triggered()", action)

    def _show_card(self) -> None:
        self._read_card(card_of(self.node))

    def _show_folder(self) -> None:
        qt.QDesktopServices.openUrl(qt.QUrl.fromLocalFile(str(Path(self.path).parent)))

    def _copy_path(self) -> None:
        qt.QApplication.clipboard().setText(self.path)


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
