"""The list of cases with its pictures; how it is shown is kept in the scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...scene import cohorts
from ...session.jobs import Request
from ..state import PanelState, choice_of, keep_choice
from .case_view import CaseView
from .content import Content
from .pictures import Pictures

_TASK = "cohort"


class CaseList:
    """Shows the content.

    Args:
        ui: widgets of Cohort.ui.
        request: starts the job that makes pictures.

    Attributes:
        view: the list itself.
    """

    def __init__(self, ui: Any, content: Content, request: Callable[[Request], None]) -> None:
        self._box, self._content = ui.thumbnailsBox, content
        self._state: PanelState | None = None
        self.view = CaseView(ui.caseView, ui.filterEdit)
        self.pictures = Pictures(request, self._show)
        self._box.connect("toggled(bool)", self._toggled)
        self.view.columns_changed.connect(self._keep_columns)

    def follow(self, state: PanelState | None) -> None:
        """Show it as the scene keeps it, and let it keep what is chosen; None: stop."""
        self._state = None
        if state is not None:
            self._box.checked = choice_of(state, _TASK, "thumbnails") == "on"
        self._state = state

    def update(self) -> None:
        """There is other content."""
        self._show()
        self._want()

    def _show(self) -> None:
        texts, state = self._content.texts, self._state
        chosen = choice_of(state, _TASK, "columns").split("\n") if state is not None else []
        self.view.show(texts, chosen, self.pictures.of(texts) if self._box.checked else None)

    def _want(self) -> None:
        node = self._content.node
        if self._box.checked and node is not None:
            self.pictures.want(self._content.texts, lambda text: cohorts.named_node(node, text))

    def _toggled(self, on: bool) -> None:
        if self._state is not None:
            keep_choice(self._state, _TASK, "thumbnails", "on" if on else "")
        self.pictures.ask_again()
        self.update()

    def _keep_columns(self) -> None:
        if self._state is not None:
            keep_choice(self._state, _TASK, "columns", "\n".join(self.view.columns))
