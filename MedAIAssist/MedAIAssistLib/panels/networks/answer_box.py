"""What a network answered, in words and in the views, and what speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operations

from ...scene import answer_label, heat_maps
from ...scene.network_answers import Answer, answers_of, classes_of, is_answers, places_of
from ...scene.provenance import how_made, input_node
from ...scene.show import nodes_of
from ...scene.weak import weak
from ...session.scene_requests import NodeInput
from ..enabling import enable
from ..scrolling import reveal
from .network_texts import answer_text, answers_text

_ATTRIBUTE = "MedAIAssist.NetworkAnswers"
"""Marks the labels in the views; as a reference role it leads to the table they are from."""

Explain = Callable[[str, dict[str, Any], dict[str, NodeInput]], None]


class AnswerBox:
    """Hidden until a network has answered.

    Args:
        scene: the vtkMRMLScene.
        explain: called with operation, parameters and inputs of the heat map that is wanted.

    Attributes:
        widget: to be put into a layout.
    """

    def __init__(self, scene: Any, explain: Explain) -> None:
        self._scene, self._explain = scene, explain
        self._table = weak(None)
        self._answers: list[Answer] = []
        self.widget = qt.QWidget()
        layout = qt.QGridLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self.text, self.faith = qt.QLabel(), qt.QLabel()
        for label in (self.text, self.faith):
            label.wordWrap = True
            label.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        self.classes = qt.QComboBox()
        self.classes.sizeAdjustPolicy = qt.QComboBox.AdjustToMinimumContentsLengthWithIcon
        self.classes.minimumContentsLength = 8
        self.classes.accessibleName = _("Class to explain")
        self.classes.toolTip = _("What is to be explained; the answer, or another class.")
        self.button = qt.QPushButton(_("Show what speaks for it"))
        self.button.connect("clicked()", self.explain)
        layout.addWidget(self.text, 0, 0, 1, 2)
        layout.addWidget(self.classes, 1, 0)
        layout.addWidget(self.button, 1, 1)
        layout.addWidget(self.faith, 2, 0, 1, 2)
        self.update()

    @property
    def table(self) -> Any | None:
        """The table of the latest answers, while it is in the scene."""
        node = self._table.Get()
        return node if node is not None and node.GetScene() is self._scene else None

    def land(self, nodes: list[Any]) -> None:
        """Take the results of a job."""
        for node in nodes:
            if is_answers(node):
                self._take(node)
                reveal(self.button)
            elif heat_maps.is_heat_map(node):
                heat_maps.colour(node)
                self.faith.text = "\n".join(heat_maps.meaning(node))
                reveal(self.faith)
        self.update()

    def update(self) -> None:
        """What is gone is no longer told of; what came with the scene is."""
        if self.table is None:
            self._answers = []
            self.faith.text = ""
            for label in self._labels():
                table = label.GetNodeReference(_ATTRIBUTE)
                if table is None:
                    self._scene.RemoveNode(label)
                else:
                    self._tell(table)
        self.widget.visible = bool(self._answers)
        self.faith.visible = bool(self.faith.text)
        known = heat_maps.OPERATION in operations()
        for part in (self.classes, self.button):
            part.visible = known
        reason = ""
        if self.table is not None and input_node(self.table, "volume") is None:
            reason = _("Apply the network to a volume first.")
        tip = _("Lay a heat map over the slices: red speaks most for the class.")
        enable(self.button, reason, tip)

    def explain(self) -> None:
        """Ask for the heat map of the chosen class."""
        table = self.table
        how = how_made(table) if table is not None else None
        if table is None or how is None:
            return
        taken = {slot.name for slot in operations()[heat_maps.OPERATION].inputs}
        inputs = {
            slot: NodeInput(input_node(table, slot), how.segments.get(slot))
            for slot in how.inputs
            if slot in taken and input_node(table, slot) is not None
        }
        label = str(self.classes.currentText) if self.classes.currentIndex > 0 else ""
        self._explain(heat_maps.OPERATION, {heat_maps.CLASS: label}, inputs)

    def _tell(self, node: Any) -> None:
        self._table, self._answers = weak(node), answers_of(node)
        self.text.text = answers_text(self._answers)
        self.faith.text = ""
        self.classes.clear()
        self.classes.addItems([_("the answer"), *classes_of(node)])

    def _take(self, node: Any) -> None:
        self._tell(node)
        for old in self._labels():
            self._scene.RemoveNode(old)
        placed = zip(self._answers, places_of(node, self._answers), strict=True)
        labels = [(answer_text(answer), place) for answer, place in placed if place is not None]
        if labels:
            written = answer_label.write_labels(self._scene, None, labels)
            written.SetAttribute(_ATTRIBUTE, "1")
            written.SetNodeReferenceID(_ATTRIBUTE, node.GetID())

    def _labels(self) -> list[Any]:
        """Those of networks in the views; the one on the Diagnose tab is none of them."""
        listed = nodes_of(self._scene, "vtkMRMLMarkupsFiducialNode")
        return [node for node in listed if node.GetAttribute(_ATTRIBUTE)]
