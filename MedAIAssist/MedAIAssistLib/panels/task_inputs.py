"""What an operation works on: the nodes for its slots, as the panel's selectors have them."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation, Slot
from medaiassist_engine.contract.payloads import Boxes, LabelMap, ModelRef, Table, Volume

from ..scene.box_groups import group_of, groups, is_box
from ..scene.models import CLASSIFIER, is_model, models
from ..scene.show import nodes_of
from ..session.scene_requests import GroupInput, NodeInput
from ..session.signal import Signal
from .slot_rows import MAIN, NODE_TYPES, REGION, SlotRows, selected_slots
from .slot_texts import slot_title
from .state import PanelState, choice_of, keep_choice, keep_node, node_of
from .texts import catalog_text
from .where_box import ROI, Place, WhereBox

TABLE = "table"


def takes_either(entry: Operation) -> bool:
    """Whether an operation works on a volume or, instead of it, on a table."""
    optional = {slot.name for slot in entry.inputs if slot.optional}
    return {MAIN, TABLE} <= optional


class TaskInputs:
    """Drives the volume selector, the rows of further inputs, and the box that limits them.

    Args:
        ui: the task's widgets.
        scene: the vtkMRMLScene.
        task: name under which the choices are kept.
        views: offer the slices of the slice views.

    Attributes:
        changed: called without arguments when anything else is chosen.
    """

    def __init__(self, ui: Any, scene: Any, task: str, views: bool) -> None:
        self._ui, self._scene, self._task = ui, scene, task
        self._state: PanelState | None = None
        self._entry: Operation | None = None
        self.where = WhereBox(ui.whereBox, scene, views)
        self.rows = SlotRows(ui.slotsPlace.layout())
        self.changed = Signal()
        ui.volumeSelector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _n: self.changed())
        self.rows.changed.connect(self._rows_changed)
        self.where.changed.connect(self._where_changed)

    @property
    def volume(self) -> Any | None:
        return self._ui.volumeSelector.currentNode()

    def show(self, entry: Operation) -> None:
        """Show the selectors that an operation needs."""
        self._entry = entry
        self.rows.show(entry)
        self._ui.slotsPlace.visible = bool(self.rows.selectors)
        self._restore_rows()
        self._show_place()

    def _show_place(self) -> None:
        """Show what chooses a volume and its part, where these are taken."""
        ui, entry = self._ui, self._entry
        assert entry is not None
        instead = self._by_table(entry)
        for widget in (ui.volumeLabel, ui.volumeSelector):
            widget.visible = self._of_main(entry) and not instead
        limited = any(
            slot.payload in (Volume, LabelMap) or slot.name == REGION for slot in entry.inputs
        )
        for widget in (ui.whereLabel, ui.whereBox):
            widget.visible = limited and not instead

    def refresh(self) -> None:
        """Nodes came or went."""
        self.where.refresh()
        self.rows.refresh()

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene, and keep those made from now on."""
        self._state = None
        self.where.refresh()
        if state is not None:
            node = node_of(state, self._task, "where")
            view, segment = (choice_of(state, self._task, n) for n in ("view", "segment"))
            self.where.place = Place(view, node.GetID() if node is not None else "", segment)
        self._state = state
        self._restore_rows()

    def reason(self, entry: Operation) -> str:
        """Why there is nothing to work on; "" if there is."""
        if self._of_main(entry) and self.volume is None and not self._by_table(entry):
            return str(_("Choose an input volume first."))
        chosen = self.rows.nodes
        for slot in selected_slots(entry):
            if chosen.get(slot.name) is None and not slot.optional:
                text = _("Choose an input first: {slot}.")
                return str(text.format(slot=slot_title(slot.name)))
        if self._limit_slot(entry) is None or self._by_table(entry):
            return ""
        if self._limit_slot(entry) not in {slot.name for slot in entry.inputs}:
            text = _("{title} works on whole volumes only. Choose the whole volume.")
            if self._takes(entry, LabelMap):
                text = _(
                    "{title} cannot be limited to a ROI. Choose the whole volume or a segmentation."
                )
            return str(text.format(title=catalog_text(entry.title)))
        return ""

    def given(self, entry: Operation) -> dict[str, NodeInput]:
        """The inputs by slot, in the order of the slots."""
        if self._by_table(entry):
            chosen = self.rows.nodes.items()
            return {slot: _input(node) for slot, node in chosen if node is not None}
        nodes = {MAIN: self.volume, **self.rows.nodes}
        limit, place = self._limit_slot(entry), self.where.place
        inputs = {}
        for slot in entry.inputs:
            if slot.name == limit and self.where.node is not None:
                inputs[slot.name] = NodeInput(self.where.node, place.segment_id or None)
            elif nodes.get(slot.name) is not None:
                plane = self.where.plane if slot.payload is Volume else None
                inputs[slot.name] = _input(nodes[slot.name], plane)
        return inputs

    def _limit_slot(self, entry: Operation) -> str | None:
        """The slot that the chosen ROI or segmentation fills; one the operation lacks: its kind."""
        node = self.where.node
        if node is None or not any(s.payload is Volume for s in entry.inputs):
            return None
        if node.IsA(ROI):
            return REGION
        return next((s.name for s in entry.inputs if s.payload is LabelMap), LabelMap.__name__)

    def _by_table(self, entry: Operation) -> bool:
        """A table was chosen where a volume could have been."""
        return takes_either(entry) and self.rows.nodes.get(TABLE) is not None

    def _takes(self, entry: Operation, kind: type) -> bool:
        return any(slot.payload is kind for slot in entry.inputs)

    def _of_main(self, entry: Operation) -> bool:
        return any(slot.name == MAIN for slot in entry.inputs)

    def _restore_rows(self) -> None:
        """Choose what was chosen last, else what is most likely meant."""
        state, self._state = self._state, None
        if state is not None and self._entry is not None:
            for slot in selected_slots(self._entry):
                kept = node_of(state, self._task, slot.name)
                if slot.payload is ModelRef and kept is not None:
                    kept = kept if is_model(kept, slot.kind or CLASSIFIER) else None
                if slot.payload is Boxes:
                    kept = kept if is_box(kept) else None
                if slot.name == TABLE and takes_either(self._entry):
                    kept = None  # it was chosen for another method
                self.rows.choose(slot.name, kept or self._likely(self._entry, slot))
        self._state = state

    def _likely(self, entry: Operation, slot: Slot) -> Any | None:
        """The input volume for the first volume, the newest table or model for one of these."""
        if slot.payload is Volume:
            return self.volume if slot is entry.inputs[0] else None
        if slot.optional and (slot.payload in (ModelRef, Boxes) or takes_either(entry)):
            return None
        if slot.payload is Boxes:
            return next((group.nodes[0] for group in groups(self._scene)), None)
        if slot.payload is ModelRef:
            return next(reversed(models(self._scene, slot.kind or CLASSIFIER)), None)
        listed = nodes_of(self._scene, NODE_TYPES[slot.payload][0])
        shown = [node for node in listed if not node.GetHideFromEditors()]
        return shown[-1] if shown and slot.payload is Table else None

    def _rows_changed(self) -> None:
        if self._state is not None:
            for name, node in self.rows.nodes.items():
                keep_node(self._state, self._task, name, node)
        if self._entry is not None:
            self._show_place()
        self.changed()

    def _where_changed(self) -> None:
        if self._state is not None:
            place = self.where.place
            keep_node(self._state, self._task, "where", self.where.node)
            keep_choice(self._state, self._task, "view", place.view)
            keep_choice(self._state, self._task, "segment", place.segment_id)
        self.changed()


def _input(node: Any, plane: Any = None) -> NodeInput:
    """A node as an input; a box stands for all of its group."""
    if is_box(node):
        group = group_of(node)
        return GroupInput(group.nodes, group.name)
    return NodeInput(node, plane=plane)
