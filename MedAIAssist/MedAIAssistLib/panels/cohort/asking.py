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

Run = Callable[[str, dict[str, Any]], None]


class Asking:
    """Shows the box that asks, with the values of last time.

    Args:
        run: called with an operation's id and the values.

    Attributes:
        state: where values are kept; None while the panel follows no scene.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self.state: PanelState | None = None
        self.box = AskBox()

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
        self.box.show(
            operation(operation_id), values, word, lambda chosen: self._chosen(operation_id, chosen)
        )

    def _chosen(self, operation_id: str, values: dict[str, Any]) -> None:
        if self.state is not None:
            keep_values(self.state, operation_id, values)
        self._run(operation_id, values)

    def _kept(self, operation_id: str) -> dict[str, Any]:
        return values_of(self.state, operation_id) if self.state is not None else {}
