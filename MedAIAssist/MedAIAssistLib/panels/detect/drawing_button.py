"""The button with which boxes are drawn, one after the other until it is released."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slicer.i18n import tr as _

from ...scene.box_groups import BoxGroup
from ...scene.undo import Change
from ...session.scene_session import SceneSession
from ...session.signal import Signal
from .drawing import Drawing


class DrawingButton:
    """Drives a checkable button.

    Args:
        drawn: called with each box.

    Attributes:
        asked: called without arguments when a box is to be drawn; the answer is `start`.
    """

    def __init__(self, button: Any, work: SceneSession, drawn: Callable[[Any], None]) -> None:
        self._button, self._work, self._drawn = button, work, drawn
        self.asked = Signal()
        self._drawing = Drawing(work.scene, self._placed, self._ended)
        button.connect("toggled(bool)", self._toggled)

    def start(self, label: str, volume: Any | None, group: BoxGroup | None) -> None:
        """Let the user place a box of a class, in a group or a new one for the volume."""
        name = str(_("Boxes"))
        if volume is not None:
            name = str(_("{name} - boxes")).format(name=volume.GetName())
        self._drawing.start(label, volume, group.item if group is not None else 0, name)

    def stop(self) -> None:
        """Draw no more."""
        self._button.checked = False
        self._drawing.stop()

    def _toggled(self, on: bool) -> None:
        if on:
            self.asked()
        else:
            self._drawing.stop()

    def _placed(self, node: Any, change: Change) -> None:
        self._work.undo.push(change)
        self._drawn(node)

    def _ended(self) -> None:
        self._button.checked = False
