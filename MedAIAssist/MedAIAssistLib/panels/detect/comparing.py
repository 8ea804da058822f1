"""Compare the boxes under review with others: hits green, misses yellow, false alarms red."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.payloads import Boxes, Payload, Table

from ...scene import box_edits
from ...scene.box_colours import MISS_COLOUR, class_colours
from ...scene.box_display import show_group
from ...scene.box_facts import MISS, label_of
from ...scene.box_matches import Outcome, marks_of
from ...scene.weak import weak
from ...session.jobs import Job, Made, Request
from ...session.scene_requests import GroupInput, scene_request
from ...session.signal import Signal
from ..box_group_combo import BoxGroupCombo
from ..enabling import enable
from ..form import ParameterForm
from ..runner import Runner
from ..state import PanelState, keep_node, keep_values, node_of, values_of
from .review_section import ReviewSection

COMPARE = "detect.compare_boxes"
_TASK = "detect"
_TRUTH = "truth of the review"


class Comparing:
    """Drives the comparison section of Detect.ui.

    Args:
        review: the boxes that were found.

    Attributes:
        failed: called with a sentence and its details.
    """

    def __init__(self, ui: Any, runner: Runner, review: ReviewSection) -> None:
        self._ui, self._runner, self._review = ui, runner, review
        self._state: PanelState | None = None
        self._marked: list[Any] = []
        self.failed = Signal()
        self.job: Job | None = None
        self.truth = BoxGroupCombo(str(_("choose some")))
        self.truth.toolTip = _("The boxes that are right, such as those that were drawn.")
        ui.truthPlace.layout().addWidget(self.truth)
        ui.truthLabel.setBuddy(self.truth)
        self.form = ParameterForm()
        ui.compareFormPlace.layout().addWidget(self.form.widget)
        self._show_form({})
        self.truth.changed.connect(self._truth_chosen)
        self.form.changed.connect(self._values_changed)
        ui.compareNowButton.connect("clicked()", self.compare)
        ui.compareEndButton.connect("clicked()", self.end)
        self._tell("")

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene and follow them; None: stop following."""
        self._state = None
        if state is None:
            return
        self.truth.refresh()
        kept = node_of(state, _TASK, _TRUTH)
        if kept is not None:
            self.truth.setCurrentNode(kept)
        self._show_form(values_of(state, COMPARE))
        self._state = state
        self._review.reviewing.matched = any(box.match for box in self._review.reviewing.boxes)
        if not self._review.reviewing.matched:
            self._tell("")
        self.update()

    def _show_form(self, values: dict[str, Any]) -> None:
        """The least score is that of the review."""
        self.form.show(operation(COMPARE), values, ("score",))
        self.form.align_with([self._ui.truthLabel])

    def refresh(self) -> None:
        """Nodes came or went."""
        if self._state is not None:
            self.truth.refresh()

    def update(self) -> None:
        """Buttons that cannot be pressed say why."""
        ui = self._ui
        tip = _("Colour hits green, misses yellow and false alarms red.")
        enable(ui.compareNowButton, self._reason(), tip)
        none = "" if self._review.reviewing.matched else _("Nothing is compared now.")
        tip = _("Forget the comparison; the boxes get the colours of their classes again.")
        enable(ui.compareEndButton, none, tip)

    def compare(self) -> None:
        """Compare those boxes that the list shows."""
        truth, shown = self.truth.group, self._shown()
        if truth is None or not shown:
            return
        found = self._review.reviewing.group
        assert found is not None
        inputs = {
            "truth": GroupInput(truth.nodes, truth.name), "found": GroupInput(shown, found.name),
        }  # fmt: skip
        read = scene_request(self._runner.work.scene, COMPARE, {}, inputs)
        wanted, given = [weak(n) for n in truth.nodes], [weak(n) for n in shown]

        def deliver(outputs: Mapping[str, Payload], _made: Made) -> Generator[Any, None, None]:
            yield
            self._take(outputs, _alive(wanted), _alive(given))

        request = Request(COMPARE, self.form.values, read.read, deliver, read.title)

        def submit() -> None:
            self.job = self._runner.work.session.submit(request)
            self.job.changed.connect(self._job_changed)
            self._runner.started(self.job)

        self._runner.when_ready(submit)

    def end(self) -> None:
        """Forget the comparison."""
        nodes = [node for node in _alive(self._marked) if node.GetScene() is not None]
        nodes += [node for node in self._review.reviewing.nodes if node not in nodes]
        box_edits.set_matches(nodes, [""] * len(nodes))
        self._marked = []
        self._review.reviewing.matched = False
        self._tell("")
        self._review.reviewing.follow(self._review.reviewing.group)
        self._show_truth({})
        self.update()

    def _take(self, outputs: Mapping[str, Payload], truth: list[Any], found: list[Any]) -> None:
        boxes: Any = outputs
        outcome = Outcome(boxes["hits"], boxes["misses"], boxes["false_alarms"])
        marks = marks_of(outcome, truth, found)
        self.end()
        nodes = list(marks)
        box_edits.set_matches(nodes, list(marks.values()))
        self._marked = [weak(node) for node in nodes]
        reviewing = self._review.reviewing
        reviewing.matched = True
        reviewing.follow(reviewing.group)
        self._show_truth(marks)
        self._tell(_summary(outputs["metrics"], outcome))
        self.update()

    def _show_truth(self, marks: Mapping[Any, str]) -> None:
        """Of the annotations those that were missed, in yellow; without a comparison all."""
        group = self.truth.group
        if group is None or group.nodes == self._review.reviewing.nodes:
            return
        classes = class_colours(label_of(node) for node in group.nodes)
        colours = {node.GetID(): classes[label_of(node)] for node in group.nodes}
        visible = set(colours)
        if marks:
            visible = {node.GetID() for node in group.nodes if marks.get(node) == MISS}
            colours |= dict.fromkeys(visible, MISS_COLOUR)
        show_group(group, visible, colours)

    def _shown(self) -> list[Any]:
        listed = {box.node_id for box in self._review.reviewing.listed}
        return [node for node in self._review.reviewing.nodes if node.GetID() in listed]

    def _reason(self) -> str:
        if not self._shown():
            return str(_("Choose the boxes to judge under 'Review boxes' first."))
        truth, found = self.truth.group, self._review.reviewing.group
        if truth is None:
            return str(_("Choose the ground truth first."))
        if found is not None and truth.item == found.item:
            return str(_("Choose two different groups of boxes."))
        return ""

    def _truth_chosen(self) -> None:
        if self._state is not None:
            keep_node(self._state, _TASK, _TRUTH, self.truth.currentNode())
            self.update()

    def _values_changed(self) -> None:
        if self._state is not None:
            keep_values(self._state, COMPARE, self.form.values)

    def _job_changed(self, job: Job) -> None:
        if job.faulty:
            self.failed(job.message, job.details)

    def _tell(self, text: str) -> None:
        self._ui.compareLabel.text = text
        self._ui.compareLabel.visible = bool(text)


def _alive(references: list[Any]) -> list[Any]:
    nodes = [reference.Get() for reference in references]
    return [node for node in nodes if node is not None and node.GetScene() is not None]


def _summary(metrics: Any, outcome: Outcome) -> str:
    assert isinstance(metrics, Table)
    columns = {column.name: column for column in metrics.columns}
    values = columns["value"].values
    assert values is not None
    known = dict(zip(columns["metric"].texts, values, strict=True))
    first = _("Hits: {hits}, misses: {misses}, false alarms: {alarms}.").format(
        hits=_count(outcome.hits), misses=_count(outcome.misses), alarms=_count(outcome.alarms)
    )
    second = _("Precision {precision}, recall {recall}.").format(
        precision=_share(known["precision"]), recall=_share(known["recall"])
    )
    return f"{first} {second}"


def _count(boxes: Boxes) -> int:
    return len(boxes.centres)


def _share(value: float) -> str:
    return "–" if value != value else f"{value:.2f}"
