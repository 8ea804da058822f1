"""Asks for files and parameters before an operation runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation

from ..state import PanelState, keep_values, values_of
from .ask_box import AskBox
from .measure_box import Measure, MeasureBox

Run = Callable[[str, dict[str, Any]], None]


class Asking:
    """Shows the boxes that ask, with the values of last time; one at a time.

    Args:
        place: widget that the boxes go into.
        run: called with an operation's id and the values.
        measure: called with what is to be measured.
    """

    def __init__(self, place: Any, run: Run, measure: Measure) -> None:
        self._run = run
        self._state: PanelState | None = None
        self.box, self.measure_box = AskBox(), MeasureBox(measure)
        for box in (self.box, self.measure_box):
            place.layout().addWidget(box.widget)

    def follow(self, state: PanelState | None) -> None:
        """Keep values there from now on; None: keep none."""
        self._state = self.measure_box.state = state

    def hide(self) -> None:
        """Ask nothing."""
        self.box.hide()
        self.measure_box.hide()

    def measure(self, cases: int) -> None:
        """Ask how to measure the cases."""
        self.hide()
        self.measure_box.show(cases)

    def folder(self, operation_id: str) -> None:
        """Ask for a folder, then for the rest."""
        folder = qt.QFileDialog.getExistingDirectory(
            slicer.util.mainWindow(), _("Folder with the cases"),
            self._kept(operation_id).get("folder", ""),
        )  # fmt: skip
        if folder:
            self.parameters(operation_id, _("Add"), folder=folder)

    def csv(self) -> None:
        """Ask for a CSV file, then for the rest."""
        path = qt.QFileDialog.getOpenFileName(
            slicer.util.mainWindow(), _("Table with the cases"), "", "CSV (*.csv *.tsv *.txt)"
        )
        if path:
            self.parameters("cohort.from_csv", _("Add"), file=path)

    def parameters(self, operation_id: str, word: str, **given: Any) -> None:
        """Ask for the parameters of an operation.

        Args:
            word: on the button that runs it.
            given: values that are known.
        """
        values = {**self._kept(operation_id), **given}
        self.hide()
        self.box.show(
            operation(operation_id), values, word, lambda chosen: self._chosen(operation_id, chosen)
        )

    def _chosen(self, operation_id: str, values: dict[str, Any]) -> None:
        if self._state is not None:
            keep_values(self._state, operation_id, values)
        self._run(operation_id, values)

    def _kept(self, operation_id: str) -> dict[str, Any]:
        return values_of(self._state, operation_id) if self._state is not None else {}
