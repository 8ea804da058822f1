"""From the button to the answer: measure if need be, write the case's table, predict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ...scene import tables
from ...scene.case_rows import case_table
from ...scene.provenance import input_node
from ...scene.steps import finish
from ...session.scene_requests import NodeInput
from ...session.signal import Signal
from .asked import Asked
from .case_source import CaseSource
from .measuring import inputs_of, measured_texts, output_of
from .runs import DiagnoseRuns

PREDICT = "diagnose.predict"
MEASURED = "features"
"""What the table of measured features is kept under."""

Nodes = Mapping[str, Any]


class Predicting:
    """Runs one prediction at a time.

    Args:
        scene: the vtkMRMLScene.
        kept: gives the nodes of the last prediction, and its measured features, by slot.

    Attributes:
        predicted: called with what was asked and the result nodes by slot.
        measured: called with the table of measured features.
    """

    def __init__(
        self, scene: Any, source: CaseSource, runs: DiagnoseRuns, kept: Callable[[], Nodes]
    ) -> None:
        self._scene, self._source, self._runs, self._kept = scene, source, runs, kept
        self.predicted, self.measured = Signal(), Signal()

    def measure(self, asked: Asked) -> None:
        """Measure the volume as the model's features were made, then predict."""
        source, extraction = self._source, self._source.extraction
        assert extraction is not None
        slot, before = output_of(extraction), self._kept().get(MEASURED)
        targets = {slot: before} if before is not None else {}

        def landed(nodes: Nodes) -> None:
            self.measured(nodes[slot])
            names = [column.name for column in asked.facts.columns]
            try:
                cells = measured_texts(nodes[slot], names)
            except UserError as error:
                self._runs.results.failed(str(error), "")
                return
            self.predict(replace(asked, cells=cells))

        inputs = inputs_of(extraction, source.volume, source.where)
        self._runs.run(extraction.operation, extraction.parameters, inputs, targets, landed)

    def predict(self, asked: Asked) -> None:
        """Predict from the row and the typed values."""
        model = asked.model.node
        kept = dict(self._kept())
        kept.pop(MEASURED, None)
        before = kept.get("probabilities")
        if before is None or model is None or input_node(before, "model") is not model:
            kept = {}
        table = input_node(before, "table") if kept and before is not None else None
        try:
            values = self._write(asked, table)
        except UserError as error:
            self._runs.results.failed(str(error), "")
            return
        inputs = {"table": NodeInput(values), "model": asked.model, **asked.pictured}
        self._runs.run(
            PREDICT, asked.parameters, inputs, kept, lambda nodes: self.predicted(asked, nodes)
        )

    def _write(self, asked: Asked, node: Any | None) -> Any:
        """The table of the case: a node that may be looked at, and that results refer to."""
        name = str(_("Values of {case}").format(case=asked.title))
        table = case_table(asked.facts.columns, asked.texts, name)
        node_id = node.GetID() if node is not None else None
        written = self._scene.GetNodeByID(finish(tables.write(self._scene, table, node_id)))
        written.SetName(name)
        return written
