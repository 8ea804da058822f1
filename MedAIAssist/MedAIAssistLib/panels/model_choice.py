"""The scene's models of a kind: chosen by name, loaded from a file, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ..scene import models
from ..session.signal import Signal
from .node_selectors import model_selector, settle


class ModelChoice:
    """A selector, a button beside it, and a line that tells of the model. Each kind adds its own
    words and what its button does.

    Args:
        label: buddy of the selector; tip: of the selector.

    Attributes:
        widget: to be put into a layout.
        button: beside the selector.
        changed: called without arguments when another model is chosen.
        facts: what the file of the chosen model says; None where none is chosen or usable.
        problem: why the chosen model cannot be used; "" if it can.
    """

    kind: ClassVar[str]
    extension: ClassVar[str]

    def __init__(self, label: Any, tip: str) -> None:
        self.changed = Signal()
        self.facts: Any | None = None
        self.problem = ""
        self.widget = qt.QWidget()
        layout = qt.QGridLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self.selector = model_selector(self.kind, tip)
        label.setBuddy(self.selector)
        settle(self.selector, label.text)
        self.button = qt.QToolButton()
        self.told = qt.QLabel()
        self.told.wordWrap = True
        self.told.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        layout.addWidget(self.selector, 0, 0)
        layout.addWidget(self.button, 0, 1)
        layout.addWidget(self.told, 1, 0, 1, 2)
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

    def choose(self, likely: Any | None) -> None:
        """Choose a model, or the newest where the node is none, unless one is chosen."""
        if likely is not None and models.is_model(likely, self.kind):
            self.node = likely
        elif self.node is None:
            self.node = next(reversed(models.models(slicer.mrmlScene, self.kind)), None)

    def take(self, path: str, failed: Callable[[str], None]) -> None:
        """Choose the model in a file; one that is in the scene already stays one node.

        Args:
            failed: called with what is wrong with the file.
        """
        try:
            self.read_facts(path)
        except UserError as error:
            failed(str(error))
            return
        self.node = models.in_file(slicer.mrmlScene, self.kind, path)

    def picked(self, title: str, files: str) -> str:
        """The file that the user picks in a dialog, at first where the chosen model lies."""
        folder = str(Path(self.path).parent) if self.path else ""
        return str(
            qt.QFileDialog.getOpenFileName(
                slicer.util.mainWindow(), title, folder, f"{files} (*{self.extension})"
            )
        )

    def read_facts(self, path: str) -> Any:
        """What a file says of its model.

        Raises:
            UserError: it is missing, or no model of this kind.
        """
        raise NotImplementedError

    def told_of(self, facts: Any | None) -> str:
        """What is told of the chosen model, or while none is chosen."""
        raise NotImplementedError

    def _chosen(self) -> None:
        self._read()
        self.changed()

    def _read(self) -> None:
        self.facts, self.problem = None, ""
        if self.node is not None:
            try:
                self.facts = self.read_facts(models.read(self.node).path)
            except UserError as error:
                self.problem = str(error)
        text = self.told_of(self.facts)
        self.told.text = self.problem or text


class FileMenu:
    """A button's menu, with what can be done with the file of a model.

    Args:
        button: a QToolButton; choice: whose file it is.
    """

    def __init__(self, button: Any, choice: ModelChoice) -> None:
        self._choice = choice
        button.popupMode = qt.QToolButton.InstantPopup
        self.menu = qt.QMenu(button)
        self.menu.toolTipsVisible = True
        button.setMenu(self.menu)

    def add(self, text: str, action: Any, possible: bool = True) -> Any:
        """Add an entry."""
        entry = self.menu.addAction(text)
        entry.enabled = possible
        entry.connect("triggered()", action)
        return entry

    def add_places(self) -> None:
        """Entries that tell where the file lies."""
        possible = bool(self._choice.path)
        self.add(_("Show in the file manager"), self._show_folder, possible)
        self.add(_("Copy the path"), self._copy_path, possible)

    def _show_folder(self) -> None:
        folder = str(Path(self._choice.path).parent)
        qt.QDesktopServices.openUrl(qt.QUrl.fromLocalFile(folder))

    def _copy_path(self) -> None:
        qt.QApplication.clipboard().setText(self._choice.path)
