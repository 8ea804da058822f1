"""Moves the slices to what the selected row of a table is about, also by the arrow keys."""

from __future__ import annotations

from typing import Any

import slicer

from ..scene.show import look_at
from ..scene.table_places import place_of


class TableRows:
    """Follows the table views of the layout, whatever layout is shown.

    Args:
        scene: the vtkMRMLScene.
    """

    def __init__(self, scene: Any) -> None:
        self._scene = scene
        self._followed: dict[str, tuple[Any, Any]] = {}
        slicer.app.layoutManager().connect("layoutChanged(int)", self._layout_changed)
        self.follow()

    def follow(self) -> None:
        """Follow the views that there are now; closing a scene replaces them."""
        manager = slicer.app.layoutManager()
        views = [manager.tableWidget(n).tableView() for n in range(manager.tableViewCount)]
        present = {str(view): view for view in views}
        for gone in self._followed.keys() - present.keys():
            del self._followed[gone]
        for key in present.keys() - self._followed.keys():
            listener = self._listener(present[key])
            present[key].connect("selectionChanged()", listener)
            self._followed[key] = present[key], listener

    def close(self) -> None:
        """Let go of the views."""
        slicer.app.layoutManager().disconnect("layoutChanged(int)", self._layout_changed)
        for view, listener in self._followed.values():
            view.disconnect("selectionChanged()", listener)
        self._followed = {}

    def _layout_changed(self, _layout: int) -> None:
        self.follow()

    def _listener(self, view: Any) -> Any:
        return lambda: self._selected(view)

    def _selected(self, view: Any) -> None:
        node, index = view.mrmlTableNode(), view.currentIndex()
        if node is None or not index.isValid():
            return
        place = place_of(node, index.column() if view.transposed else index.row())
        if place is not None:
            look_at(self._scene, place)
