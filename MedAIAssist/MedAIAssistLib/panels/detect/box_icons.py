"""Pictures for the list of boxes: the slice through each, or a patch of its class's colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...scene.box_colours import Colour
from ...scene.box_facts import BoxFacts
from ...scene.box_pictures import picture_of_box
from ...scene.weak import weak
from ..pixmaps import pixmap_of

SIZE = 36  # pixels
_PATCH = 12
_MOST_KEPT = 2000


class BoxIcons:
    """Makes what is asked for, once.

    Args:
        scene: the vtkMRMLScene.
    """

    def __init__(self, scene: Any) -> None:
        self._scene = scene
        self._volume: Any = weak(None)
        self._colours: Mapping[str, Colour] = {}
        self._known: dict[Any, Any] = {}
        self.pictures = True

    def show(self, volume: Any | None, colours: Mapping[str, Colour]) -> None:
        """Take pictures of another volume, with frames in the colours of the boxes, by id."""
        if volume is not self._volume.Get():
            self._known.clear()
        self._volume, self._colours = weak(volume), colours

    def of(self, box: BoxFacts) -> Any:
        """The QPixmap of a box."""
        colour = self._colours.get(box.node_id, (0.5, 0.5, 0.5))
        volume = self._volume.Get() if self.pictures else None
        seen = _window(volume)
        key = (box.node_id, box.centre, box.size, colour, self.pictures, seen)
        if key not in self._known:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            self._known[key] = self._made(box, volume, colour)
        return self._known[key]

    def _made(self, box: BoxFacts, volume: Any | None, colour: Colour) -> Any:
        shade = np.round(np.array(colour) * 255).astype(np.uint8)
        node = self._scene.GetNodeByID(box.node_id)
        picture = None
        if volume is not None and node is not None:
            picture = picture_of_box(volume, node, SIZE, shade)
        if picture is None:
            picture = np.tile(shade, (_PATCH, _PATCH, 1))
        return pixmap_of(picture)


def _window(volume: Any | None) -> tuple[float, float] | None:
    display = volume.GetDisplayNode() if volume is not None else None
    if display is None or not hasattr(display, "GetWindow"):
        return None
    return display.GetWindow(), display.GetLevel()
