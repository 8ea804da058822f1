"""Where the values of the case come from: typed, a row of a table, or measured in the volume."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation

from ...scene.case_rows import fitting_table, row_names, row_texts
from ...scene.extraction import Extraction, parse_extraction
from ...scene.model_files import ModelColumn, ModelFacts
from ...scene.tables import column_names
from ...session.scene_requests import NodeInput
from ...session.signal import Signal
from ..node_selectors import settle
from ..state import PanelState, choice_of, keep_choice, keep_node, node_of
from ..texts import catalog_text
from ..where_box import Place, WhereBox

FORM, ROW, VOLUME = "form", "row", "volume"
_KINDS = (FORM, ROW, VOLUME)
_DISABLED_ROLE = qt.Qt.UserRole - 1


class CaseSource:
    """Drives the selectors of Diagnose.ui.

    Attributes:
        changed: called without arguments when anything else is chosen.
        extraction: how the chosen model's features are made; None where it does not tell.
        where: the segments that are measured, and outlined in the report.
    """

    def __init__(self, ui: Any, scene: Any) -> None:
        self._ui, self._scene = ui, scene
        self._facts: ModelFacts | None = None
        self._rows: list[str] = []
        self.extraction: Extraction | None = None
        self.changed = Signal()
        self.where = WhereBox(ui.whereBox, scene, views=False)
        settle(ui.volumeSelector, ui.volumeLabel.text)
        settle(ui.tableSelector, ui.tableLabel.text)
        ui.sourceBox.addItems([_("the fields below"), _("a row of a table"), ""])
        ui.sourceBox.connect("currentIndexChanged(int)", lambda _index: self._kind_chosen())
        ui.tableSelector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _n: self._list_rows())
        ui.rowBox.connect("currentIndexChanged(int)", lambda _index: self.changed())
        ui.volumeSelector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _n: self.changed())
        self.where.changed.connect(self.changed)
        self.show(None)

    @property
    def kind(self) -> str:
        return _KINDS[max(0, self._ui.sourceBox.currentIndex)]

    @kind.setter
    def kind(self, kind: str) -> None:
        allowed = kind in _KINDS and (kind != VOLUME or self.extraction is not None)
        self._ui.sourceBox.currentIndex = _KINDS.index(kind) if allowed else 0

    @property
    def volume(self) -> Any | None:
        return self._ui.volumeSelector.currentNode()

    @property
    def table(self) -> Any | None:
        return self._ui.tableSelector.currentNode()

    @property
    def row(self) -> str:
        """Name of the chosen row; "" without one."""
        index: int = self._ui.rowBox.currentIndex
        return self._rows[index] if 0 <= index < len(self._rows) else ""

    @row.setter
    def row(self, name: str) -> None:
        if name in self._rows:
            self._ui.rowBox.currentIndex = self._rows.index(name)

    @property
    def title(self) -> str:
        """What the case is called: its row, its volume, or nothing in particular."""
        if self.kind == ROW and self.row:
            return self.row
        return str(self.volume.GetName()) if self.volume is not None else str(_("Case"))

    def show(self, facts: ModelFacts | None) -> None:
        """Offer what suits a model."""
        self._facts = facts
        self.extraction = parse_extraction(facts.extraction) if facts is not None else None
        entry = operation(self.extraction.operation) if self.extraction is not None else None
        text = _("the volume: {operation}").format(operation=catalog_text(entry.title)) if (
            entry is not None) else _("the volume (the model does not say how)")  # fmt: skip
        box, index = self._ui.sourceBox, _KINDS.index(VOLUME)
        box.setItemText(index, text)
        box.setItemData(index, None if entry is not None else 0, _DISABLED_ROLE)
        if entry is None and self.kind == VOLUME:
            self.kind = FORM
        self._show_rows()

    def choose_likely(self) -> None:
        """What is most likely meant for the model: measuring, else the newest table that fits."""
        if self._facts is None:
            return
        fitting = fitting_table(self._scene, [c.name for c in self._facts.columns])
        if fitting is not None:
            self._ui.tableSelector.setCurrentNode(fitting)
        self.kind = VOLUME if self.extraction is not None else ROW if fitting is not None else FORM

    def show_volume(self, volume: Any | None) -> None:
        self._ui.volumeSelector.setCurrentNode(volume)

    def restore(self, state: PanelState, task: str) -> None:
        """Choose what the scene keeps, else what is most likely meant."""
        kind = choice_of(state, task, "source")
        if not kind:
            self.choose_likely()
            return
        self._ui.tableSelector.setCurrentNode(node_of(state, task, "table"))
        self.kind, self.row = kind, choice_of(state, task, "row")
        place = node_of(state, task, "where")
        node_id = place.GetID() if place is not None else ""
        self.where.place = Place("", node_id, choice_of(state, task, "segment"))

    def keep(self, state: PanelState, task: str) -> None:
        """Let the scene keep what is chosen."""
        state.volume = self.volume
        keep_choice(state, task, "source", self.kind)
        keep_choice(state, task, "row", self.row)
        keep_choice(state, task, "segment", self.where.place.segment_id)
        keep_node(state, task, "table", self.table)
        keep_node(state, task, "where", self.where.node)

    @property
    def gives(self) -> bool:
        """Whether there are values without any that are typed."""
        return self.kind != FORM

    def typed_columns(self) -> Sequence[ModelColumn]:
        """The columns to be typed; of a volume only those that are not measured."""
        if self._facts is None:
            return ()
        if self.kind == VOLUME and self.extraction is not None:
            return [c for c in self._facts.columns if c.name in self.extraction.columns]
        return self._facts.columns

    def texts(self) -> dict[str, str]:
        """The cells of the chosen row; nothing for other kinds."""
        table, index = self.table, self._ui.rowBox.currentIndex
        if self.kind != ROW or self._facts is None or table is None or not self.row:
            return {}
        if index >= table.GetNumberOfRows():
            return {}
        return row_texts(table, index, [c.name for c in self._facts.columns])

    def lacking(self) -> list[str]:
        """The model's columns that the chosen table has not."""
        if self.kind != ROW or self._facts is None or self.table is None:
            return []
        there = set(column_names(self.table))
        return [c.name for c in self._facts.columns if c.name not in there]

    def tell_lacking(self) -> None:
        """Say which columns the table has not, before they silently count as missing."""
        lacking, label = self.lacking(), self._ui.lackingLabel
        text = _("The table lacks {count} columns of the model, which count as missing: {names}")
        names = ", ".join(lacking[:5]) + (", …" if len(lacking) > 5 else "")
        label.text = text.format(count=len(lacking), names=names)
        label.visible = bool(lacking)

    def reason(self) -> str:
        """Why there are no values to predict from; "" if there are."""
        if self.kind == ROW and self.table is None:
            return str(_("Choose a table first."))
        if self.kind == ROW and self._facts is not None:
            if len(self.lacking()) == len(self._facts.columns):
                return str(_("The table has none of the columns that the model needs."))
            if not self.row:
                return str(_("The table has no row."))
        if self.kind == VOLUME and self.volume is None:
            return str(_("Choose an input volume first."))
        return ""

    def pictured(self) -> dict[str, NodeInput]:
        """Volume and segments for the pictures of the report."""
        if self.volume is None:
            return {}
        given = {"volume": NodeInput(self.volume)}
        node = self.where.node
        if node is not None and node.IsA("vtkMRMLSegmentationNode"):
            given["segments"] = NodeInput(node, self.where.place.segment_id or None)
        return given

    def _kind_chosen(self) -> None:
        self._show_rows()
        self.changed()

    def _show_rows(self) -> None:
        ui, rows = self._ui, self.kind == ROW
        for widget in (ui.tableLabel, ui.tableSelector, ui.rowLabel, ui.rowBox):
            widget.visible = rows

    def _list_rows(self) -> None:
        before, box = self.row, self._ui.rowBox
        self._rows = row_names(self.table) if self.table is not None else []
        blocked = box.blockSignals(True)
        box.clear()
        box.addItems(self._rows)
        box.blockSignals(blocked)
        self.row = before
        self.changed()
