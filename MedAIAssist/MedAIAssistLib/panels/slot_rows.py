"""Node selectors for the inputs of an operation, made from its slots."""

from __future__ import annotations

from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract import payloads
from medaiassist_engine.contract.operations import Operation, Slot

from ..scene.models import CLASSIFIER, MODEL_KIND
from ..session.signal import Signal
from .box_group_combo import BoxGroupCombo
from .node_selectors import settle
from .slot_texts import slot_title
from .texts import catalog_text

MAIN = "volume"
"""The slot that the panel's own selector fills."""

REGION = "region"
"""The slot of boxes that "Where" fills; the boxes of others are chosen as a group."""

NODE_TYPES: dict[type, list[str]] = {
    payloads.Volume: ["vtkMRMLScalarVolumeNode", "vtkMRMLVectorVolumeNode"],
    payloads.Table: ["vtkMRMLTableNode"],
    payloads.Points: ["vtkMRMLMarkupsFiducialNode"],
    payloads.Transform: ["vtkMRMLLinearTransformNode"],
    payloads.Sequence: ["vtkMRMLSequenceNode"],
    payloads.ModelRef: ["vtkMRMLTextNode"],
    payloads.Boxes: ["vtkMRMLMarkupsROINode"],
}
"""What can be selected; a mask or region is chosen under "Where"."""


def selected_slots(entry: Operation) -> list[Slot]:
    """The slots that a selector of their own fills."""
    return [s for s in entry.inputs if s.name not in (MAIN, REGION) and s.payload in NODE_TYPES]


class SlotRows:
    """Rows of a form, one for each slot beyond the main volume; made once, shown as needed.

    Args:
        layout: a QFormLayout.

    Attributes:
        changed: called without arguments when another node is chosen.
    """

    def __init__(self, layout: Any) -> None:
        self._layout = layout
        self._rows: dict[tuple[str, type, str, bool], tuple[Any, Any]] = {}
        self._shown: dict[str, tuple[Any, Any]] = {}
        self.changed = Signal()

    def show(self, entry: Operation) -> None:
        """Show the rows of an operation, and no others."""
        self._shown = {}
        for slot in selected_slots(entry):
            key = (slot.name, slot.payload, slot.kind, slot.optional)
            if key not in self._rows:
                self._rows[key] = self._make(slot)
            self._rows[key][1].toolTip = catalog_text(slot.help)
            self._shown[slot.name] = self._rows[key]
        visible = list(self._shown.values())
        for row in self._rows.values():
            for widget in row:
                widget.visible = row in visible

    @property
    def nodes(self) -> dict[str, Any]:
        """The chosen node, or None, of each shown slot."""
        return {name: selector.currentNode() for name, (_l, selector) in self._shown.items()}

    def choose(self, name: str, node: Any | None) -> None:
        """Choose the node of a shown slot."""
        self._shown[name][1].setCurrentNode(node)

    @property
    def labels(self) -> list[Any]:
        return [label for label, _selector in self._shown.values()]

    @property
    def selectors(self) -> list[Any]:
        return [selector for _label, selector in self._shown.values()]

    def refresh(self) -> None:
        """Nodes came or went."""
        shown = [s for s in self.selectors if isinstance(s, BoxGroupCombo)]
        for selector in shown:
            selector.refresh()

    def _make(self, slot: Slot) -> tuple[Any, Any]:
        if slot.payload is payloads.Boxes:
            return self._make_group(slot)
        label, selector = qt.QLabel(slot_title(slot.name)), slicer.qMRMLNodeComboBox()
        selector.nodeTypes = NODE_TYPES[slot.payload]
        if slot.payload is payloads.ModelRef:
            selector.addAttribute("vtkMRMLTextNode", MODEL_KIND, slot.kind or CLASSIFIER)
        selector.showChildNodeTypes = False
        selector.noneEnabled = True
        selector.noneDisplay = _("none") if slot.optional else _("choose one")
        selector.addEnabled = selector.removeEnabled = False
        selector.setMRMLScene(slicer.mrmlScene)
        selector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _node: self.changed())
        label.setBuddy(selector)
        settle(selector, label.text)
        self._layout.addRow(label, selector)
        return label, selector

    def _make_group(self, slot: Slot) -> tuple[Any, Any]:
        label = qt.QLabel(slot_title(slot.name))
        selector = BoxGroupCombo(str(_("none") if slot.optional else _("choose some")))
        selector.changed.connect(self.changed)
        selector.accessibleName = label.text
        label.setBuddy(selector)
        self._layout.addRow(label, selector)
        return label, selector
