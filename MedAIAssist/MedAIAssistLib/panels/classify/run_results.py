"""What validations, trainings and explanations made: run by run, in a list to go through."""

from __future__ import annotations

import re
from typing import Any

from slicer.i18n import tr as _

from ...scene.layouts import show_chart
from ...scene.provenance import ATTRIBUTE, how_made
from ...scene.reports import is_report
from ...scene.show import nodes_of
from ...scene.weak import weak
from ..enabling import enable
from ..results import Results
from ..table_views import show_quietly
from .chart_files import save_chart
from .run_texts import item_text, notes_of, run_text

_CHART, _TABLE = "vtkMRMLPlotChartNode", "vtkMRMLTableNode"
_KINDS = (_TABLE, _CHART, "vtkMRMLTextNode")
_ROWS = 7  # of the list; more are scrolled to
_NOTES = 4  # of a run; the tooltip has all


class RunResults:
    """Drives Classify.ui.

    Args:
        tasks: whose results are listed.
    """

    def __init__(self, ui: Any, scene: Any, results: Results, tasks: tuple[str, ...]) -> None:
        self._ui, self._scene, self._results = ui, scene, results
        self._tasks = tasks
        self._runs: list[list[Any]] = []
        self._ids: list[list[str]] = []
        ui.resultList.setFixedHeight(_ROWS * (ui.resultList.fontMetrics().height() + 4))
        ui.runBox.connect("currentIndexChanged(int)", lambda _index: self._fill())
        ui.resultList.connect("currentRowChanged(int)", lambda _row: self._chosen())
        ui.showResultButton.connect("clicked()", self._show)
        ui.exportResultButton.connect("clicked()", self._export)
        ui.pictureButton.connect("clicked()", self._save_picture)
        self.refresh()

    def refresh(self) -> None:
        """List what is in the scene; where that has changed, the newest run is chosen."""
        listed = self._listed()
        ids = [[node.GetID() for node in nodes] for nodes in listed]
        if ids == self._ids:
            return
        self._ids = ids
        self._runs = [[weak(node) for node in nodes] for nodes in listed]
        box = self._ui.runBox
        blocked = box.blockSignals(True)
        box.clear()
        box.addItems([run_text(nodes[0]) for nodes in listed])
        box.blockSignals(blocked)
        self._fill()

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        ui, node = self._ui, self.node
        none = "" if node is not None else _("Choose a result first.")
        table = none or ("" if _numbers(node) is not None else _("This result has no table."))
        drawn = node is not None and node.IsA(_CHART)
        chart = none or ("" if drawn else _("This result is no chart."))
        ui.resultsButton.visible = bool(self._runs)
        enable(ui.showResultButton, none, _("Show it beside the slices."))
        enable(ui.exportResultButton, table, _("Save the numbers as CSV."))
        enable(ui.pictureButton, chart, _("Save the chart as it is shown."))

    @property
    def node(self) -> Any | None:
        """The chosen result."""
        run, row = self._ui.runBox.currentIndex, self._ui.resultList.currentRow
        if not (0 <= run < len(self._runs) and 0 <= row < len(self._runs[run])):
            return None
        node = self._runs[run][row].Get()
        return node if node is not None and node.GetScene() is self._scene else None

    def _listed(self) -> list[list[Any]]:
        """Results by run, the newest first; tables before charts, as they came."""
        runs: dict[str, list[Any]] = {}
        for class_name in _KINDS:
            for node in nodes_of(self._scene, class_name):
                how = how_made(node)
                if how is not None and how.operation.split(".")[0] in self._tasks:
                    runs.setdefault(node.GetAttribute(ATTRIBUTE), []).append(node)
        return sorted(runs.values(), key=lambda nodes: -_number(nodes[0]))

    def _fill(self) -> None:
        """List the results of the chosen run by what distinguishes them."""
        ui, run = self._ui, self._ui.runBox.currentIndex
        references = self._runs[run] if 0 <= run < len(self._runs) else []
        notes = notes_of(references[0].Get()) if references else []
        ui.notesLabel.text = "\n".join(notes[:_NOTES])
        ui.notesLabel.toolTip = "\n".join(notes)
        ui.notesLabel.visible = bool(notes)
        blocked = ui.resultList.blockSignals(True)
        ui.resultList.clear()
        for reference in references:
            node = reference.Get()
            ui.resultList.addItem(item_text(node) if node is not None else "")
        ui.resultList.blockSignals(blocked)
        self.update()

    def _chosen(self) -> None:
        node = self.node
        if node is not None and not node.IsA("vtkMRMLTextNode"):
            self._show()
        self.update()

    def _show(self) -> None:
        node = self.node
        if node is None:
            return
        if node.IsA(_TABLE):
            show_quietly(self._scene, node)
        elif node.IsA(_CHART):
            show_chart(self._scene, node)
        elif is_report(node):
            self._results.show(node)

    def _export(self) -> None:
        table = _numbers(self.node)
        if table is not None:
            self._results.export(table)

    def _save_picture(self) -> None:
        node = self.node
        error = save_chart(node) if node is not None else ""
        if error:
            self._results.failed(error, "")


def _number(node: Any) -> int:
    """That Slicer gave to a node of its class; later ones have larger numbers."""
    digits = re.findall(r"\d+$", node.GetID() or "")
    return int(digits[0]) if digits else 0


def _numbers(node: Any | None) -> Any | None:
    """The table node of a table or chart."""
    if node is None or node.IsA(_TABLE):
        return node
    if not node.IsA(_CHART) or not node.GetNumberOfPlotSeriesNodes():
        return None
    return node.GetNthPlotSeriesNode(0).GetTableNode()
