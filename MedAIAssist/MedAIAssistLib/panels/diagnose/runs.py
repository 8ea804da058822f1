"""The jobs of the Diagnose tab: loading, measuring, predicting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from medaiassist_engine.contract.errors import UserError

from ...session.jobs import Job, State
from ...session.scene_requests import NodeInput
from ...session.signal import Signal
from ..results import Results
from ..runner import Runner

Landed = Callable[[dict[str, Any]], None]
"""Called with the first result node of each output slot."""


class DiagnoseRuns:
    """Runs operations one after the other; each tells what to do with its results.

    Attributes:
        changed: called without arguments when a job starts or ends.
        busy: the job that has not ended; None if there is none.
        latest: the job that was started last.
        results: lists what jobs made, and is told what went wrong.
    """

    def __init__(self, runner: Runner, results: Results) -> None:
        self._runner, self.results = runner, results
        self.busy: Job | None = None
        self.latest: Job | None = None
        self.changed = Signal()

    def run(
        self,
        operation_id: str,
        parameters: Mapping[str, Any],
        inputs: Mapping[str, NodeInput],
        targets: Mapping[str, Any],
        landed: Landed,
    ) -> None:
        """Run an operation, when there is an engine."""
        work = self._runner.work
        made: list[Any] = []

        def on_landed(ids: dict[str, tuple[str, ...]]) -> None:
            nodes = {slot: work.scene.GetNodeByID(listed[0]) for slot, listed in ids.items()}
            made.extend(nodes.values())
            landed(nodes)

        def ended(job: Job) -> None:
            if job.state is State.DONE:
                self.results.adopt(job, made)

        def submit() -> None:
            try:
                job = work.submit(operation_id, parameters, inputs, targets, on_landed)
            except UserError as error:  # an input was removed meanwhile
                self.results.failed(str(error), "")
                return
            self.busy = self.latest = job
            job.changed.connect(ended)
            job.changed.connect(self._job_changed)
            self._runner.started(job)
            self.changed()

        self._runner.when_ready(submit)

    def _job_changed(self, job: Job) -> None:
        if not job.ended:
            return
        if job is self.busy:
            self.busy = None
        if job.faulty:
            self.results.failed(job.message, job.details)
        self.changed()
