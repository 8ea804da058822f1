"""From the button to the table of features: cases of the scene are handed over first."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.cohorts import CASE, IMAGE, MASK, NODE
from medaiassist_engine.contract.measuring import MEASURE

from ...session.jobs import Job, State
from ...session.signal import Signal
from ..results import Results
from ..runner import Runner
from ..texts import catalog_text
from .content import Content
from .handing_over import HandingOver, Row
from .runs import CohortRuns

FAILURES_ROLE = "MedAIAssist.CohortFailures"
"""Reference role of the cases of a cohort that could not be measured last."""


@dataclass(frozen=True)
class Asked:
    """What is measured, and of which cohort."""

    cohort: Any
    method: str
    parameters: dict[str, Any]


class Measuring:
    """Runs `cohort.measure` on the content, once at a time.

    Attributes:
        landed: called with the table of features, None where no case could be measured, and the
            notes of the job.
    """

    def __init__(
        self, content: Content, runner: Runner, runs: CohortRuns, results: Results
    ) -> None:
        self._content, self._runner, self._runs, self._results = content, runner, runs, results
        self._title = ""
        self.landed = Signal()

    @property
    def reason(self) -> str:
        """Why nothing can be measured now; "" if it can."""
        if not self._title:
            return ""
        return str(_("Wait until '{title}' has ended.")).format(title=self._title)

    def start(self, operation_id: str, values: dict[str, Any], options: dict[str, Any]) -> None:
        """Measure every case of the cohort that is shown.

        Args:
            values: parameters of the operation.
            options: those of `cohort.measure` that the user chooses.
        """
        rows = self._inside()
        stage = uuid.uuid4().hex if rows else ""
        recipe = {"operation": operation_id, "parameters": json.dumps(values, sort_keys=True)}
        method = catalog_text(operation(operation_id).title)
        asked = Asked(self._content.node, method, {**options, **recipe, "stage": stage})
        self._busy(method)
        if rows:
            handing = HandingOver(self._runner, self._runs, asked.cohort, stage)
            handing.start(rows, lambda there: self._measure(asked) if there else self._busy(""))
        else:
            self._runner.when_ready(lambda: self._measure(asked))

    def _inside(self) -> list[Row]:
        """The cases whose image or mask is in the scene."""
        content = self._content
        rows = [
            (content.cell(row, CASE), content.cell(row, IMAGE), content.cell(row, MASK))
            for row in range(len(content.texts[CASE]))
        ]
        return [row for row in rows if any(text.startswith(NODE) for text in row[1:])]

    def _measure(self, asked: Asked) -> None:
        work = self._runner.work
        made: list[Any] = []

        def on_landed(ids: dict[str, tuple[str, ...]]) -> None:
            nodes = {slot: work.scene.GetNodeByID(listed[0]) for slot, listed in ids.items()}
            self._settle(asked, nodes)
            made.extend(nodes[slot] for slot in ("features",) if slot in nodes)

        def changed(job: Job) -> None:
            if job.ended:
                self._busy("")
            if job.state is State.DONE and job.made is not None:
                self._results.adopt(job, made)
                self.landed(made[0] if made else None, job.made.notes)

        if asked.cohort.GetScene() is not work.scene:
            self._busy("")  # it was removed while the engine was being installed
            return
        job = work.submit(MEASURE, asked.parameters, {"table": asked.cohort}, None, on_landed)
        self._runs.follow(job)
        job.changed.connect(changed)

    def _settle(self, asked: Asked, nodes: dict[str, Any]) -> None:
        """Name the tables, and let the cohort know them."""
        scene, cohort = self._runner.work.scene, asked.cohort
        features, failures = nodes.get("features"), nodes.get("failures")
        if failures is not None:
            failures.SetHideFromEditors(True)  # the panel lists them
        if features is not None:
            name = _("{cohort} - {method}").format(cohort=cohort.GetName(), method=asked.method)
            features.SetName(scene.GenerateUniqueName(str(name)))
        if cohort.GetScene() is scene:
            scene.RemoveNode(cohort.GetNodeReference(FAILURES_ROLE))
            node_id = failures.GetID() if failures is not None else None
            cohort.SetNodeReferenceID(FAILURES_ROLE, node_id)

    def _busy(self, title: str) -> None:
        self._title = title
        self._runs.changed()
