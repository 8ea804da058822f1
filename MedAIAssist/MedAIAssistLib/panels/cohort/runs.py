"""Operations on a cohort: submitted, and landed in its table node when they are complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import IMAGE, MASK

from ...scene import cohorts
from ...session.jobs import Job, Request, State
from ...session.signal import Signal
from ..runner import Runner

CHECK_ROLE = "MedAIAssist.CohortCheck."
"""Reference role of what a check of a cohort found, followed by the output's name."""

_CHECKED = ("warnings", "report", "classes")


class CohortRuns:
    """Runs the operations of the Cohort tab.

    Attributes:
        changed: called without arguments when a job starts or ends.
        failed: called with a sentence and its details.
        noted: called with the notes of a job that is done.
        busy: the job that will change the cohort; None if there is none.
        latest: the job that was started last.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self.busy: Job | None = None
        self.latest: Job | None = None
        self.changed, self.failed, self.noted = Signal(), Signal(), Signal()

    @property
    def locked(self) -> str:
        """Why the cohort cannot be changed now; "" if it can."""
        if self.busy is None:
            return ""
        return str(_("Wait until '{title}' has ended.")).format(title=self.busy.request.title)

    def change(
        self,
        table: Any | None,
        operation_id: str,
        parameters: Mapping[str, Any],
        landed: Callable[[Any], None],
    ) -> None:
        """Run what makes a new cohort of one; without a table, it makes a new node.

        Args:
            landed: called with the table node.
        """
        scene = self._runner.work.scene

        def on_landed(ids: dict[str, tuple[str, ...]]) -> None:
            node = scene.GetNodeByID(ids["table"][0])
            if not node.GetAttribute(cohorts.ATTRIBUTE):
                cohorts.mark(node)
                node.SetName(scene.GenerateUniqueName(str(_("Cohort"))))
            landed(node)

        def submit() -> None:
            inputs = {} if table is None else {"table": table}
            job = self._runner.work.submit(operation_id, parameters, inputs, inputs, on_landed)
            self.busy = job
            self.follow(job)

        self._runner.when_ready(submit)

    def check(self, table: Any, parameters: Mapping[str, Any], landed: Callable[[], None]) -> None:
        """Check a cohort; what an earlier check found is replaced."""
        scene = self._runner.work.scene
        known = {name: table.GetNodeReference(CHECK_ROLE + name) for name in _CHECKED}

        def on_landed(ids: dict[str, tuple[str, ...]]) -> None:
            for name in _CHECKED:
                if table.GetScene() is scene:
                    table.SetNodeReferenceID(CHECK_ROLE + name, ids[name][0])
            landed()

        self._runner.when_ready(
            lambda: self.follow(
                self._runner.work.submit(
                    "cohort.check", parameters, {"table": table}, known, on_landed
                )
            )
        )

    def load(self, case: str, image: str, mask: str, landed: Callable[[list[Any]], None]) -> None:
        """Load the files of a case; `landed` is called with its nodes."""
        scene = self._runner.work.scene

        def on_landed(ids: dict[str, tuple[str, ...]]) -> None:
            nodes = [scene.GetNodeByID(listed[0]) for listed in ids.values()]
            for node, path in zip(nodes, (image, mask), strict=False):
                node.SetAttribute(cohorts.LOADED, path)
                node.SetName(scene.GenerateUniqueName(case))
            for node in nodes[1:]:
                node.SetReferenceImageGeometryParameterFromVolumeNode(nodes[0])
            landed(nodes)

        files = {IMAGE: image, MASK: mask}
        self._runner.when_ready(
            lambda: self.follow(self._runner.work.submit("cohort.load", files, {}, None, on_landed))
        )

    def request(self, request: Request) -> None:
        """Run what lands nowhere in the scene."""
        self._runner.when_ready(lambda: self.follow(self._runner.work.session.submit(request)))

    def follow(self, job: Job) -> None:
        """List a job, and tell how it ends."""
        self.latest = job
        job.changed.connect(self._job_changed)
        self._runner.started(job)
        self.changed()

    def _job_changed(self, job: Job) -> None:
        if not job.ended:
            return
        if job is self.busy:
            self.busy = None
        if job.faulty:
            self.failed(job.message, job.details)
        elif job.state is State.DONE and job.made is not None:
            self.noted(job.made.notes)
        self.changed()
