"""The Cohort tab: the table of cases that everything else is trained on and tested with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import CASE, LABEL

from ...scene import cohorts
from ..node_selectors import settle
from ..results import Results
from ..runner import Runner
from ..state import PanelState, keep_node, node_of
from ..table_files import save_table
from ..task_widgets import LoadUI
from .asking import Asking
from .buttons import update_buttons
from .case_list import CaseList
from .content import Content
from .counts import counts_text
from .editing import Editing
from .failure_list import failures_of
from .findings import Findings
from .measured import failure_text, next_step, take_up
from .measuring import Measuring
from .menus import add_menu, case_menu
from .messages import Messages
from .runs import CohortRuns
from .showing import Showing
from .values_view import ValuesView


class CohortPanel:
    """Drives Cohort.ui.

    Args:
        load: gives the widget of a .ui file.
        runner: the scene, its engine, and how jobs are started.
        results: shows nodes, undoes.
    """

    task = "cohort"

    def __init__(self, load: LoadUI, runner: Runner, results: Results) -> None:
        self.widget = load("Cohort")
        self.ui = ui = slicer.util.childWidgetVariables(self.widget)
        self._work, self._results = runner.work, results
        self._state: PanelState | None = None
        self.content = Content(runner.work, self._content_changed)
        self.runs = CohortRuns(runner)
        self.list = CaseList(ui, self.content, self.runs.request)
        self.cases = self.list.view
        self.messages = Messages(ui.problemPlace, ui.notesLabel)
        self.problem = self.messages.problem
        self.asking = Asking(ui.askPlace, self.run, self._measure)
        self.editing = Editing(runner.work.scene, self.content, lambda: self.runs.locked)
        self.showing = Showing(self.content, self.runs, results)
        self.values = ValuesView(ui.cellView, ui.caseButton, self._edit)
        self.findings = Findings(ui, results)
        self.measuring = Measuring(self.content, runner, self.runs, results)
        ui.cohortSelector.addAttribute("vtkMRMLTableNode", cohorts.ATTRIBUTE, "1")
        settle(ui.cohortSelector, ui.cohortLabel.text)
        self._menu = add_menu(ui.addButton, self._sources())
        ui.addButton.setMenu(self._menu)
        self._connect()
        self._content_changed()

    def _sources(self) -> dict[str, Callable[[], None]]:
        return {
            "scene": lambda: self._try(self._add_from_scene),
            "folder": lambda: self.asking.folder("cohort.from_folder"),
            "csv": self.asking.csv,
            "dicom": lambda: self.asking.folder("cohort.from_dicom"),
        }

    def _connect(self) -> None:
        ui, results, asking = self.ui, self._results, self.asking
        ui.cohortSelector.connect("currentNodeChanged(vtkMRMLNode*)", self._cohort_chosen)
        ui.checkButton.connect("clicked()", lambda: asking.parameters("cohort.check", _("Check")))
        ui.splitButton.connect("clicked()", lambda: asking.parameters("cohort.split", _("Split")))
        ui.measureButton.connect("clicked()", self.ask_how_to_measure)
        ui.exportButton.connect("clicked()", self._export)
        ui.showButton.connect("clicked()", self.show_case)
        ui.undoButton.connect("clicked()", lambda: self._step(self._work.undo.undo))
        ui.redoButton.connect("clicked()", lambda: self._step(self._work.undo.redo))
        self.cases.moved.connect(self._moved)
        self.cases.opened.connect(self.show_case)
        self.cases.asked.connect(self._case_menu)
        self.findings.chosen.connect(self._jump)
        self.measuring.landed.connect(self._measured)
        self.runs.changed.connect(self.update)
        self.runs.failed.connect(self._failed)
        self.runs.noted.connect(self.messages.tell)
        results.changed.connect(self._scene_changed)
        results.failed.connect(self._failed)

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene and follow them; None: stop following."""
        self._state = None
        self.asking.follow(None)
        self.list.follow(None)
        if state is None:
            self.content.follow(None)
            return
        self.list.follow(state)
        kept = node_of(state, self.task, "table")
        if kept is not None:
            self.ui.cohortSelector.setCurrentNode(kept)
        self._state = state
        self.asking.follow(state)
        self._cohort_chosen(self.ui.cohortSelector.currentNode())

    def close(self) -> None:
        """Let go of the scene."""
        self.content.close()

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        locked, filled = self.runs.locked, bool(self.content.texts.get(CASE))
        row = self.cases.current
        measuring = self.measuring.reason
        update_buttons(self.ui, self._work.undo, locked, measuring, filled, row is not None)
        self.values.show(self.content, row, not locked)

    def run(self, operation_id: str, values: dict[str, Any]) -> None:
        """Run an operation on the cohort."""
        self.problem.clear()
        if operation_id == "cohort.check":
            self.runs.check(self.content.node, values, self._checked)
        else:
            self.runs.change(self.content.node, operation_id, values, self._landed)

    def show_case(self) -> None:
        """Show the current case in the views; its files are loaded if they are not."""
        row = self.cases.current
        if row is not None:
            self._try(lambda: self.showing.show(row))

    def ask_how_to_measure(self) -> None:
        """Ask for what to measure of each case, if there are any."""
        if self.ui.measureButton.enabled:
            self.asking.measure(len(self.content.texts[CASE]))
        else:
            self.problem.show(self.ui.measureButton.toolTip)

    def set_text(self, column: str, text: str) -> None:
        """Set a column of the selected cases."""
        rows = self.cases.selected
        self._try(lambda: self.editing.set_text(rows, column, text))

    def remove(self) -> None:
        """Remove the selected cases."""
        rows = self.cases.selected
        self._try(lambda: self.editing.remove(rows))

    def _edit(self, column: str, text: str) -> None:
        row = self.cases.current
        if row is not None:
            self._try(lambda: self.editing.set_text([row], column, text))

    def _add_from_scene(self) -> None:
        self.ui.cohortSelector.setCurrentNode(self.editing.add_from_scene())

    def _try(self, action: Callable[[], None]) -> None:
        self.messages.attempt(action)
        self._results.changed()

    def _step(self, step: Callable[[], Any]) -> None:
        """Undo or redo; the list shows it, so no table needs to come up in the views."""
        step()
        self._results.changed()

    def _cohort_chosen(self, node: Any | None) -> None:
        if self._state is None:
            return
        keep_node(self._state, self.task, "table", node)
        self.asking.hide()
        self.messages.clear()
        self.content.follow(node)

    def _content_changed(self) -> None:
        self.ui.countsLabel.text = counts_text(self.content.texts)
        self.list.update()
        self.findings.show(self.content.node)
        self.update()

    def _moved(self) -> None:
        """A case that is loaded is shown at once; others on Enter."""
        self.update()
        row = self.cases.current
        if row is not None and self.ui.caseView.hasFocus():
            self.showing.show_if_loaded(row)

    def _case_menu(self, point: Any) -> None:
        labels = sorted({text for text in self.content.texts.get(LABEL, ()) if text})
        self._context = case_menu(
            self.widget, labels, self.show_case, self.set_text, self.values.type_into,
            self.remove, len(self.cases.selected), self.runs.locked,
        )  # fmt: skip
        self._context.popup(point)

    def _jump(self, case: str, column: str) -> None:
        names = self.content.texts.get(CASE, [])
        if case in names:
            self.cases.select(names.index(case))
            self.values.point_at(column)

    def _scene_changed(self) -> None:
        """A check may have been undone."""
        if self._state is not None:
            self.findings.show(self.content.node)
        self.update()

    def _landed(self, node: Any) -> None:
        self.ui.cohortSelector.setCurrentNode(node)
        self._results.changed()

    def _checked(self) -> None:
        self.findings.show(self.content.node)
        self.findings.open_warnings()
        self._results.changed()

    def _export(self) -> None:
        error = save_table(self.content.node)
        if error:
            self.problem.show(error)

    def _measure(self, operation_id: str, values: dict[str, Any], options: dict[str, Any]) -> None:
        self.messages.clear()
        self.measuring.start(operation_id, values, options)

    def _measured(self, features: Any | None, notes: tuple[str, ...]) -> None:
        failures = failures_of(self.content.node) if self.content.node is not None else []
        if features is not None:
            take_up(features, self._state, self._results)
            self.messages.tell([*notes[:1], next_step(features), *notes[1:]])
        if failures:
            listed = "\n".join(failure[0] for failure in failures)
            self.problem.show(failure_text(failures), listed if len(failures) > 1 else "")
        self.findings.show(self.content.node)
        self.findings.open_failures()
        self._results.changed()

    def _failed(self, message: str, details: str) -> None:
        if self._state is not None:
            self.problem.show(message, details)
