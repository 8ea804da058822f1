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
from ..state import PanelState, choice_of, keep_choice, keep_node, node_of
from ..table_files import save_table
from ..task_widgets import LoadUI
from .asking import Asking
from .buttons import update_buttons
from .case_view import CaseView
from .content import Content
from .counts import counts_text
from .editing import Editing
from .menus import add_menu, case_menu
from .messages import Messages
from .pictures import Pictures
from .runs import CHECK_ROLE, CohortRuns
from .showing import Showing
from .values_view import ValuesView
from .warning_list import WarningList


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
        self.pictures = Pictures(self.runs.request, self._show_cases)
        self.messages = Messages(ui.problemPlace, ui.notesLabel)
        self.problem = self.messages.problem
        self.asking = Asking(self.run)
        self.editing = Editing(runner.work.scene, self.content, lambda: self.runs.locked)
        self.showing = Showing(self.content, self.runs, results)
        self.cases = CaseView(ui.caseView, ui.filterEdit)
        self.values = ValuesView(ui.cellView, ui.caseButton, self._edit)
        self.warnings = WarningList(ui.warningList, ui.warningsButton)
        ui.askPlace.layout().addWidget(self.asking.box.widget)
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
        ui.exportButton.connect("clicked()", self._export)
        ui.showButton.connect("clicked()", self.show_case)
        ui.undoButton.connect("clicked()", lambda: self._step(self._work.undo.undo))
        ui.redoButton.connect("clicked()", lambda: self._step(self._work.undo.redo))
        ui.reportButton.connect("clicked()", self._show_report)
        ui.thumbnailsBox.connect("toggled(bool)", self._thumbnails_toggled)
        self.cases.moved.connect(self._moved)
        self.cases.opened.connect(self.show_case)
        self.cases.asked.connect(self._case_menu)
        self.cases.columns_changed.connect(self._keep_columns)
        self.warnings.chosen.connect(self._jump)
        self.runs.changed.connect(self.update)
        self.runs.failed.connect(self._failed)
        self.runs.noted.connect(self.messages.tell)
        results.changed.connect(self._scene_changed)
        results.failed.connect(self._failed)

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene and follow them; None: stop following."""
        self._state = self.asking.state = None
        if state is None:
            self.content.follow(None)
            return
        self.ui.thumbnailsBox.checked = choice_of(state, self.task, "thumbnails") == "on"
        kept = node_of(state, self.task, "table")
        if kept is not None:
            self.ui.cohortSelector.setCurrentNode(kept)
        self._state = self.asking.state = state
        self._cohort_chosen(self.ui.cohortSelector.currentNode())

    def close(self) -> None:
        """Let go of the scene."""
        self.content.close()

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        locked, filled = self.runs.locked, bool(self.content.texts.get(CASE))
        row = self.cases.current
        update_buttons(self.ui, self._work.undo, locked, filled, row is not None)
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
        self.asking.box.hide()
        self.messages.clear()
        self.content.follow(node)

    def _content_changed(self) -> None:
        self.ui.countsLabel.text = counts_text(self.content.texts)
        self._show_cases()
        self.warnings.show(self.content.node)
        self._want_pictures()
        self.update()

    def _show_cases(self) -> None:
        texts, state = self.content.texts, self._state
        chosen = choice_of(state, self.task, "columns").split("\n") if state is not None else []
        shown = self.ui.thumbnailsBox.checked
        self.cases.show(texts, chosen, self.pictures.of(texts) if shown else None)

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
            self.warnings.show(self.content.node)
        self.update()

    def _landed(self, node: Any) -> None:
        self.ui.cohortSelector.setCurrentNode(node)
        self._results.changed()

    def _checked(self) -> None:
        self.warnings.show(self.content.node)
        self.ui.warningsButton.collapsed = False
        self._results.changed()

    def _export(self) -> None:
        error = save_table(self.content.node)
        if error:
            self.problem.show(error)

    def _show_report(self) -> None:
        node = self.content.node
        report = node.GetNodeReference(f"{CHECK_ROLE}report") if node is not None else None
        if report is not None:
            self._results.show(report)

    def _keep_columns(self) -> None:
        if self._state is not None:
            keep_choice(self._state, self.task, "columns", "\n".join(self.cases.columns))

    def _thumbnails_toggled(self, on: bool) -> None:
        if self._state is not None:
            keep_choice(self._state, self.task, "thumbnails", "on" if on else "")
        self.pictures.ask_again()
        self._show_cases()
        self._want_pictures()

    def _want_pictures(self) -> None:
        node = self.content.node
        if self.ui.thumbnailsBox.checked and node is not None:
            self.pictures.want(self.content.texts, lambda text: cohorts.named_node(node, text))

    def _failed(self, message: str, details: str) -> None:
        if self._state is not None:
            self.problem.show(message, details)
