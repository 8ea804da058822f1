"""The boxes under review: read, filtered, coloured, judged; no widget is needed for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import qt
import slicer
import vtk
from slicer.i18n import tr as _

from ...scene import box_edits
from ...scene.box_colours import (
    ALARM_COLOUR,
    HIT_COLOUR,
    MISS_COLOUR,
    REJECTED_COLOUR,
    Colour,
    class_colours,
)
from ...scene.box_display import show_group
from ...scene.box_facts import FALSE_ALARM, HIT, MISS, REJECTED, ROI, BoxFacts, facts_of, label_of
from ...scene.box_groups import BoxGroup
from ...scene.box_lists import BoxFilter
from ...scene.show import nodes_of
from ...scene.undo import Change, UndoStack
from ...session.signal import Signal
from ..observers import Observers

_MATCHED = {HIT: HIT_COLOUR, MISS: MISS_COLOUR, FALSE_ALARM: ALARM_COLOUR}


class Reviewing:
    """Follows a group of boxes.

    Args:
        scene: the vtkMRMLScene.
        undo: gets every change.

    Attributes:
        changed: called without arguments when boxes or the filter have changed.
        edited: called without arguments after each change that can be undone.
        group: what is reviewed; None without any.
        boxes: facts of all its boxes, in its order.
        filter: which of them are listed and seen.
        matched: colours and list tell of a comparison.
        colours: of every box, by id: what a comparison has shown, else its class; rejected ones
            are grey.
        dragging: the user has hold of a box.
    """

    def __init__(self, scene: Any, undo: UndoStack) -> None:
        self._scene, self._undo = scene, undo
        self.changed, self.edited = Signal(), Signal()
        self.group: BoxGroup | None = None
        self.boxes: list[BoxFacts] = []
        self.filter = BoxFilter()
        self.matched = False
        self.colours: dict[str, Colour] = {}
        self.dragging = False
        self._observers = Observers(lambda: self._timer.start(0))
        self._timer = qt.QTimer()  # many changes that come at once are one
        self._timer.setSingleShot(True)
        self._timer.connect("timeout()", self._read)

    def follow(self, group: BoxGroup | None) -> None:
        """Review other boxes, or the same group with the boxes that it has now."""
        if group is None and self.group is None:
            return
        before = self.group.nodes if self.group is not None else ()
        self.group = group
        if group is None or group.nodes != before:
            self._observers.let_go()
            for node in group.nodes if group is not None else ():
                self._observe(node)
        self._read()

    def close(self) -> None:
        """Let go of the scene."""
        self._timer.stop()
        self._observers.let_go()
        self.group, self.boxes = None, []

    @property
    def listed(self) -> list[BoxFacts]:
        """Those that pass the filter."""
        return [box for box in self.boxes if self.filter.passes(box)]

    @property
    def nodes(self) -> tuple[Any, ...]:
        return self.group.nodes if self.group is not None else ()

    def node(self, node_id: str) -> Any | None:
        """The box with an id, if it is in the group."""
        return next((node for node in self.nodes if node.GetID() == node_id), None)

    @property
    def classes(self) -> list[str]:
        """Classes of the scene's boxes, by name."""
        listed = nodes_of(self._scene, ROI)
        return sorted({label_of(node) for node in listed if not node.GetHideFromEditors()} - {""})

    def show(self, narrowed: BoxFilter | None = None) -> None:
        """Show what passes the filter, or another filter from now on."""
        if narrowed is not None:
            self.filter = narrowed
        names = {label_of(node) for node in nodes_of(self._scene, ROI)}
        classes = class_colours(names | {box.label for box in self.boxes})
        self.colours = {box.node_id: self._colour(box, classes) for box in self.boxes}
        if self.group is not None and not self.dragging:
            show_group(self.group, {box.node_id for box in self.listed}, self.colours)
        self.changed()

    def judge(self, ids: Iterable[str], status: str) -> None:
        """Accept boxes, reject them or leave them open."""
        titles = {
            "accepted": _("Accept boxes"),
            "rejected": _("Reject boxes"),
            "open": _("Leave boxes open"),
        }
        self._edit(str(titles[status]), ids, lambda n, c: box_edits.set_status(n, status, c))

    def relabel(self, ids: Iterable[str], label: str) -> None:
        """Give boxes another class."""
        title = str(_("Class {name}")).format(name=label)
        self._edit(title, ids, lambda nodes, change: box_edits.relabel(nodes, label, change))

    def remove(self, ids: Iterable[str]) -> None:
        """Take boxes out of the scene."""
        self._edit(str(_("Remove boxes")), ids, box_edits.remove)

    def keep_accepted(self) -> None:
        """Take all boxes out of the scene that were not accepted."""
        every = [box.node_id for box in self.boxes]
        self._edit(str(_("Keep accepted boxes")), every, box_edits.keep_accepted)

    def drag_begins(self, box: Any) -> None:
        """The user takes hold of a box."""
        self.dragging = True
        self._dragged = Change(str(_("Move box")))
        self._dragged.replacing(box)

    def drag_ends(self, _box: Any) -> None:
        """The user lets go."""
        if self.dragging:
            self.dragging = False
            self._undo.push(self._dragged)
            self._timer.start(0)
            self.edited()

    def _edit(
        self, title: str, ids: Iterable[str], edit: Callable[[Sequence[Any], Change], Any]
    ) -> None:
        wanted = set(ids)
        nodes = [node for node in self.nodes if node.GetID() in wanted]
        if not nodes:
            return
        change = Change(title)
        edit(nodes, change)
        self._undo.push(change)
        self._read()
        self.edited()

    def _colour(self, box: BoxFacts, classes: dict[str, Colour]) -> Colour:
        if self.matched and box.match in _MATCHED:
            return _MATCHED[box.match]
        return REJECTED_COLOUR if box.status == REJECTED else classes[box.label]

    def _observe(self, node: Any) -> None:
        self._observers.follow(
            node,
            vtk.vtkCommand.ModifiedEvent,
            slicer.vtkMRMLTransformableNode.TransformModifiedEvent,
        )

    def _read(self) -> None:
        self._timer.stop()
        alive = [node for node in self.nodes if node.GetScene() is self._scene]
        if self.group is not None and len(alive) < len(self.group.nodes):
            self.group = BoxGroup(self.group.item, self.group.name, tuple(alive))
        self.boxes = [facts_of(node) for node in alive]
        self.show()
