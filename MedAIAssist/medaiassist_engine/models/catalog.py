"""Models from files."""

from __future__ import annotations

from ..contract.operations import Operation, Slot
from ..contract.payloads import ModelRef, Report
from .parameters import OpenParameters

OPERATIONS = (
    Operation(
        id="models.open",
        title="Load a model",
        group="Models",
        help="Checks a classifier's file as a prediction does, and shows its model card.",
        parameters=OpenParameters,
        run="medaiassist_engine.models.opening:run_open",
        inputs=(),
        outputs=(
            Slot("model", ModelRef, "The classifier."),
            Slot("card", Report, "Its model card."),
        ),
        preview=False,
    ),
)
