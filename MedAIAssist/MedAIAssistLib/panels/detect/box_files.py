"""Measurements of boxes, files of boxes, and boxes of a table on the input volume."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ...scene import boxes, tables
from ...scene.box_table_rows import boxes_of, cases_of, frame_of, likely_case
from ...scene.steps import finish
from ...scene.tables import column_names
from ...scene.undo import Change
from ...session.scene_requests import GroupInput, NodeInput
from ...session.scene_session import SceneSession
from ...session.signal import Signal
from ..enabling import enable
from ..node_selectors import settle
from ..results import Results
from .review_section import ReviewSection
from .work_steps import WorkSteps

MEASURE, EXPORT, IMPORT = "detect.measure_boxes", "detect.export_boxes", "detect.import_boxes"


class BoxFiles:
    """Drives the section of measurements and files in Detect.ui.

    Args:
        review: whose boxes are measured and exported.
        choose_method: called with the operation whose form is to be shown.
        volume: gives the input volume.

    Attributes:
        failed: called with what went wrong.
        drawn: called with the first of the boxes that came from a table.
    """

    def __init__(
        self,
        ui: Any,
        work: SceneSession,
        results: Results,
        review: ReviewSection,
        choose_method: Callable[[str], None],
        volume: Callable[[], Any | None],
    ) -> None:
        self._ui, self._work, self._results = ui, work, results
        self._review, self._volume = review, volume
        self.failed, self.drawn = Signal(), Signal()
        self._steps = WorkSteps(self.failed, self.update)
        results.cleared.connect(self._steps.stop)
        settle(ui.boxTableSelector, ui.boxTableLabel.text)
        ui.boxTableSelector.connect(
            "currentNodeChanged(vtkMRMLNode*)", lambda _node: self._table_chosen()
        )
        ui.boxCaseBox.connect("currentIndexChanged(int)", lambda _index: self.update())
        ui.measureBoxesButton.connect("clicked()", self.measure)
        ui.exportBoxesButton.connect("clicked()", lambda: choose_method(EXPORT))
        ui.importBoxesButton.connect("clicked()", lambda: choose_method(IMPORT))
        ui.boxesFromTableButton.connect("clicked()", self.draw)

    @property
    def table(self) -> Any | None:
        return self._ui.boxTableSelector.currentNode()

    def land(self, nodes: list[Any]) -> None:
        """The newest table of boxes is the one that people want to see."""
        for node in nodes:
            if node.IsA("vtkMRMLTableNode") and frame_of(column_names(node)):
                self._ui.boxTableSelector.setCurrentNode(node)

    def close(self) -> None:
        """Let go of the scene."""
        self._steps.stop()

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        ui = self._ui
        none = "" if self._review.reviewing.boxes else _("Choose boxes under 'Review boxes' first.")
        tip = _("Sizes of the boxes and intensities in them, as a table.")
        enable(ui.measureBoxesButton, none, tip)
        tip = _("Choose the format and the file above, then press Apply.")
        enable(ui.exportBoxesButton, none, tip)
        tip = _("Put the boxes of this case into the scene, on the input volume.")
        enable(ui.boxesFromTableButton, self._reason(), tip)

    def measure(self) -> None:
        """Measure the boxes under review, in their image."""
        group = self._review.reviewing.group
        if group is None:
            return
        inputs: dict[str, NodeInput] = {"boxes": GroupInput(group.nodes, group.name)}
        image = self._review.image
        if image is not None:
            inputs["volume"] = NodeInput(image)
        self._results.submit(MEASURE, {}, inputs)

    def draw(self) -> None:
        """Put the boxes of the chosen case on the input volume."""
        table, volume = self.table, self._volume()
        if table is None or volume is None:
            return
        case = str(self._ui.boxCaseBox.currentText)
        try:
            found = boxes_of(tables.read(table), case, volume)
        except UserError as error:
            self.failed(str(error))
            return
        if not len(found.centres):
            self.failed(str(_("Case '{case}' has no boxes.").format(case=case)))
            return
        change = Change(str(_("Boxes of {case}")).format(case=case))

        def landing() -> Any:
            try:
                ids = yield from boxes.write(
                    self._work.scene, found, beside=volume.GetID(), change=change
                )
            except BaseException:
                change.revert()
                raise
            self._work.undo.push(change)
            self.drawn(self._work.scene.GetNodeByID(ids[0]))

        self._steps.start(landing())

    def _table_chosen(self) -> None:
        box, table = self._ui.boxCaseBox, self.table
        cases = []
        if table is not None and frame_of(column_names(table)):
            cases = cases_of(finish(tables.reading(table)))
        blocked = box.blockSignals(True)
        box.clear()
        box.addItems(cases)
        volume = self._volume()
        likely = likely_case(cases, volume) if volume is not None else ""
        box.currentIndex = cases.index(likely) if likely else min(0, len(cases) - 1)
        box.blockSignals(blocked)
        self.update()

    def _reason(self) -> str:
        if self.table is None:
            return str(_("Choose a table of boxes first."))
        if not frame_of(column_names(self.table)):
            return str(_("This table has no boxes."))
        if self._volume() is None:
            return str(_("Choose an input volume first."))
        return str(_("The boxes are coming…")) if self._steps.busy else ""
