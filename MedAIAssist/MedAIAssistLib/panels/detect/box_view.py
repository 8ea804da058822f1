"""The list of boxes: sorted, walked through with the arrow keys, judged with A and R."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import qt
from slicer.i18n import tr as _

from ...scene.box_facts import BoxFacts
from ...scene.box_lists import SORTED_BY, in_order
from ...session.signal import Signal
from ..cohort.case_model import ranges_of
from .box_icons import SIZE
from .box_model import LABEL, SCORE, STATUS, BoxModel
from .box_model import SIZE as SIZE_COLUMN

_LINE = 1.6
_ROWS = 7  # that are seen at once, at least
_KEYS = ("A", "R", "Space", "C", "Del")


class BoxView:
    """Drives a QTableView.

    Args:
        view: the QTableView.
        picture: gives the icon of a box.

    Attributes:
        moved: called without arguments when the user makes another box the current one.
        selected_changed: called without arguments when others are selected.
        pressed: called with one of the keys that judge.
        asked: called with a position on the screen for the context menu.
        sorted_by: one of `SORTED_BY`; descending: largest first.
    """

    def __init__(self, view: Any, picture: Callable[[BoxFacts], Any]) -> None:
        self._view, self.model = view, BoxModel(picture)
        self._boxes: Sequence[BoxFacts] = ()
        self._current, self._filling = "", False
        self.sorted_by, self.descending = "score", True
        self.moved, self.selected_changed = Signal(), Signal()
        self.pressed, self.asked, self.arranged = Signal(), Signal(), Signal()
        view.setModel(self.model)
        view.setIconSize(qt.QSize(SIZE, SIZE))
        view.verticalHeader().hide()
        view.setMinimumHeight(round(_ROWS * _LINE * view.fontMetrics().height()) + 30)
        view.setContextMenuPolicy(qt.Qt.CustomContextMenu)
        view.connect("customContextMenuRequested(QPoint)", self._menu)
        header = view.horizontalHeader()
        header.setSectionsClickable(True)
        header.connect("sectionClicked(int)", self._sort)
        self._selection = view.selectionModel()
        self._selection.connect(
            "currentRowChanged(QModelIndex,QModelIndex)", lambda _new, _old: self._moved()
        )
        self._selection.connect(
            "selectionChanged(QItemSelection,QItemSelection)", lambda _new, _old: self._chosen()
        )
        self._shortcuts = [self._shortcut(key) for key in _KEYS]

    def show(self, boxes: Sequence[BoxFacts], matched: bool, pictures: bool) -> None:
        """Show boxes; who was current stays so, and so do the selected.

        Args:
            matched: show what a comparison has shown.
            pictures: lines are high enough for pictures.
        """
        line = round(self._view.fontMetrics().height() * _LINE)
        self._view.verticalHeader().setDefaultSectionSize(SIZE + 4 if pictures else line)
        self._arrange(boxes, matched)

    @property
    def current(self) -> str:
        """The id of the current box; "" if there is none."""
        index = self._view.currentIndex()
        inside = index.isValid() and index.row() < len(self.model.boxes)
        return self.model.boxes[index.row()].node_id if inside else ""

    @property
    def selected(self) -> list[str]:
        """The ids of all selected boxes, in the order of the list."""
        chosen = self._selection.selection  # in ranges: asked row by row, thousands take long
        ranges = [chosen.at(n) for n in range(chosen.count())]
        lines = {line for part in ranges for line in range(part.top(), part.bottom() + 1)}
        boxes = self.model.boxes
        return [boxes[line].node_id for line in sorted(lines) if line < len(boxes)]

    def select(self, node_id: str) -> None:
        """Make a box the current one, if it is listed."""
        line = self._line(node_id)
        if line >= 0:
            self._view.selectRow(line)
            self._view.scrollTo(self.model.index(line, 0))

    @property
    def following(self) -> str:
        """The id of the box below the current one; "" if that is the last."""
        line = self._line(self.current) + 1
        return self.model.boxes[line].node_id if 0 < line < len(self.model.boxes) else ""

    def _line(self, node_id: str) -> int:
        listed = enumerate(self.model.boxes)
        return next((n for n, box in listed if box.node_id == node_id), -1)

    def _arrange(self, boxes: Sequence[BoxFacts], matched: bool) -> None:
        self._boxes = boxes
        before, kept = self._current, set(self.selected)
        listed = in_order(boxes, self.sorted_by, self.descending)
        same = [b.node_id for b in listed] == [b.node_id for b in self.model.boxes]
        if same and matched == self.model.matched:
            self.model.boxes = listed
            self._view.viewport().update()
            return
        line = self._line(before)
        self._filling = True
        self.model.show(listed, matched)
        self._size_columns()
        if self._line(before) >= 0:
            self.select(before)
        elif listed:  # the one that was next
            self.select(listed[max(0, min(line, len(listed) - 1))].node_id)
        lines = [n for n, box in enumerate(listed) if box.node_id in kept]
        if len(lines) > 1:
            self._select_all(lines)
        self._filling = False
        self._mark_sorted()
        if self.current != before:
            self._current = self.current
            self.moved()
        self.selected_changed()

    def _size_columns(self) -> None:
        """The class gets what the others leave; nothing scrolls sideways. A comparison needs the
        room of the size, which the tooltip tells.
        """
        self._view.setColumnHidden(SIZE_COLUMN, self.model.matched)
        header = self._view.horizontalHeader()
        for column in range(self.model.columnCount()):
            stretched = column == LABEL
            mode = qt.QHeaderView.Stretch if stretched else qt.QHeaderView.ResizeToContents
            header.setSectionResizeMode(column, mode)
        header.setResizeContentsPrecision(20)

    def _select_all(self, lines: list[int]) -> None:
        chosen = qt.QItemSelection()
        for first, last in ranges_of(lines):
            chosen.select(self.model.index(first, 0), self.model.index(last, 0))
        how = qt.QItemSelectionModel.Select | qt.QItemSelectionModel.Rows
        self._selection.select(chosen, how)

    def _moved(self) -> None:
        if not self._filling and self.current != self._current:
            self._current = self.current
            self.moved()

    def _chosen(self) -> None:
        if not self._filling:
            self.selected_changed()

    def _sort(self, section: int) -> None:
        by = "match" if section == STATUS and self.model.matched else SORTED_BY[section]
        falling = section in (SCORE, SIZE_COLUMN)
        self.descending = not self.descending if by == self.sorted_by else falling
        self.sorted_by = by
        self._arrange(self._boxes, self.model.matched)
        self._mark_sorted()
        self.arranged()

    def _mark_sorted(self) -> None:
        section = min(SORTED_BY.index(self.sorted_by), STATUS)
        header = self._view.horizontalHeader()
        header.setSortIndicatorShown(True)
        order = qt.Qt.DescendingOrder if self.descending else qt.Qt.AscendingOrder
        header.setSortIndicator(section, order)

    def _shortcut(self, key: str) -> Any:
        shortcut = qt.QShortcut(qt.QKeySequence(key), self._view)
        shortcut.setContext(qt.Qt.WidgetShortcut)
        shortcut.connect("activated()", lambda: self.pressed(key))
        return shortcut

    def _menu(self, point: Any) -> None:
        if self.selected:
            self.asked(self._view.viewport().mapToGlobal(point))


def keys_tip() -> str:
    """What the keys do."""
    return str(
        _(
            "The arrow keys move the slices along. A: accept, R: reject, space: leave open again, "
            "C: change the class, Del: remove from the scene. Right-click for more."
        )
    )
