"""A chart that is shown while something goes on, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from medaiassist_engine.contract.payloads import Chart

from . import charts
from .layouts import show_chart
from .show import nodes_of
from .steps import finish


class PassingChart:
    """One at a time; its nodes are hidden from people's lists and not saved.

    Args:
        scene: the vtkMRMLScene.
    """

    def __init__(self, scene: Any) -> None:
        self._scene = scene
        self._id: str | None = None
        self._before: dict[str, str] = {}

    @property
    def node(self) -> Any | None:
        """The chart's node while it is shown."""
        return self._scene.GetNodeByID(self._id) if self._id else None

    def show(self, chart: Chart) -> None:
        """Show a chart in the plot views, in place of the last one."""
        new = self.node is None
        if new:
            self._before = {
                view.GetID(): view.GetPlotChartNodeID() or ""
                for view in nodes_of(self._scene, "vtkMRMLPlotViewNode")
            }
        self._id = finish(charts.write(self._scene, chart, self._id))
        if new:
            for node in self._parts():
                node.SetHideFromEditors(True)
                node.SetSaveWithScene(False)
            show_chart(self._scene, self.node)

    def clear(self) -> None:
        """Remove it; views that still show it have what they had before."""
        parts, known = list(self._parts()), self._id
        self._id = None
        for view in nodes_of(self._scene, "vtkMRMLPlotViewNode"):
            if known and view.GetPlotChartNodeID() == known:
                before = self._before.get(view.GetID(), "")
                view.SetPlotChartNodeID(before if self._scene.GetNodeByID(before) else None)
        for node in parts:
            self._scene.RemoveNode(node)

    def _parts(self) -> Iterator[Any]:
        """The chart, its series and its table."""
        chart = self.node
        if chart is None:
            return
        series = [chart.GetNthPlotSeriesNode(n) for n in range(chart.GetNumberOfPlotSeriesNodes())]
        tables = {one.GetTableNodeID(): one.GetTableNode() for one in series if one is not None}
        yield chart
        yield from filter(None, series)
        yield from filter(None, tables.values())
