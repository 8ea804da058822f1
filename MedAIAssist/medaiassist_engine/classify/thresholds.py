"""From which probability on a case counts as positive; chosen on training cases only."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from .calibration import calibrated
from .data import Cases
from .pipeline import build
from .recipe import Recipe
from .splits import inner_folds

Reals = NDArray[np.float64]


def choose_threshold(recipe: Recipe, cases: Cases, context: Context) -> float | None:
    """By the recipe, on the probabilities that cases got while they were left out.

    Returns:
        None for more than two classes.

    Raises:
        UserError: a class has a single patient.
    """
    if len(cases.classes) != 2:
        return None
    if recipe.threshold == "default":
        return 0.5
    probabilities = left_out_probabilities(recipe, cases, context)[:, 1]
    positive = cases.codes == 1
    if recipe.threshold == "youden":
        return youden(positive, probabilities)
    return for_sensitivity(positive, probabilities, recipe.sensitivity)


def left_out_probabilities(recipe: Recipe, cases: Cases, context: Context) -> Reals:
    """(cases, classes) from inner folds of patients, every step fitted without the case."""
    found = np.empty((len(cases), len(cases.classes)))
    inner = inner_folds(cases, recipe.inner_folds, recipe.seed + 1)
    for n, (train, test) in enumerate(inner):
        context.progress(n / len(inner))
        part = cases.rows(train)
        model: Any = calibrated(build(recipe, cases.columns), recipe, part)
        model.fit(part.frame, part.codes)
        found[test] = model.predict_proba(cases.frame.iloc[test])
    return found


def youden(positive: NDArray[np.bool_], probabilities: Reals) -> float:
    """The threshold with the largest sensitivity + specificity (Youden, Cancer 1950).

    Halfway to the next smaller probability, so that cases like those at the border keep their
    class.
    """
    order = np.unique(probabilities)
    sensitivity, specificity = _rates(positive, probabilities, order)
    return _between(order, int((sensitivity + specificity).argmax()))


def for_sensitivity(positive: NDArray[np.bool_], probabilities: Reals, wanted: float) -> float:
    """The largest threshold whose sensitivity is `wanted` or more."""
    order = np.unique(probabilities)
    sensitivity, _ = _rates(positive, probabilities, order)
    return _between(order, int(np.flatnonzero(sensitivity >= wanted - 1e-12)[-1]))


def _rates(
    positive: NDArray[np.bool_], probabilities: Reals, thresholds: Reals
) -> tuple[Reals, Reals]:
    """Sensitivity and specificity of `probabilities >= threshold` for ascending thresholds."""
    diseased, healthy = np.sort(probabilities[positive]), np.sort(probabilities[~positive])
    missed = np.searchsorted(diseased, thresholds) / len(diseased)
    cleared = np.searchsorted(healthy, thresholds) / len(healthy)
    return 1 - missed, cleared


def _between(order: Reals, at: int) -> float:
    return float(order[at] if at == 0 else (order[at - 1] + order[at]) / 2)
