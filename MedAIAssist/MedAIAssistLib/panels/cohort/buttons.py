"""Buttons that cannot be pressed say why."""

from __future__ import annotations

from typing import Any

from slicer.i18n import tr as _

from ...scene.undo import UndoStack
from ..enabling import enable


def update_buttons(
    ui: Any, undo: UndoStack, locked: str, measuring: str, filled: bool, chosen: bool
) -> None:
    """Enable what can be done now.

    Args:
        ui: widgets of Cohort.ui.
        locked: why the cohort cannot be changed; "" if it can.
        measuring: why it cannot be measured now; "" if it can.
        filled: it has cases.
        chosen: one of them is the current one.
    """
    empty = "" if filled else _("Add cases first.")
    none = "" if chosen else _("Choose a case in the list first.")
    tip = _("Add cases from the scene, a folder, CSV or DICOM files.")
    enable(ui.addButton, locked, tip)
    tip = _("Find duplicates, torn patients, leaks, typos, bad files.")
    enable(ui.checkButton, locked or empty, tip)
    tip = _("Mark cases for training and test, patient by patient.")
    enable(ui.splitButton, locked or empty, tip)
    tip = _("Measure every case, as on the Features tab; the features come as one table.")
    enable(ui.measureButton, measuring or empty, tip)
    tip = _("Save the cohort as CSV, with units and descriptions in a second file.")
    enable(ui.exportButton, empty, tip)
    enable(ui.showButton, none, _("Show the case in the views; Enter does the same."))
    nothing = "" if undo.title else _("There is nothing to undo.")
    enable(ui.undoButton, nothing, _("Undo: {title}").format(title=undo.title))
    nothing = "" if undo.redo_title else _("There is nothing to do again.")
    enable(ui.redoButton, nothing, _("Redo: {title}").format(title=undo.redo_title))
