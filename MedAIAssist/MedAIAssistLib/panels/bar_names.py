"""The names of bars along the axis of bar charts, where Slicer's plot views have numbers."""

from __future__ import annotations

from typing import Any

import qt
import slicer
import vtk

from ..scene.show import nodes_of

_LONGEST = 18  # characters
_MOST = 40  # bars; names of more would lie over each other


class BarNames:
    """Follows the plot views of the layout.

    Args:
        scene: the vtkMRMLScene.
    """

    def __init__(self, scene: Any) -> None:
        self._scene = scene
        self._tags: list[tuple[Any, int]] = []
        self._named: set[str] = set()
        self._timer = qt.QTimer()  # after the views have drawn anew
        self._timer.setSingleShot(True)
        self._timer.connect("timeout()", self._update)
        slicer.app.layoutManager().connect("layoutChanged(int)", self._follow)
        self._tag = scene.AddObserver(scene.NodeAddedEvent, lambda _c, _e: self._timer.start(0))
        self._follow()

    def refresh(self) -> None:
        """Write the names anew: a chart that is shown may have got new content."""
        self._timer.start(0)

    def close(self) -> None:
        """Let go of the views."""
        slicer.app.layoutManager().disconnect("layoutChanged(int)", self._follow)
        self._scene.RemoveObserver(self._tag)
        self._unfollow()
        self._timer.stop()

    def _follow(self, _layout: int = 0) -> None:
        self._unfollow()
        for node in nodes_of(self._scene, "vtkMRMLPlotViewNode"):
            tag = node.AddObserver("ModifiedEvent", lambda _c, _e: self._timer.start(0))
            self._tags.append((node, tag))
        self._timer.start(0)

    def _unfollow(self) -> None:
        for node, tag in self._tags:
            node.RemoveObserver(tag)
        self._tags = []

    def _update(self) -> None:
        followed = {node.GetID() for node, _tag in self._tags}
        if followed != {n.GetID() for n in nodes_of(self._scene, "vtkMRMLPlotViewNode")}:
            self._follow()
        manager = slicer.app.layoutManager()
        for n in range(manager.plotViewCount):
            widget = manager.plotWidget(n)
            node = widget.mrmlPlotViewNode()
            names = bar_names(node.GetPlotChartNode()) if node is not None else []
            if names or node.GetID() in self._named:
                (self._named.add if names else self._named.discard)(node.GetID())
                _write(widget.plotView(), names)


def bar_names(chart: Any | None) -> list[str]:
    """Names of the bars of a chart node; none for other charts, and for very many bars."""
    if chart is None or not chart.GetNumberOfPlotSeriesNodes():
        return []
    series = chart.GetNthPlotSeriesNode(0)
    table = series.GetTableNode() if series is not None else None
    if table is None or series.GetPlotType() != series.PlotTypeBar:
        return []
    column = table.GetTable().GetColumnByName(series.GetLabelColumnName() or "")
    if not isinstance(column, vtk.vtkStringArray) or column.GetNumberOfValues() > _MOST:
        return []
    return [column.GetValue(row) for row in range(column.GetNumberOfValues())]


def _write(view: Any, names: list[str]) -> None:
    axis = view.chart().GetAxis(vtk.vtkAxis.BOTTOM)
    properties = axis.GetLabelProperties()
    if not names:
        axis.SetCustomTickPositions(None, None)
        properties.SetOrientation(0)
        properties.SetJustificationToCentered()
    else:
        places, labels = vtk.vtkDoubleArray(), vtk.vtkStringArray()
        for place, name in enumerate(names):
            places.InsertNextValue(place)
            labels.InsertNextValue(_short(name))
        axis.SetCustomTickPositions(places, labels)
        properties.SetOrientation(30)
        properties.SetJustificationToRight()
    axis.Update()
    view.chart().RecalculateBounds()
    view.scene().SetDirty(True)


def _short(name: str) -> str:
    """The end is kept: names of features begin alike."""
    return name if len(name) <= _LONGEST else f"…{name[1 - _LONGEST :]}"
