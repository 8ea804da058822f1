"""The menu of a result: show it, say how it was made, make it again, use it."""

from __future__ import annotations

from typing import Any, Protocol

from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operations
from medaiassist_engine.contract.payloads import Boxes, ModelRef

from ..scene.models import CLASSIFIER, is_model
from ..scene.provenance import HowMade, how_made, input_node
from ..scene.show import nodes_of
from ..session.repeat import exchanged
from .slot_rows import MAIN, NODE_TYPES


class Actions(Protocol):
    """What the entries do."""

    def show_all(self, nodes: list[Any]) -> None: ...

    def explain(self, node: Any) -> None: ...

    def repeat(self, node: Any, other: Any) -> None: ...

    def align(self, transform: Any) -> None: ...

    def export(self, table: Any) -> None: ...


def fill(menu: Any, nodes: list[Any], results: Actions) -> None:
    """Replace a QMenu's entries by those that suit the nodes of one result."""
    menu.clear()
    _add(menu, _("Show in the views"), lambda: results.show_all(nodes))
    for node in nodes:
        _add_uses(menu, node, results)
    how = how_made(nodes[0])
    if how is None:
        return
    _add(menu, _("How was this made…"), lambda: results.explain(nodes[0]))
    again = menu.addMenu(_("Run again on"))
    others = _others(nodes[0], how)
    for other in others:
        _add(again, other.GetName().replace("&", "&&"), _repeat(results, nodes[0], other))
    if not others:
        _add(again, _("Load another volume first"), None)


def _add_uses(menu: Any, node: Any, results: Actions) -> None:
    if node.IsA("vtkMRMLTableNode"):
        text = _("Export CSV: {name}…").format(name=node.GetName().replace("&", "&&"))
        _add(menu, text, lambda: results.export(node))
    moving = input_node(node, "moving") if node.IsA("vtkMRMLTransformNode") else None
    if moving is not None:
        text = _("Apply to {name}").format(name=moving.GetName().replace("&", "&&"))
        _add(menu, text, lambda: results.align(node))


def _repeat(results: Actions, node: Any, other: Any) -> Any:
    return lambda: results.repeat(node, other)


def _add(menu: Any, text: str, action: Any) -> None:
    entry = menu.addAction(text)
    entry.enabled = action is not None
    if action is not None:
        entry.connect("triggered()", action)


def _others(node: Any, how: HowMade) -> list[Any]:
    """What the operation can be run on instead: nodes of the kind of the input it exchanges."""
    entry = operations().get(how.operation)
    if entry is None:
        return []
    slot = exchanged(entry)
    if slot.payload is Boxes:
        return []  # there are hundreds, and one alone is seldom meant
    own = input_node(node, slot.name) if slot.name != MAIN else None
    listed = [
        n for kind in NODE_TYPES.get(slot.payload, ()) for n in nodes_of(node.GetScene(), kind)
    ]
    exact = [n for n in listed if n.GetClassName() in NODE_TYPES[slot.payload]]
    if slot.payload is ModelRef:
        exact = [n for n in exact if is_model(n, slot.kind or CLASSIFIER)]
    return [n for n in exact if n not in (node, own) and not n.GetHideFromEditors()]
