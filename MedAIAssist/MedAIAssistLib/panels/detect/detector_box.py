"""The scene's detectors: chosen by name, or loaded from a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ...scene import models
from ...scene.detector_files import EXTENSION, KIND, read_facts
from ...session.signal import Signal
from ..node_selectors import model_selector, settle
from .detector_texts import facts_text


class DetectorBox:
    """A selector with a menu, and a line that tells of the detector.

    Args:
        label: buddy of the selector.
        failed: called with what is wrong with a file that was picked.

    Attributes:
        widget: to be put into a layout.
        changed: called without arguments when another detector is chosen.
    """

    def __init__(self, label: Any, failed: Callable[[str], None]) -> None:
        self._failed = failed
        self.changed = Signal()
        self.widget = qt.QWidget()
        layout = qt.QGridLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self.selector = model_selector(
            KIND, _("A trained detector. The scene keeps its name and where its file lies.")
        )
        label.setBuddy(self.selector)
        settle(self.selector, label.text)
        self._load = qt.QToolButton()
        self._load.text = _("Load…")
        self._load.toolTip = _("Load a detector that was trained before, from its file.")
        self._load.connect("clicked()", self.pick)
        self.told = qt.QLabel()
        self.told.wordWrap = True
        self.told.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        layout.addWidget(self.selector, 0, 0)
        layout.addWidget(self._load, 0, 1)
        layout.addWidget(self.told, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self.selector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _node: self._chosen())
        self._tell()

    @property
    def node(self) -> Any | None:
        return self.selector.currentNode()

    @node.setter
    def node(self, node: Any | None) -> None:
        self.selector.setCurrentNode(node)

    def choose(self, likely: Any | None) -> None:
        """Choose a detector, or the newest where the node is none, unless one is chosen."""
        if likely is not None and models.is_model(likely, KIND):
            self.node = likely
        elif self.node is None:
            self.node = next(reversed(models.models(slicer.mrmlScene, KIND)), None)

    def load(self, path: str) -> None:
        """Choose the detector in a file; one that is in the scene already stays one node."""
        try:
            read_facts(path)
        except UserError as error:
            self._failed(str(error))
            return
        self.node = models.in_file(slicer.mrmlScene, KIND, path)

    def land(self, node: Any) -> None:
        """Take a detector that has just been trained; it is called after its file."""
        models.name_after_file(node)
        self.node = node

    def pick(self) -> None:
        """Ask for a file and load it."""
        folder = str(models.path_of(self.node).parent) if self.node is not None else ""
        path = qt.QFileDialog.getOpenFileName(
            slicer.util.mainWindow(), _("Load a detector"), folder,
            _("Detectors") + f" (*{EXTENSION})",
        )  # fmt: skip
        if path:
            self.load(str(path))

    def _chosen(self) -> None:
        self._tell()
        self.changed()

    def _tell(self) -> None:
        if self.node is None:
            self.told.text = _("Train a detector, or load one.")
            return
        try:
            self.told.text = facts_text(read_facts(str(models.path_of(self.node))))
        except UserError as error:
            self.told.text = str(error)
