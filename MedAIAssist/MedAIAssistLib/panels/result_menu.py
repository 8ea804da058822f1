"""The menu of a result: show it, say how it was made, make it again from another volume."""

from __future__ import annotations

from typing import Any, Protocol

from slicer.i18n import tr as _

from ..scene.provenance import how_made
from ..scene.show import nodes_of

_VOLUMES = ("vtkMRMLScalarVolumeNode", "vtkMRMLVectorVolumeNode")


class Actions(Protocol):
    """What the entries do."""

    def show(self, node: Any) -> None: ...

    def explain(self, node: Any) -> None: ...

    def repeat(self, node: Any, volume: Any) -> None: ...


def fill(menu: Any, node: Any, results: Actions) -> None:
    """Replace a QMenu's entries by those that suit a node of the scene."""
    menu.clear()
    _add(menu, _("Show in the slice views"), lambda: results.show(node))
    if how_made(node) is None:
        return
    _add(menu, _("How was this made…"), lambda: results.explain(node))
    again = menu.addMenu(_("Run again on"))
    others = _other_volumes(node)
    for volume in others:
        _add(again, volume.GetName().replace("&", "&&"), _repeat(results, node, volume))
    if not others:
        _add(again, _("Load another volume first"), None)


def _repeat(results: Actions, node: Any, volume: Any) -> Any:
    return lambda: results.repeat(node, volume)


def _add(menu: Any, text: str, action: Any) -> None:
    entry = menu.addAction(text)
    entry.enabled = action is not None
    if action is not None:
        entry.connect("triggered()", action)


def _other_volumes(node: Any) -> list[Any]:
    listed = nodes_of(node.GetScene(), "vtkMRMLVolumeNode")
    return [
        volume
        for volume in listed
        if volume is not node
        and volume.GetClassName() in _VOLUMES
        and not volume.GetHideFromEditors()
    ]
