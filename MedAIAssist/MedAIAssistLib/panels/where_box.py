"""The part of the inputs to work on: all of it, the slice in a view, a ROI or segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from ..scene.show import nodes_of
from ..session.scene_requests import Plane
from ..session.signal import Signal
from .observers import Observers

ROI = "vtkMRMLMarkupsROINode"
SEGMENTATION = "vtkMRMLSegmentationNode"


@dataclass(frozen=True)
class Place:
    """One entry; the whole volume by default.

    Attributes:
        view: name of the slice view whose slice is meant, such as "Red".
        node_id: of a ROI or segmentation.
        segment_id: of one segment; "" for all.
    """

    view: str = ""
    node_id: str = ""
    segment_id: str = ""


WHOLE = Place()


class WhereBox:
    """Drives a QComboBox that lists what there is in the scene now.

    Args:
        combo: the QComboBox.
        scene: the vtkMRMLScene.
        views: offer the slice views too.

    Attributes:
        changed: called without arguments when another place is chosen, or the chosen one is gone.
    """

    def __init__(self, combo: Any, scene: Any, views: bool) -> None:
        self._combo, self._scene, self._views = combo, scene, views
        self._places = [WHOLE]
        self._filling = False
        self._observers = Observers(self._check)
        self.changed = Signal()
        combo.connect("currentIndexChanged(int)", lambda _index: self._chosen())
        self.refresh()

    @property
    def places(self) -> list[Place]:
        """What can be chosen now."""
        return list(self._places)

    @property
    def place(self) -> Place:
        return self._places[max(0, self._combo.currentIndex)]

    @place.setter
    def place(self, place: Place) -> None:
        self._combo.currentIndex = self._places.index(place) if place in self._places else 0

    @property
    def node(self) -> Any | None:
        """The chosen ROI or segmentation."""
        return self._scene.GetNodeByID(self.place.node_id) if self.place.node_id else None

    @property
    def plane(self) -> Plane | None:
        """The plane of the chosen slice view, (4, 4) to RAS mm, as it is now."""
        widget = (
            slicer.app.layoutManager().sliceWidget(self.place.view) if self.place.view else None
        )
        if widget is None:
            return None
        rows = widget.mrmlSliceNode().GetSliceToRAS()
        return [[rows.GetElement(r, c) for c in range(4)] for r in range(4)]

    def refresh(self) -> None:
        """List what there is now; the choice stays if it is still there."""
        before = self.place
        self.close()
        self._filling = True
        self._combo.clear()
        self._places = []
        for place, text, tip in self._entries():
            self._places.append(place)
            self._combo.addItem(text)
            self._combo.setItemData(self._combo.count - 1, tip, qt.Qt.ToolTipRole)
        self.place = before
        self._filling = False
        self._follow()
        if self.place != before:
            self.changed()

    def close(self) -> None:
        """Stop following the listed nodes."""
        self._observers.let_go()

    def _entries(self) -> Iterator[tuple[Place, str, str]]:
        yield WHOLE, _("whole volume"), ""
        if self._views:
            tip = _("Takes the plane that the view shows when you press Apply.")
            yield Place("Red"), _("slice in the red view"), tip
            yield Place("Green"), _("slice in the green view"), tip
            yield Place("Yellow"), _("slice in the yellow view"), tip
        for node in self._rois():
            yield Place(node_id=node.GetID()), _("ROI {name}").format(name=node.GetName()), ""
        for node in self._nodes(SEGMENTATION):
            yield from _segments(node)

    def _nodes(self, class_name: str) -> list[Any]:
        return [n for n in nodes_of(self._scene, class_name) if not n.GetHideFromEditors()]

    def _rois(self) -> list[Any]:
        """Those with a display: of the hundreds that a detector finds, nobody chooses one here."""
        return [node for node in self._nodes(ROI) if node.GetDisplayNode() is not None]

    def _follow(self) -> None:
        """Names and segments change without nodes coming or going."""
        content = slicer.vtkSegmentation
        events = [content.SegmentAdded, content.SegmentRemoved, content.SegmentModified]
        for class_name in (ROI, SEGMENTATION):
            for node in self._rois() if class_name == ROI else self._nodes(class_name):
                listed = events if class_name == SEGMENTATION else []
                self._observers.follow(node, "ModifiedEvent", *listed)

    def _check(self) -> None:
        """Fill again only if a text would differ: nodes change often while people draw."""
        texts = [text for _place, text, _tip in self._entries()]
        if texts != [self._combo.itemText(n) for n in range(self._combo.count)]:
            self.refresh()

    def _chosen(self) -> None:
        if not self._filling:
            self.changed()


def _segments(node: Any) -> Iterator[tuple[Place, str, str]]:
    name, segmentation = node.GetName(), node.GetSegmentation()
    ids = segmentation.GetSegmentIDs()
    yield Place(node_id=node.GetID()), _("all segments ({name})").format(name=name), ""
    for segment_id in ids:
        title = segmentation.GetSegment(segment_id).GetName()
        text = _("{segment} ({name})").format(name=name, segment=title)
        yield Place(node_id=node.GetID(), segment_id=segment_id), text, ""
