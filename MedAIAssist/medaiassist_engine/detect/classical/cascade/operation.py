"""Finds objects like a few examples by a cascade of boosted box features."""

from __future__ import annotations

from ....context import Context
from ....contract.payloads import Boxes, Volume
from ..sliding.operation import run_detector
from ..window_parameters import CascadeParameters
from .learner import CascadeLearner, cascade_window


def run_cascade_detector(
    volume: Volume,
    parameters: CascadeParameters,
    context: Context,
    examples: Boxes,
    other: Volume | None = None,
) -> Boxes:
    """Boxes around windows that pass all stages.

    Three of four objects like the examples should score above 0.5, plain background 0.12; it is
    no probability.

    Raises:
        UserError, GeometryError: the inputs cannot be used.
    """
    return run_detector(
        volume, examples, other, parameters, cascade_window, CascadeLearner, context
    )
