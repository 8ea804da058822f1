"""The review of boxes: which group, the list of them, and what is done with those selected."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from ...scene.box_facts import ACCEPTED, OPEN, REJECTED
from ...scene.box_groups import image_of_boxes, newest
from ...scene.box_handles import BoxHandles
from ...scene.looking import look_at_box
from ...scene.weak import weak
from ...session.scene_session import SceneSession
from ...session.signal import Signal
from ..box_group_combo import BoxGroupCombo
from ..enabling import enable
from ..state import PanelState, keep_node, node_of
from .box_icons import BoxIcons
from .box_view import BoxView, keys_tip
from .class_box import ClassBox
from .drawing_button import DrawingButton
from .menus import box_menu
from .review_choices import ReviewChoices
from .review_texts import counts_text, keep_reason
from .reviewing import Reviewing

_TASK = "detect"
_BOXES = "review"
_KEYS = {"A": ACCEPTED, "R": REJECTED, "Space": OPEN}


class ReviewSection:
    """Drives the widgets of the review in Detect.ui.

    Args:
        work: the scene and what can be undone.

    Attributes:
        changed: called without arguments when the boxes under review have changed.
        undone: called with the step of the undo stack that a button asks for.
        reviewing: the boxes.
    """

    def __init__(self, ui: Any, work: SceneSession) -> None:
        self._ui, self._work = ui, work
        self._state: PanelState | None = None
        self._volume: Any = weak(None)
        self.changed, self.undone = Signal(), Signal()
        self.reviewing = Reviewing(work.scene, work.undo)
        self.group = BoxGroupCombo(str(_("choose some")))
        self.group.toolTip = _("The folder of boxes to go through.")
        ui.groupPlace.layout().addWidget(self.group)
        ui.groupLabel.setBuddy(self.group)
        self.icons = BoxIcons(work.scene)
        self.view = BoxView(ui.boxView, self.icons.of)
        ui.boxView.toolTip = keys_tip()
        self.classes = ClassBox(ui.classBox)
        self.choices = ReviewChoices(ui, self.view)
        self.handles = BoxHandles(
            work.scene, self.reviewing.drag_begins, lambda _box: None, self.reviewing.drag_ends
        )
        self.drawing = DrawingButton(ui.drawButton, work, self._drawn)
        self._connect()

    def _connect(self) -> None:
        ui, reviewing = self._ui, self.reviewing
        self.group.changed.connect(self._group_chosen)
        reviewing.changed.connect(self._show)
        reviewing.edited.connect(self.changed)
        self.view.moved.connect(self._look)
        self.view.selected_changed.connect(self._selection_changed)
        self.view.pressed.connect(self._key)
        self.view.asked.connect(self._menu)
        self.choices.narrowed.connect(lambda: reviewing.show(self.choices.filter))
        self.choices.pictured.connect(self._show)
        self.classes.chosen.connect(self._relabel)
        self.drawing.asked.connect(self._draw)
        ui.acceptButton.connect("clicked()", lambda: self.judge(ACCEPTED))
        ui.rejectButton.connect("clicked()", lambda: self.judge(REJECTED))
        ui.keepButton.connect("clicked()", reviewing.keep_accepted)
        ui.undoBoxButton.connect("clicked()", lambda: self.undone(self._work.undo.undo))
        ui.redoBoxButton.connect("clicked()", lambda: self.undone(self._work.undo.redo))

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene and follow them; None: stop following."""
        self._state = None
        self.choices.show_state(state)
        if state is None:
            self.drawing.stop()
            self.handles.follow(None)
            self.reviewing.close()
            return
        self.group.refresh()
        kept = node_of(state, _TASK, _BOXES)
        self.group.setCurrentNode(kept or self.group.currentNode() or newest(self._work.scene))
        self._state = state
        self.reviewing.filter = self.choices.filter
        self._group_chosen()

    def close(self) -> None:
        """Let go of the scene."""
        self.drawing.stop()
        self.handles.close()
        self.reviewing.close()

    def choose(self, node: Any) -> None:
        """Review the group of a box, such as one that has just been found."""
        self.group.refresh()
        self.group.setCurrentNode(node)

    def refresh(self, volume: Any | None) -> None:
        """Nodes came or went, or something was undone.

        Args:
            volume: what boxes lie on that do not know their own.
        """
        self._volume = weak(volume)
        if self._state is not None:
            self.group.refresh()
            self._group_chosen()

    @property
    def image(self) -> Any | None:
        """The volume that the boxes belong to."""
        own = image_of_boxes(self.reviewing.nodes)
        return own if own is not None else self._input

    @property
    def _input(self) -> Any | None:
        volume = self._volume.Get()
        return volume if volume is not None and volume.GetScene() is self._work.scene else None

    def judge(self, status: str) -> None:
        """Accept, reject or leave open the selected boxes; of one, the next comes up."""
        ids = self.view.selected
        following = self.view.following if len(ids) == 1 else ""
        self.reviewing.judge(ids, status)
        if following:
            self.view.select(following)

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        ui, undo = self._ui, self._work.undo
        none = "" if self.view.selected else _("Select boxes in the list first.")
        enable(ui.acceptButton, none, _("Accept the selected boxes (A in the list)."))
        enable(ui.rejectButton, none, _("Reject the selected boxes (R in the list)."))
        tip = _("Remove all boxes that were not accepted.")
        enable(ui.keepButton, keep_reason(self.reviewing.boxes), tip)
        nothing = "" if undo.title else _("There is nothing to undo.")
        enable(ui.undoBoxButton, nothing, _("Undo: {title}").format(title=undo.title))
        nothing = "" if undo.redo_title else _("There is nothing to do again.")
        enable(ui.redoBoxButton, nothing, _("Redo: {title}").format(title=undo.redo_title))

    def _group_chosen(self) -> None:
        if self._state is None:
            return
        keep_node(self._state, _TASK, _BOXES, self.group.currentNode())
        self.reviewing.follow(self.group.group)
        if self.group.group is None:
            self._show()

    def _show(self) -> None:
        """The boxes, their decisions or the filter have changed."""
        reviewing, ui = self.reviewing, self._ui
        self.icons.pictures = self.choices.pictures
        self.icons.show(self.image, reviewing.colours)
        listed = reviewing.listed
        self.view.show(listed, reviewing.matched, self.choices.pictures)
        self.classes.offer(reviewing.classes)
        ui.boxCountsLabel.text = counts_text(reviewing.boxes, len(listed))
        ui.boxCountsLabel.visible = bool(ui.boxCountsLabel.text)
        self.handles.place()
        self._selection_changed()
        self.changed()

    def _selection_changed(self) -> None:
        node = self.reviewing.node(self.view.current)
        if node is not self.handles.box:
            colour = self.reviewing.colours.get(self.view.current, (1.0, 1.0, 1.0))
            self.handles.follow(node, colour)
        boxes = {box.node_id: box for box in self.reviewing.boxes}
        labels = {boxes[i].label for i in self.view.selected if i in boxes}
        self.classes.show(labels.pop() if len(labels) == 1 else "")
        self.update()

    def _look(self) -> None:
        """Another box is the current one: the views go there."""
        self._selection_changed()
        found = next((b for b in self.reviewing.boxes if b.node_id == self.view.current), None)
        if found is not None and self._state is not None:
            look_at_box(self._work.scene, found.centre, self.choices.in_3d)

    def _key(self, key: str) -> None:
        if key in _KEYS:
            self.judge(_KEYS[key])
        elif key == "C":
            self.classes.type()
        else:
            self.reviewing.remove(self.view.selected)

    def _relabel(self, label: str) -> None:
        self.reviewing.relabel(self.view.selected, label)

    def _menu(self, point: Any) -> None:
        selected = self.view.selected
        self._context = box_menu(
            self._ui.boxView, len(selected), self.reviewing.classes, self.judge, self._relabel,
            self.classes.type, self._look, lambda: self.reviewing.remove(selected),
        )  # fmt: skip
        self._context.popup(point)

    def _draw(self) -> None:
        self.drawing.start(self.classes.label, self._input, self.group.group)

    def _drawn(self, node: Any) -> None:
        """A box was drawn: it is shown in its group, and the next can be."""
        self.choose(node)
        self._group_chosen()
        self.view.select(node.GetID())
