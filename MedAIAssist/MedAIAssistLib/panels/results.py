"""Results: made, shown, explained, made again, exported, undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ..scene import transform_nodes
from ..scene.layouts import large, make_room
from ..scene.pictures import foregrounds, picture_of, uncover
from ..scene.provenance import how_made, input_node
from ..scene.reports import is_report
from ..scene.show import background_of, middle_of, same_place, seen, show
from ..scene.undo import Change
from ..scene.weak import weak
from ..scene.windows import Window, natural_window, shown_window, window_like
from ..session.jobs import Job
from ..session.repeat import inputs_again
from ..session.scene_requests import NodeInput, leading
from ..session.scene_session import SceneSession
from ..session.signal import Signal
from .history import full_text
from .how_window import HowWindow
from .report_window import ReportWindow
from .table_files import save_table
from .table_views import show_quietly
from .trust import without_trust

MOVING = "moving"  # the slot of what a transform moves

Windows = tuple["Window | None", "Window | None"]  # natural and shown, of an input


class Results:
    """What the jobs of the panel make.

    Args:
        work: the scene and its engine.
        started: called with each job.
        when_ready: called with what needs an engine; calls it once there is one.

    Attributes:
        changed: called without arguments when a job has ended, something was undone, or nodes came
            or went.
        failed: called with a sentence and its details.
        cleared: called without arguments when the scene was closed.
        landed: called with the new nodes of a job.
    """

    def __init__(
        self,
        work: SceneSession,
        started: Callable[[Job], None],
        when_ready: Callable[[Callable[[], None]], None],
    ) -> None:
        self._work, self._started, self._when_ready = work, started, when_ready
        self._made: dict[Job, list[Any]] = {}
        self._window: HowWindow | None = None
        self._report: ReportWindow | None = None
        self.changed = Signal()
        self.failed = Signal()
        self.cleared = Signal()
        self.landed = Signal()
        self._timer = qt.QTimer()  # many nodes that come at once are one change
        self._timer.setSingleShot(True)
        self._timer.connect("timeout()", self.changed)
        self._tags = [
            work.scene.AddObserver(event, lambda _caller, _event: self._timer.start(0))
            for event in (work.scene.NodeAddedEvent, work.scene.NodeRemovedEvent)
        ]
        self._tags.append(
            work.scene.AddObserver(work.scene.EndCloseEvent, lambda _caller, _event: self.cleared())
        )

    def submit(
        self,
        operation_id: str,
        parameters: Mapping[str, Any],
        inputs: Mapping[str, NodeInput],
        target: Any | None = None,
    ) -> None:
        """Run an operation on nodes, when there is an engine; its results are shown as they come.

        Args:
            target: volume node to replace; None makes a new one.
        """
        self._when_ready(lambda: self._submit(operation_id, parameters, inputs, target))

    def _submit(
        self,
        operation_id: str,
        parameters: Mapping[str, Any],
        inputs: Mapping[str, NodeInput],
        target: Any | None,
    ) -> None:
        try:
            source = leading(inputs).get() if inputs else None
        except UserError as error:  # removed while the engine was being installed
            self.failed(str(error), "")
            return
        windows = (None, None) if source is None else (natural_window(source), shown_window(source))
        landed: list[Any] = []

        def on_landed(ids: dict[str, tuple[str, ...]]) -> None:
            nodes = [self._work.scene.GetNodeByID(i) for listed in ids.values() for i in listed]
            landed.extend(weak(node) for node in nodes)
            self._landed(nodes, windows)

        job = self._work.submit(operation_id, parameters, inputs, {"volume": target}, on_landed)
        self._made[job] = landed
        job.changed.connect(self._job_changed)
        self._started(job)

    @property
    def latest(self) -> Job | None:
        """The job that was started last, of those that are listed."""
        return next(reversed(self._made), None)

    def of(self, job: Job) -> list[Any]:
        """The result nodes of a job that are in the scene."""
        nodes = [reference.Get() for reference in self._made.get(job, ())]
        return [node for node in nodes if node is not None and node.GetScene() is not None]

    def adopt(self, job: Job, nodes: list[Any]) -> None:
        """List the result nodes of a job that was started elsewhere."""
        self._made[job] = [weak(node) for node in nodes]

    def forget(self, job: Job) -> None:
        """The job is no longer listed."""
        self._made.pop(job, None)

    def show(self, node: Any) -> None:
        """Bring a node into the views, fitted and centred."""
        self.show_all([node])

    def show_all(self, nodes: list[Any]) -> None:
        """Bring nodes into the views, fitted and centred on the first that lies in space."""
        present = seen([node for node in nodes if node.GetScene() is not None])
        centre = next(filter(None, map(middle_of, present)), None)
        logic = slicer.app.applicationLogic()
        make_room(self._work.scene, present)
        for node in present:
            last = node is present[-1] and not is_report(node)
            if is_report(node):
                self._report = self._report or ReportWindow()
                self._report.show(node)
            if node.IsA("vtkMRMLTableNode"):
                show_quietly(node.GetScene(), node)
            show(node.GetScene(), node.GetID(), logic, centre if last else None, last)

    def explain(self, node: Any) -> None:
        """Open the window that tells how a node was made."""
        how = how_made(node)
        if how is None:
            self.failed(_("It is not known how '{name}' was made.").format(name=node.GetName()), "")
            return
        self._window = self._window or HowWindow()
        self._window.show(node.GetName(), full_text(node, how))

    def repeat(self, node: Any, other: Any) -> None:
        """Do to another volume (or table) what made a node."""
        how = how_made(node)
        if how is None:
            self.failed(_("It is not known how '{name}' was made.").format(name=node.GetName()), "")
            return
        try:
            inputs = inputs_again(node, how, other)
        except UserError as error:
            self.failed(_("This cannot be run again. {reason}").format(reason=error), "")
            return
        self.submit(how.operation, without_trust(how.parameters), inputs)

    def export(self, table: Any) -> None:
        """Ask for a file and save a table node in it."""
        error = save_table(table)
        if error:
            self.failed(error, "")

    def align(self, transform: Any) -> None:
        """Move the input that a transform was found for by it; undo takes that back."""
        moving = input_node(transform, MOVING)
        if moving is None:
            self.failed(_("What '{name}' would move is gone.").format(name=transform.GetName()), "")
            return
        change = Change(_("Align {name}").format(name=moving.GetName()))
        try:
            transform_nodes.apply(self._work.scene, transform, moving, change)
        except UserError as error:
            self.failed(str(error), "")
            return
        self._work.undo.push(change)
        self.changed()

    def undo(self, otherwise: Any | None) -> None:
        """Take the latest change back; `otherwise` is shown where the views are left empty."""
        self._move(self._work.undo.undo, otherwise)

    def redo(self, otherwise: Any | None) -> None:
        """Do again what was undone last."""
        self._move(self._work.undo.redo, otherwise)

    def close(self) -> None:
        """Stop following the scene."""
        for tag in self._tags:
            self._work.scene.RemoveObserver(tag)
        self._timer.stop()
        for window in (self._window, self._report):
            if window is not None:
                window.close()

    def _landed(self, nodes: list[Any], windows: Windows) -> None:
        for node in nodes:
            window_like(node, *windows)
        # Of a large table the panel says why it is not shown, and has a button for it.
        shown = [n for n in seen(nodes) if not (n.IsA("vtkMRMLTableNode") and large(n))]
        make_room(self._work.scene, shown)
        for node in shown:
            self._show_beside(node)
        self.landed(nodes)

    def _show_beside(self, node: Any) -> None:
        """Show a node; the views move only if it lies elsewhere than what they show."""
        scene, before = self._work.scene, background_of(self._work.scene)
        if node.IsA("vtkMRMLTableNode"):
            show_quietly(scene, node)
            return
        volume = node.IsA("vtkMRMLVolumeNode") and picture_of(node) is None
        if volume and (before is None or not same_place(before, node)):
            self.show(node)
        else:
            show(scene, node.GetID())

    def _move(self, step: Callable[[], Change | None], otherwise: Any | None) -> None:
        pictures = foregrounds(self._work.scene)
        change = step()
        uncover(self._work.scene, pictures)
        ids = change.node_ids if change is not None else []
        for node in seen([self._work.scene.GetNodeByID(node_id) for node_id in ids]):
            show(self._work.scene, node.GetID())
        if background_of(self._work.scene) is None and otherwise is not None:
            self.show(otherwise)
        self.changed()

    def _job_changed(self, job: Job) -> None:
        if job.faulty:
            self.failed(job.message, job.details)
        if job.ended:
            self.changed()
