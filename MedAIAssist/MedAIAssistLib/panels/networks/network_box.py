"""The scene's networks: chosen by name, loaded from a file or the list, and what each is for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.payloads import Payload

from ...scene.network_files import EXTENSION, KIND, NetworkFacts, read_facts
from ...session.jobs import Made, Request, given
from ...session.session import Session
from ..model_choice import FileMenu, ModelChoice
from .network_texts import facts_text

LIST = "classify.list_networks"
_MOST_LISTED = 20
_LONGEST = 60  # characters of a purpose in the menu


class NetworkBox(ModelChoice):
    """See `ModelChoice`; the button has a menu with the networks on this computer.

    Args:
        label: buddy of the selector.
        session: the engine's.
        failed: called with what is wrong with a file that was picked.
    """

    kind, extension = KIND, EXTENSION

    def __init__(self, label: Any, session: Session, failed: Callable[[str], None]) -> None:
        self._session, self._failed = session, failed
        self._asked = False
        self._listed: list[tuple[str, str, str]] = []
        tip = _("A trained network. The scene keeps its name and where its file lies.")
        super().__init__(label, tip)
        self.button.text = _("Network")
        self.button.accessibleName = _("What to do with networks")
        self.button.toolTip = _("Load a network, or find the file of this one.")
        self._files = FileMenu(self.button, self)
        self.menu = self._files.menu
        self.menu.connect("aboutToShow()", self.fill)

    def ask(self, again: bool = False) -> None:
        """Have the networks on this computer listed for the menu, by an engine that has nothing
        else to do; a busy one is asked later."""
        self._asked = self._asked and not again
        if not self._asked and self._session.at_leisure:
            self._asked = True
            title = str(_("List networks"))
            self._session.submit(Request(LIST, {}, given({}), self._deliver, title))

    def load(self, path: str) -> None:
        """Choose the network in a file; one that is in the scene already stays one node."""
        self.take(path, self._failed)

    def pick(self) -> None:
        """Ask for a file and load it."""
        path = self.picked(_("Load a network"), _("MONAI bundles"))
        if path:
            self.load(path)

    def fill(self) -> None:
        """Fill the menu with what there is to choose."""
        self.menu.clear()
        self._files.add(_("Load a network…"), self.pick)
        for path, name, purpose in self._listed[:_MOST_LISTED]:
            short = purpose if len(purpose) <= _LONGEST else f"{purpose[:_LONGEST]}…"
            text = f"{name}: {short}" if short else name
            entry = self._files.add(text, lambda chosen=path: self.load(chosen))
            entry.toolTip = "\n".join(filter(None, (purpose, path)))
        self.menu.addSeparator()
        self._files.add_places()

    def read_facts(self, path: str) -> NetworkFacts:
        return read_facts(path)

    def told_of(self, facts: NetworkFacts | None) -> str:
        return facts_text(facts) if facts is not None else str(_("Train a network, or load one."))

    def _deliver(self, outputs: Mapping[str, Payload], _made: Made) -> Generator[Any, None, None]:
        table: Any = outputs["networks"]
        columns = {column.name: column.texts for column in table.columns}
        yield
        self._listed = list(zip(columns["path"], columns["name"], columns["purpose"], strict=True))
