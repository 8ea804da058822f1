"""Tables and charts where the user looks: in a layout that has room for them beside the slices."""

from __future__ import annotations

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


def large(table: Any) -> bool:
    """Whether Slicer's table view needs more than about 50 ms for a table node."""
    columns = table.GetNumberOfColumns()
    return bool(columns > _MOST_COLUMNS or columns * table.GetNumberOfRows() > _MOST_CELLS)


def show_table(scene: Any, node: Any) -> None:
    """Show a table in all table views; the layout changes only if it has none."""
    make_room_for_table(scene)
    for selection in _nodes(scene, "vtkMRMLSelectionNode"):
        selection.SetReferenceActiveTableID(node.GetID())
    for view in _nodes(scene, "vtkMRMLTableViewNode"):
        view.SetTableNodeID(node.GetID())


def make_room_for_table(scene: Any) -> None:
    """Take a layout with a table view, unless the present one has one."""
    layout = _layout(scene)
    if layout is not None and layout.GetViewArrangement() not in WITH_TABLE:
        both = layout.GetViewArrangement() in WITH_PLOT
        layout.SetViewArrangement(
            _Layout.SlicerLayoutFourUpPlotTableView if both else WITH_TABLE[0]
        )


def show_chart(scene: Any, node: Any) -> None:
    """Show a chart in all plot views; the layout changes only if it has none."""
    layout = _layout(scene)
    if layout is not None and layout.GetViewArrangement() not in WITH_PLOT:
        both = layout.GetViewArrangement() in WITH_TABLE
        layout.SetViewArrangement(
            _Layout.SlicerLayoutFourUpPlotTableView if both else _Layout.SlicerLayoutFourUpPlotView
        )
    for selection in _nodes(scene, "vtkMRMLSelectionNode"):
        selection.SetReferenceActivePlotChartID(node.GetID())
    for view in _nodes(scene, "vtkMRMLPlotViewNode"):
        view.SetPlotChartNodeID(node.GetID())


def _layout(scene: Any) -> Any | None:
    return scene.GetFirstNodeByClass("vtkMRMLLayoutNode")


def _nodes(scene: Any, class_name: str) -> list[Any]:
    count = scene.GetNumberOfNodesByClass(class_name)
    return [scene.GetNthNodeByClass(n, class_name) for n in range(count)]
