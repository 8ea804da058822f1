"""Probabilities that mean what they say."""

from __future__ import annotations

from typing import Any

from .classifiers import UNCALIBRATED
from .data import Cases
from .recipe import Recipe
from .splits import inner_folds


def calibrated(pipeline: Any, recipe: Recipe, cases: Cases) -> Any:
    """The untrained pipeline, in a calibration fitted on folds of `cases` if the recipe asks.

    The calibration map is fitted on the scores that cases got while they were left out, with
    every step of the pipeline fitted without them (Platt 1999; Zadrozny and Elkan 2002); the one
    pipeline that is kept is fitted on all. SVMs, which have no probabilities, always get it.

    Raises:
        UserError: a class has a single patient.
    """
    method = recipe.calibration
    if method == "none" and recipe.classifier in UNCALIBRATED:
        method = "sigmoid"
    if method == "none":
        return pipeline
    from sklearn.calibration import CalibratedClassifierCV

    inner = inner_folds(cases, recipe.inner_folds, recipe.seed)
    return CalibratedClassifierCV(pipeline, method=method, cv=inner, ensemble=False)
