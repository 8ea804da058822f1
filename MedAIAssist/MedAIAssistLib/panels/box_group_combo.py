"""A combo box of the scene's groups of boxes, which answers as Slicer's node selectors do."""

from __future__ import annotations

from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ..scene.box_groups import BoxGroup, groups, is_box
from ..scene.weak import weak
from ..session.signal import Signal

_CHARACTERS = 8  # of the narrowest; longer names are cut short


class BoxGroupCombo(qt.QComboBox):  # type: ignore[misc]
    """Lists the folders with ROIs. A group is named by any of its nodes.

    Args:
        none: what the entry is called that chooses nothing.

    Attributes:
        changed: called without arguments when another group is chosen, or the chosen one is gone.
    """

    def __init__(self, none: str) -> None:
        qt.QComboBox.__init__(self)
        self.changed = Signal()
        self._none = none
        self._groups: list[BoxGroup] = []
        self._chosen: Any = weak(None)
        self._filling = False
        self.sizeAdjustPolicy = qt.QComboBox.AdjustToMinimumContentsLengthWithIcon
        self.minimumContentsLength = _CHARACTERS
        self.connect("currentIndexChanged(int)", self._picked)
        self.refresh()

    @property
    def group(self) -> BoxGroup | None:
        """The chosen group, with the nodes that it has now."""
        index = self.currentIndex - 1
        return self._groups[index] if 0 <= index < len(self._groups) else None

    def currentNode(self) -> Any | None:
        """A node of the chosen group; None if none is chosen."""
        return self.group.nodes[0] if self.group is not None else None

    def setCurrentNode(self, node: Any | None) -> None:
        """Choose the group of a box; None chooses nothing."""
        before = self._item()
        self._chosen = weak(node if is_box(node) else None)
        self._select()
        if self._item() != before:
            self.changed()

    def refresh(self) -> None:
        """List what there is now; the choice stays while any box of the group is there."""
        before = self._item()
        kept = self._chosen.Get()
        if not is_box(kept) and before:  # that one box is gone, but perhaps not its group
            kept = next((n for n in self._nodes_of(before) if is_box(n)), None)
        self._groups = groups(slicer.mrmlScene)
        texts = [self._none, *map(_title, self._groups)]
        if texts != [self.itemText(n) for n in range(self.count)]:
            self._filling = True
            self.clear()
            self.addItems(texts)
            self._filling = False
        self._chosen = weak(kept)
        self._select()
        if self._item() != before:
            self.changed()

    def _nodes_of(self, item: int) -> tuple[Any, ...]:
        return next((group.nodes for group in self._groups if group.item == item), ())

    def _item(self) -> int:
        return self.group.item if self.group is not None else 0

    def _select(self) -> None:
        node = self._chosen.Get()
        listed = enumerate(self._groups, 1)
        self._filling = True
        self.currentIndex = next((n for n, group in listed if node in group.nodes), 0)
        self._filling = False

    def _picked(self, _index: int) -> None:
        if self._filling:
            return
        self._chosen = weak(self.currentNode())
        self.changed()


def _title(group: BoxGroup) -> str:
    name = group.name or str(_("outside folders"))
    return f"{name} · {len(group.nodes)}"
