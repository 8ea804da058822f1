"""Feature tables: shown beside the slices, exported, and followed row by row."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from ..scene.layouts import large
from .enabling import enable
from .node_selectors import settle
from .results import Results
from .table_rows import TableRows
from .table_views import show_quietly


class FeatureTables:
    """Drives the table selector and its buttons.

    Args:
        ui: widgets of FeatureTables.ui.
        scene: the vtkMRMLScene.
        results: exports.
    """

    def __init__(self, ui: Any, scene: Any, results: Results) -> None:
        self._ui = ui
        self.rows = TableRows(scene)
        results.landed.connect(self._landed)
        settle(ui.tableSelector, str(_("Feature table")))
        ui.tableSelector.connect("currentNodeChanged(vtkMRMLNode*)", lambda _node: self.update())
        ui.showTableButton.connect("clicked()", lambda: show_quietly(scene, self._table))
        ui.exportButton.connect("clicked()", lambda: results.export(self._table))

    @property
    def _table(self) -> Any | None:
        return self._ui.tableSelector.currentNode()

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        self.rows.follow()
        ui, table = self._ui, self._table
        none = "" if table is not None else _("Choose a table first.")
        ui.sizeLabel.text = _size_text(table) if table is not None else ""
        ui.sizeLabel.visible = table is not None
        tip = _("Show the table beside the slices. The arrow keys in it move the slices along.")
        enable(ui.showTableButton, none, tip)
        tip = _("Save the table as CSV, with units and descriptions in a second file.")
        enable(ui.exportButton, none, tip)

    def close(self) -> None:
        """Let go of the table views."""
        self.rows.close()

    def _landed(self, nodes: list[Any]) -> None:
        """The newest table is the one that people want to do something with."""
        for node in nodes[::-1]:
            if node.IsA("vtkMRMLTableNode"):
                self._ui.tableSelector.setCurrentNode(node)


def _size_text(table: Any) -> str:
    rows, columns = table.GetNumberOfRows(), table.GetNumberOfColumns()
    text = str(_("Rows: {rows}, columns: {columns}")).format(rows=rows, columns=columns)
    slow = str(_("Slicer needs a while to show a table of this size; exporting it is quick."))
    return f"{text}. {slow}" if large(table) else text
