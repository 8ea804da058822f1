"""Tables and charts where the user looks: in a layout that has room for them beside the slices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import slicer

_Layout = slicer.vtkMRMLLayoutNode
_MOST_CELLS, _MOST_COLUMNS = 10_000, 1_000

WITH_TABLE = (
    _Layout.SlicerLayoutFourUpTableView,
    _Layout.SlicerLayout3DTableView,
    _Layout.SlicerLayoutFourUpPlotTableView,
)
WITH_PLOT = (
    _Layout.SlicerLayoutConventionalPlotView,
    _Layout.SlicerLayoutFourUpPlotView,
    _Layout.SlicerLayoutFourUpPlotTableView,
    _Layout.SlicerLayoutOneUpPlotView,
    _Layout.SlicerLayoutThreeOverThreePlotView,
)
_ROOMY = {
    (True, False): WITH_TABLE[0],
    (False, True): _Layout.SlicerLayoutFourUpPlotView,
    (True, True): _Layout.SlicerLayoutFourUpPlotTableView,
}
"""The layout for tables, for charts, and for both."""


def large(table: Any) -> bool:
    """Whether Slicer's table view needs more than about 50 ms for a table node."""
    columns = table.GetNumberOfColumns()
    return bool(columns > _MOST_COLUMNS or columns * table.GetNumberOfRows() > _MOST_CELLS)


def make_room(scene: Any, nodes: Sequence[Any]) -> None:
    """Take a layout with a view for the tables and charts among some nodes, once for all of them;
    the present one stays if it has what they need."""
    layout = scene.GetFirstNodeByClass("vtkMRMLLayoutNode")
    if layout is None:
        return
    present = layout.GetViewArrangement()
    had = present in WITH_TABLE, present in WITH_PLOT
    needed = (
        had[0] or any(node.IsA("vtkMRMLTableNode") for node in nodes),
        had[1] or any(node.IsA("vtkMRMLPlotChartNode") for node in nodes),
    )
    if needed != had:
        layout.SetViewArrangement(_ROOMY[needed])


def show_table(scene: Any, node: Any) -> None:
    """Show a table in all table views; the layout changes only if it has none."""
    make_room(scene, [node])
    for selection in _nodes(scene, "vtkMRMLSelectionNode"):
        selection.SetReferenceActiveTableID(node.GetID())
    for view in _nodes(scene, "vtkMRMLTableViewNode"):
        view.SetTableNodeID(node.GetID())


def show_chart(scene: Any, node: Any) -> None:
    """Show a chart in all plot views; the layout changes only if it has none."""
    make_room(scene, [node])
    for selection in _nodes(scene, "vtkMRMLSelectionNode"):
        selection.SetReferenceActivePlotChartID(node.GetID())
    for view in _nodes(scene, "vtkMRMLPlotViewNode"):
        view.SetPlotChartNodeID(node.GetID())


def _nodes(scene: Any, class_name: str) -> list[Any]:
    count = scene.GetNumberOfNodesByClass(class_name)
    return [scene.GetNthNodeByClass(n, class_name) for n in range(count)]
