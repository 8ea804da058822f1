"""Chosen nodes that undo takes out of the scene, and redo brings back."""

from __future__ import annotations

from typing import Any

from ...scene.weak import weak


class Returning:
    """Remembers nodes by name: Slicer cuts references to nodes that leave the scene.

    Args:
        scene: the vtkMRMLScene.
    """

    def __init__(self, scene: Any) -> None:
        self._scene = scene
        self._known: dict[str, Any] = {}
        self._away: set[str] = set()

    def keep(self, name: str, node: Any | None) -> None:
        """Remember the node of a name; None keeps the one before in mind."""
        if node is not None:
            self._known[name] = weak(node)
            self._away.discard(name)

    def back(self, name: str) -> Any | None:
        """The node of a name if it has been away and is in the scene again.

        Asked whenever the scene has changed and nothing is chosen.
        """
        node = self._known[name].Get() if name in self._known else None
        if node is None or node.GetScene() is not self._scene:
            self._away.add(name)
            return None
        return node if name in self._away else None
