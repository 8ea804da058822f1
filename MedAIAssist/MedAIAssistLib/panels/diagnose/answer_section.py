"""The answer below the button: bars, remarks, and buttons for what explains it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slicer.i18n import tr as _

from ...scene import answer_label, tables
from ...scene.provenance import how_made, input_node
from ...scene.show import show
from ..enabling import enable
from ..results import Results
from ..state import PanelState, choice_of, keep_choice, keep_node, node_of
from ..table_views import show_quietly
from .answer_box import Answer, AnswerBox, answer_text, answers_of
from .asked import Asked
from .returning import Returning

SLOTS = ("probabilities", "contributions", "chart", "unusual", "report", "nearest")
ASKED = "MedAIAssist.Asked"
"""Attribute of the probabilities: fingerprint of the choices that they are the answer for."""
_LABEL, _OFF = "label", "off"


class AnswerSection:
    """Drives the lower part of Diagnose.ui; the nodes are kept in the scene's state."""

    def __init__(self, ui: Any, scene: Any, results: Results) -> None:
        self._ui, self._scene, self._results = ui, scene, results
        self._state: PanelState | None = None
        self._task = ""
        self._answers: list[Answer] = []
        self._shown: tuple[Any, ...] = ()
        self._returning = Returning(scene)
        self.box = AnswerBox()
        ui.answerPlace.layout().addWidget(self.box.widget)
        ui.reportButton.connect("clicked()", lambda: results.show(self._node("report")))
        ui.chartButton.connect("clicked()", lambda: self._show("chart", "contributions"))
        ui.nearestButton.connect("clicked()", lambda: self._show("nearest"))
        ui.labelBox.connect("clicked(bool)", self._label_clicked)

    def show_state(self, state: PanelState, task: str) -> None:
        """Show the answer kept in the scene, and keep those that come."""
        self._state, self._task = state, task
        self._ui.labelBox.checked = choice_of(state, task, _LABEL) != _OFF
        self._show_answer()

    def land(self, asked: Asked, nodes: Mapping[str, Any]) -> None:
        """Show new results."""
        if self._state is None:
            return
        for slot in SLOTS:
            keep_node(self._state, self._task, slot, nodes.get(slot))
            self._returning.keep(slot, nodes.get(slot))
        nodes["probabilities"].SetAttribute(ASKED, asked.print)
        self._show_answer()
        self._show("chart", "nearest" if "nearest" in nodes else "contributions")
        self._results.show(nodes["report"])
        self._write_label()

    def update(self, current: str) -> None:
        """Buttons say why they cannot be pressed; an answer to other values says so.

        Args:
            current: fingerprint of what is chosen now.
        """
        ui = self._ui
        self._follow_undo()
        ui.answerButton.visible = bool(self._answers)
        for button, slot, tip in (
            (ui.reportButton, "report", _("Read the report, save it as HTML or PDF.")),
            (ui.chartButton, "chart", _("Show what speaks for and against, beside the slices.")),
            (ui.nearestButton, "nearest", _("Show the training cases that are most like this.")),
        ):
            gone = _("The model keeps no training cases.") if slot == "nearest" else _(
                "It is no longer in the scene.")  # fmt: skip
            enable(button, "" if self._node(slot) is not None else gone, tip)
        made = self._node("probabilities")
        stale = made is not None and made.GetAttribute(ASKED) != current
        ui.staleLabel.text = _(
            "This answer is for other choices than those above. Press Predict again."
        )
        ui.staleLabel.visible = stale

    def _follow_undo(self) -> None:
        """Results that have gone, come back, or got back what they held before."""
        if self._state is None:
            return
        for slot in SLOTS:
            if self._node(slot) is None and (node := self._returning.back(slot)) is not None:
                keep_node(self._state, self._task, slot, node)
                self._returning.keep(slot, node)
        if self._content() != self._shown:
            self._show_answer()
            self._write_label()

    def _content(self) -> tuple[Any, ...]:
        """Another one whenever what is to be shown is another."""
        nodes = [self._node(slot) for slot in ("probabilities", "unusual")]
        return tuple((n.GetID(), n.GetTable().GetMTime()) if n is not None else None for n in nodes)

    def _node(self, slot: str) -> Any | None:
        return node_of(self._state, self._task, slot) if self._state is not None else None

    def _show(self, *slots: str) -> None:
        for node in filter(None, map(self._node, slots)):
            if node.IsA("vtkMRMLTableNode"):
                show_quietly(self._scene, node)
            else:
                show(self._scene, node.GetID())

    def _show_answer(self) -> None:
        probabilities, unusual = self._node("probabilities"), self._node("unusual")
        self._answers = answers_of(tables.read(probabilities)) if probabilities is not None else []
        self.box.show(self._answers, tables.read(unusual) if unusual is not None else None)
        self._shown = self._content()
        for slot in SLOTS:
            self._returning.keep(slot, self._node(slot))

    def _write_label(self) -> None:
        """Where the segment is; a case without a volume has no place to write."""
        made, state = self._node("probabilities"), self._state
        if made is None:
            self._remove_label()
        if made is None or state is None or not self._ui.labelBox.checked or not self._answers:
            return
        volume, segments = (input_node(made, slot) for slot in ("volume", "segments"))
        how = how_made(made)
        chosen = how.segments.get("segments", "") if how is not None else ""
        place = answer_label.centre_of(volume, segments, chosen)
        if place is not None:
            old, text = self._node(_LABEL), answer_text(self._answers)
            node = answer_label.write_label(self._scene, old, text, place)
            keep_node(state, self._task, _LABEL, node)

    def _label_clicked(self, on: bool) -> None:
        if self._state is None:
            return
        keep_choice(self._state, self._task, _LABEL, "" if on else _OFF)
        if not on:
            self._remove_label()
        self._write_label()

    def _remove_label(self) -> None:
        node = self._node(_LABEL)
        if node is not None:
            self._scene.RemoveNode(node)
            keep_node(self._state, self._task, _LABEL, None)
