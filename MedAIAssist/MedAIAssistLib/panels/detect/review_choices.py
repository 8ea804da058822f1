"""How the list of boxes is shown: score, words, rejected ones, pictures; kept in the scene."""

from __future__ import annotations

from typing import Any

from ...scene.box_facts import REJECTED
from ...scene.box_lists import SORTED_BY, BoxFilter
from ...session.signal import Signal
from ..state import PanelState, choice_of, keep_choice
from .box_view import BoxView

_TASK = "detect"
_ON, _OFF = "on", "off"


class ReviewChoices:
    """Drives the slider, the line to find boxes, and the check boxes of the review.

    Args:
        view: whose order is kept, too.

    Attributes:
        narrowed: called without arguments when other boxes are to be listed and seen.
        pictured: called without arguments when pictures are wanted, or no longer.
    """

    def __init__(self, ui: Any, view: BoxView) -> None:
        self._ui, self._view = ui, view
        self._state: PanelState | None = None
        self.narrowed, self.pictured = Signal(), Signal()
        ui.scoreSlider.connect("valueChanged(double)", lambda _value: self._changed(True))
        ui.boxFilterEdit.connect("textChanged(QString)", lambda _text: self._changed(True))
        ui.hideRejectedBox.connect("toggled(bool)", lambda _on: self._changed(True))
        ui.picturesBox.connect("toggled(bool)", lambda _on: self._changed(False))
        ui.lookIn3DBox.connect("toggled(bool)", lambda _on: self._keep())
        view.arranged.connect(self._keep)

    @property
    def filter(self) -> BoxFilter:
        """What is listed and seen."""
        hidden = (REJECTED,) if self._ui.hideRejectedBox.checked else ()
        words = str(self._ui.boxFilterEdit.text)
        return BoxFilter(round(float(self._ui.scoreSlider.value), 4), words, hidden)

    @property
    def pictures(self) -> bool:
        return bool(self._ui.picturesBox.checked)

    @property
    def in_3d(self) -> bool:
        """The 3D view follows, too."""
        return bool(self._ui.lookIn3DBox.checked)

    def show_state(self, state: PanelState | None) -> None:
        """Show what the scene keeps, and let it keep what is chosen; None: stop."""
        self._state = None
        if state is None:
            return
        ui = self._ui
        ui.scoreSlider.value = float(choice_of(state, _TASK, "least") or 0)
        ui.boxFilterEdit.text = choice_of(state, _TASK, "find")
        ui.hideRejectedBox.checked = choice_of(state, _TASK, "hide_rejected") == _ON
        ui.picturesBox.checked = choice_of(state, _TASK, "pictures") != _OFF
        ui.lookIn3DBox.checked = choice_of(state, _TASK, "in_3d") == _ON
        by, _blank, way = choice_of(state, _TASK, "sorted").partition(" ")
        if by in SORTED_BY:
            self._view.sorted_by, self._view.descending = by, way == "down"
        self._state = state

    def _changed(self, narrower: bool) -> None:
        if self._state is not None:
            self._keep()
            (self.narrowed if narrower else self.pictured)()

    def _keep(self) -> None:
        state, view, ui = self._state, self._view, self._ui
        if state is None:
            return
        order = f"{view.sorted_by} {'down' if view.descending else 'up'}"
        for name, value in (
            ("least", f"{self.filter.least:g}"),
            ("find", self.filter.words),
            ("hide_rejected", _ON if ui.hideRejectedBox.checked else ""),
            ("pictures", _ON if self.pictures else _OFF),
            ("in_3d", _ON if self.in_3d else ""),
            ("sorted", order),
        ):
            keep_choice(state, _TASK, name, value)
