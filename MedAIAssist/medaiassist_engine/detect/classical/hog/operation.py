"""Finds objects like a few examples by HOG and a linear support vector machine."""

from __future__ import annotations

from ....context import Context
from ....contract.payloads import Boxes, Volume
from ..sliding.operation import run_detector
from ..window_parameters import HogSvmParameters
from .learner import HogLearner, hog_window


def run_hog_svm(
    volume: Volume,
    parameters: HogSvmParameters,
    context: Context,
    examples: Boxes,
    other: Volume | None = None,
) -> Boxes:
    """Boxes around what the classifier takes for an object.

    Three of four objects like the examples should score above 0.5, plain background 0.12; it is
    no probability.

    Raises:
        UserError, GeometryError: the inputs cannot be used.
    """
    return run_detector(volume, examples, other, parameters, hog_window, HogLearner, context)
