"""The pipeline: steps in order, saved as JSON, run as one job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.params import as_dict
from medaiassist_engine.contract.pipelines import Step, make_step, steps_from_json, steps_to_json

from ..session.signal import Signal
from .enabling import enable
from .parameter_texts import parameter_lines
from .texts import catalog_text


class PipelineSection:
    """Drives the list and its buttons.

    Args:
        ui: the panel's widgets.
        run: called with the pipeline as JSON text.
        complain: called with a sentence when a file is no pipeline.

    Attributes:
        changed: called without arguments when the steps change.
    """

    def __init__(
        self, ui: Any, run: Callable[[str], None], complain: Callable[[str], None]
    ) -> None:
        self._ui, self._complain = ui, complain
        self._steps: list[Step] = []
        self._reason = ""
        self.changed = Signal()
        ui.runPipelineButton.connect("clicked()", lambda: run(self.text))
        ui.removeStepButton.connect("clicked()", self._remove)
        ui.moveUpButton.connect("clicked()", lambda: self._move(-1))
        ui.moveDownButton.connect("clicked()", lambda: self._move(1))
        ui.loadPipelineButton.connect("clicked()", self._load)
        ui.savePipelineButton.connect("clicked()", self._save)
        ui.stepList.connect("currentRowChanged(int)", lambda _row: self._enable())
        self._show()

    @property
    def text(self) -> str:
        """The pipeline as JSON; "" without steps."""
        return steps_to_json(tuple(self._steps)) if self._steps else ""

    @text.setter
    def text(self, text: str) -> None:
        """Show the steps of a JSON text.

        Raises:
            UserError: it is no pipeline, or names an unknown operation.
        """
        self._steps = list(steps_from_json(text)) if text else []
        self._show()

    def allow(self, reason: str) -> None:
        """Say why the pipeline cannot be run now; "" if it can."""
        self._reason = reason
        self._enable()

    def add(self, operation_id: str, parameters: dict[str, Any]) -> None:
        """Append a step.

        Raises:
            UserError: the operation cannot be a step, or a parameter is wrong.
        """
        self._steps.append(make_step(operation_id, **parameters))
        self._show(len(self._steps) - 1)
        self.changed()

    def _remove(self) -> None:
        row = self._ui.stepList.currentRow
        del self._steps[row]
        self._show(min(row, len(self._steps) - 1))
        self.changed()

    def _move(self, by: int) -> None:
        row = self._ui.stepList.currentRow
        self._steps.insert(row + by, self._steps.pop(row))
        self._show(row + by)
        self.changed()

    def _show(self, row: int = -1) -> None:
        ui = self._ui
        ui.stepList.clear()
        for number, step in enumerate(self._steps, 1):
            ui.stepList.addItem(f"{number}. {catalog_text(step.operation.title)}")
            details = parameter_lines(step.operation, as_dict(step.parameters))
            ui.stepList.item(number - 1).setToolTip("\n".join(details))
        ui.stepList.setCurrentRow(row)
        ui.pipelineButton.text = _("Pipeline ({count})").format(count=len(self._steps))
        self._enable()

    def _enable(self) -> None:
        ui, row, count = self._ui, self._ui.stepList.currentRow, len(self._steps)
        none = "" if row >= 0 else _("Select a step first.")
        first = none or ("" if row > 0 else _("This is the first step already."))
        last = none or ("" if row < count - 1 else _("This is the last step already."))
        empty = "" if count else _("Add a step with '+ pipeline' first.")
        enable(ui.removeStepButton, none, _("Remove the selected step."))
        enable(ui.moveUpButton, first, _("Move the selected step up."))
        enable(ui.moveDownButton, last, _("Move the selected step down."))
        enable(ui.savePipelineButton, empty, _("Save the pipeline as a JSON file."))
        tip = _("Run all steps one after the other.")
        enable(ui.runPipelineButton, empty or self._reason, tip)

    def _load(self) -> None:
        path = qt.QFileDialog.getOpenFileName(
            self._ui.stepList, _("Load a pipeline"), "", "JSON (*.json)"
        )
        if not path:
            return
        try:
            self.text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError, UserError) as error:
            self._complain(_("The pipeline was not loaded: {reason}").format(reason=error))
            return
        self.changed()

    def _save(self) -> None:
        path = qt.QFileDialog.getSaveFileName(
            self._ui.stepList, _("Save the pipeline"), "pipeline.json", "JSON (*.json)"
        )
        if not path:
            return
        try:
            partial = Path(f"{path}.partial")
            partial.write_text(self.text, encoding="utf-8")
            partial.replace(path)
        except OSError as error:
            self._complain(_("The pipeline was not saved: {reason}").format(reason=error))
