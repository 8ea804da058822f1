"""The menu of the selected boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import qt
from slicer.i18n import tr as _

_MOST_CLASSES = 30

Action = Callable[[], None]


def box_menu(
    parent: Any,
    count: int,
    classes: Sequence[str],
    judge: Callable[[str], None],
    relabel: Callable[[str], None],
    type_class: Action,
    look: Action,
    remove: Action,
) -> Any:
    """The context menu.

    Args:
        count: of selected boxes.
        judge: called with a decision.
        relabel: called with a class.
        type_class: lets the user type another class.
        look: moves the views to the current box.
    """
    menu = qt.QMenu(parent)
    menu.toolTipsVisible = True
    _add(menu, _("Go there"), look, _("Move the slices to the middle of the box."))
    menu.addSeparator()
    for status, text in (
        ("accepted", _("Accept")),
        ("rejected", _("Reject")),
        ("open", _("Leave open")),
    ):
        _add(menu, text, _with(judge, status), "")
    sub = menu.addMenu(_("Class"))
    for name in list(classes)[:_MOST_CLASSES]:
        _add(sub, name.replace("&", "&&"), _with(relabel, name), "")
    _add(sub, _("Another…"), type_class, _("Type it below the list."))
    menu.addSeparator()
    text = _("Remove from the scene") if count == 1 else _("Remove {count} boxes")
    _add(menu, text.format(count=count), remove, _("Undo brings them back."))
    return menu


def _with(action: Callable[[str], None], value: str) -> Action:
    return lambda: action(value)


def _add(menu: Any, text: str, action: Action, tip: str) -> None:
    added = menu.addAction(text)
    added.toolTip = tip or text
    added.connect("triggered()", action)
