"""The cohort that is shown: read from its table node, followed, and replaced with undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
import vtk
from slicer.i18n import tr as _

from medaiassist_engine.contract.payloads import Table

from ...scene import cohorts, tables
from ...scene.steps import finish
from ...scene.undo import Change
from ...session.scene_session import SceneSession
from .cell_texts import CellTexts


class Content:
    """A table node and what it holds.

    Args:
        work: the scene; its undo stack gets every change.
        changed: called without arguments when there is other content.

    Attributes:
        node: the table node, None without one.
        table: its content.
        texts: the cells by column.
    """

    def __init__(self, work: SceneSession, changed: Callable[[], None]) -> None:
        self._work, self._changed = work, changed
        self.node: Any | None = None
        self.table: Table | None = None
        self.texts = CellTexts(None)
        self._tag: int | None = None
        self._timer = qt.QTimer()  # many changes that come at once are one
        self._timer.setSingleShot(True)
        self._timer.connect("timeout()", self._read)

    def follow(self, node: Any | None) -> None:
        """Show another node, or none."""
        self.close()
        self.node = node
        if node is not None:
            event = vtk.vtkCommand.ModifiedEvent
            self._tag = node.AddObserver(event, lambda _caller, _event: self._timer.start(0))
        self._read()

    def close(self) -> None:
        """Let go of the node."""
        self._timer.stop()
        if self.node is not None and self._tag is not None:
            self.node.RemoveObserver(self._tag)
        self.node, self._tag = None, None

    def cell(self, row: int, column: str) -> str:
        """The text of a cell; "" where there is no such column."""
        return self.texts.cell(row, column)

    def replace(self, title: str, table: Table) -> Any:
        """Put other content into the node, or into a new one; gives the node."""
        change = Change(title)
        scene = self._work.scene
        target = self.node.GetID() if self.node is not None else None
        if target is None:
            table = Table(table.columns, str(_("Cohort")))
        node_id = finish(tables.write(scene, table, target, change=change))
        node = scene.GetNodeByID(node_id)
        cohorts.mark(node)
        self._work.undo.push(change)
        if node is self.node:
            self._show(table)
        return node

    def _read(self) -> None:
        alive = self.node is not None and self.node.GetScene() is not None
        self._show(tables.read(self.node) if alive else None)

    def _show(self, table: Table | None) -> None:
        self._timer.stop()
        self.table = table
        self.texts = CellTexts(table)
        self._changed()
