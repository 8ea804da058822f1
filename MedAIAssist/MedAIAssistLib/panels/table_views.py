"""Tables in Slicer's table views, filled without a pause that people notice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import slicer

from ..scene.layouts import make_room, show_table

_MEASURED = 1000
"""Cells that are looked at to make the columns wide enough."""


def show_quietly(scene: Any, table: Any) -> None:
    """Show a table node in all table views; they hear of the whole table, not of every cell.

    Slicer's model tells its views of each cell, and they go through all rows each time: 3,000 rows
    take a second, so 0.04 s.
    """
    make_room(scene, [table])
    with _quiet_views():
        show_table(scene, table)


@contextmanager
def _quiet_views() -> Iterator[None]:
    manager = slicer.app.layoutManager()
    views = [manager.tableWidget(n).tableView() for n in range(manager.tableViewCount)]
    for view in views:
        view.tableModel().blockSignals(True)
    try:
        yield
    finally:
        for view in views:
            model = view.tableModel()
            model.blockSignals(False)
            view.sortFilterProxyModel().setSourceModel(model)  # takes all in at once
            rows = _MEASURED // max(1, model.columnCount())  # 0: those that are visible
            view.horizontalHeader().setResizeContentsPrecision(rows)
            view.resizeColumnsToContents()
