"""The menus of the Cohort tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import LABEL, SPLIT, TEST, TRAIN, VALIDATION

_MOST_LABELS = 30

Action = Callable[[], None]


def add_menu(parent: Any, actions: dict[str, Action]) -> Any:
    """The menu of the Add button.

    Args:
        actions: by source: scene, folder, csv, dicom.
    """
    texts = {
        "scene": (_("From the scene"), _("Every volume, with the segmentation drawn on it.")),
        "folder": (_("From a folder…"), _("Images; their subfolder or a pattern gives the class.")),
        "csv": (_("From a CSV file…"), _("A row for each case, with paths and clinical values.")),
        "dicom": (_("From DICOM files…"), _("A case for each series below a folder.")),
    }
    menu = qt.QMenu(parent)
    menu.toolTipsVisible = True
    for source, action in actions.items():
        text, tip = texts[source]
        _add(menu, text, action, tip)
    return menu


def case_menu(
    parent: Any,
    labels: Sequence[str],
    show: Action,
    set_text: Callable[[str, str], None],
    edit: Callable[[str], None],
    remove: Action,
    count: int,
    locked: str,
) -> Any:
    """The context menu of the selected cases.

    Args:
        labels: offered under "Label".
        set_text: called with a column and a text.
        edit: called with the column to type into.
        count: of selected cases.
        locked: why they cannot be changed now; "" if they can.
    """

    def setting(column: str, text: str) -> Action:
        return lambda: set_text(column, text)

    menu = qt.QMenu(parent)
    menu.toolTipsVisible = True
    _add(menu, _("Show in the views"), show, _("Load the image and the mask if need be."))
    choices = {
        LABEL: (_("Label"), list(labels)[:_MOST_LABELS]),
        SPLIT: (_("Split"), [TRAIN, VALIDATION, TEST]),
    }
    for column, (title, texts) in choices.items():
        sub = menu.addMenu(title)
        sub.enabled = not locked
        for text in texts:
            _add(sub, text, setting(column, text))
        _add(sub, _("none"), setting(column, ""))
        if column == LABEL and count == 1:
            _add(sub, _("Another…"), lambda: edit(LABEL), _("Type it in the list below."))
    text = _("Remove from the cohort") if count == 1 else _("Remove {count} cases")
    last = _add(menu, text.format(count=count), remove, _("The files stay; Undo brings it back."))
    last.enabled = not locked
    last.toolTip = locked or last.toolTip
    return menu


def _add(menu: Any, text: str, action: Action, tip: str = "") -> Any:
    added = menu.addAction(text)
    added.toolTip = tip or text
    added.connect("triggered()", action)
    return added
