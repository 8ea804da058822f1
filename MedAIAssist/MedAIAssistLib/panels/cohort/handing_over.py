"""Cases whose image or mask is in the scene: written by the engine where it can measure them."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Callable
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import NODE
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.measuring import STAGE

from ...scene import cohorts
from ...session.jobs import Job, State
from ...session.scene_requests import NodeInput, scene_request
from ..runner import Runner
from .runs import CohortRuns

Row = tuple[str, str, str]
"""Case, image and mask, as the cohort has them."""

_VOLUME, _SEGMENTATION = "vtkMRMLVolumeNode", "vtkMRMLSegmentationNode"


class HandingOver:
    """One case after the other, so that each is twice in memory no longer than it takes.

    Args:
        cohort: table node that names the nodes.
        stage: names the run.
    """

    def __init__(self, runner: Runner, runs: CohortRuns, cohort: Any, stage: str) -> None:
        self._runner, self._runs, self._cohort, self._stage = runner, runs, cohort, stage
        self._rows: deque[Row] = deque()
        self._ended: Callable[[bool], None] = lambda _all: None

    def start(self, rows: list[Row], ended: Callable[[bool], None]) -> None:
        """Hand over these cases; those whose nodes are gone are passed over.

        Args:
            ended: called with True once all are there, with False after a cancel.
        """
        self._rows, self._ended = deque(rows), ended
        self._runner.when_ready(self._next)

    def _next(self) -> None:
        while self._rows:
            case, image, mask = self._rows.popleft()
            inputs = self._inputs(image, mask)
            if inputs and self._submit(case, inputs):
                return
        self._ended(True)

    def _inputs(self, image: str, mask: str) -> dict[str, NodeInput]:
        """The nodes; to a mask also the volume it is drawn on."""
        scene = self._runner.work.scene
        if self._cohort.GetScene() is not scene:
            return {}
        inside = image.startswith(NODE)
        find = cohorts.named_node
        volume = find(self._cohort, image) if inside else cohorts.loaded(scene, image, _VOLUME)
        segments = find(self._cohort, mask)
        nodes = {"volume": volume, "segments": segments}
        wanted = nodes if segments is not None else {"volume": volume if inside else None}
        return {slot: NodeInput(node) for slot, node in wanted.items() if node is not None}

    def _submit(self, case: str, inputs: dict[str, NodeInput]) -> bool:
        """Whether a job was started."""
        parameters = {"case": case, "stage": self._stage}
        work = self._runner.work
        try:
            request = scene_request(work.scene, STAGE, parameters, inputs)
        except UserError as error:
            self._runs.failed(str(error), "")
            return False
        title = str(_("{case} - prepare").format(case=case))
        job = work.session.submit(dataclasses.replace(request, title=title))
        job.changed.connect(self._changed)
        self._runs.follow(job)
        return True

    def _changed(self, job: Job) -> None:
        if job.state is State.CANCELLED:
            self._take_back()
            self._ended(False)
        elif job.ended:
            self._next()

    def _take_back(self) -> None:
        """Nothing of the patients stays on the disk."""
        work = self._runner.work
        work.session.submit(scene_request(work.scene, STAGE, {"stage": self._stage}, {}))
