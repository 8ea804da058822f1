"""The scene's networks: chosen by name, loaded from a file or the list, and what each is for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Payload

from ...scene import models
from ...scene.network_files import EXTENSION, KIND, NetworkFacts, read_facts
from ...session.jobs import Made, Request, given
from ...session.session import Session
from ...session.signal import Signal
from ..node_selectors import model_selector, settle
from .network_texts import facts_text

LIST = "classify.list_networks"
_MOST_LISTED = 20
_LONGEST = 60  # characters of a purpose in the menu


class NetworkBox:
    """A selector with a menu, and a line that tells of the network.

    Args:
        label: buddy of the selector.
        session: the engine's.
        failed: called with what is wrong with a file that was picked.

    Attributes:
        widget: to be put into a layout.
        changed: called without arguments when another network is chosen.
        facts: what the bundle of the chosen network says; None where none is chosen or usable.
        problem: why the chosen network cannot be used; "" if it can.
    """

    def __init__(self, label: Any, session: Session, failed: Callable[[str], None]) -> None:
        self._session, self._failed = session, failed
        self._asked = False
        self._listed: list[tuple[str, str, str]] = []
        self.changed = Signal()
        self.facts: NetworkFacts | None = None
        self.problem = ""
        self.widget = qt.QWidget()
        layout = qt.QGridLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self.selector = model_selector(
            KIND, _("A trained network. The scene keeps its name and where its file lies.")
        )
        label.setBuddy(self.selector)
        settle(self.selector, label.text)
        button = qt.QToolButton()
        button.text = _("Network")
        button.accessibleName = _("What to do with networks")
        button.toolTip = _("Load a network, or find the file of this one.")
        button.popupMode = qt.QToolButton.InstantPopup
        self.menu = qt.QMenu(button)
        self.menu.toolTipsVisible = True
        self.menu.connect("aboutToShow()", self.fill)
        button.setMenu(self.menu)
        self.told = qt.QLabel()
        self.told.wordWrap = True
        self.told.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        layout.addWidget(self.selector, 0, 0)
        layout.addWidget(button, 0, 1)
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
        """Of the chosen network's bundle; "" without one."""
        try:
            return models.read(self.node).path if self.node is not None else ""
        except UserError:
            return ""

    def ask(self, again: bool = False) -> None:
        """Have the networks on this computer listed for the menu, by an engine that has nothing
        else to do; a busy one is asked later."""
        self._asked = self._asked and not again
        if not self._asked and self._session.at_leisure:
            self._asked = True
            title = str(_("List networks"))
            self._session.submit(Request(LIST, {}, given({}), self._deliver, title))

    def choose(self, likely: Any | None) -> None:
        """Choose a network, or the newest where the node is none, unless one is chosen."""
        if likely is not None and models.is_model(likely, KIND):
            self.node = likely
        elif self.node is None:
            self.node = next(reversed(models.models(slicer.mrmlScene, KIND)), None)

    def load(self, path: str) -> None:
        """Choose the network in a file; one that is in the scene already stays one node."""
        try:
            read_facts(path)
        except UserError as error:
            self._failed(str(error))
            return
        self.node = models.in_file(slicer.mrmlScene, KIND, path)

    def pick(self) -> None:
        """Ask for a file and load it."""
        folder = str(Path(self.path).parent) if self.path else ""
        path = qt.QFileDialog.getOpenFileName(
            slicer.util.mainWindow(), _("Load a network"), folder,
            _("MONAI bundles") + f" (*{EXTENSION})",
        )  # fmt: skip
        if path:
            self.load(str(path))

    def fill(self) -> None:
        """Fill the menu with what there is to choose."""
        menu = self.menu
        menu.clear()
        menu.addAction(_("Load a network…")).connect("triggered()", self.pick)
        for path, name, purpose in self._listed[:_MOST_LISTED]:
            short = purpose if len(purpose) <= _LONGEST else f"{purpose[:_LONGEST]}…"
            entry = menu.addAction(f"{name}: {short}" if short else name)
            entry.toolTip = "\n".join(filter(None, (purpose, path)))
            entry.connect("triggered()", lambda chosen=path: self.load(chosen))
        menu.addSeparator()
        for text, action in (
            (_("Show in the file manager"), self._show_folder),
            (_("Copy the path"), self._copy_path),
        ):
            entry = menu.addAction(text)
            entry.enabled = bool(self.path)
            entry.connect("triggered()", action)

    def _deliver(self, outputs: Mapping[str, Payload], _made: Made) -> Generator[Any, None, None]:
        table: Any = outputs["networks"]
        columns = {column.name: column.texts for column in table.columns}
        yield
        self._listed = list(zip(columns["path"], columns["name"], columns["purpose"], strict=True))

    def _chosen(self) -> None:
        self._read()
        self.changed()

    def _read(self) -> None:
        self.facts, self.problem = None, ""
        if self.node is None:
            self.told.text = _("Train a network, or load one.")
            return
        try:
            self.facts = read_facts(models.read(self.node).path)
        except UserError as error:
            self.problem = str(error)
        self.told.text = facts_text(self.facts) if self.facts is not None else self.problem

    def _show_folder(self) -> None:
        qt.QDesktopServices.openUrl(qt.QUrl.fromLocalFile(str(Path(self.path).parent)))

    def _copy_path(self) -> None:
        qt.QApplication.clipboard().setText(self.path)
