"""Training one classifier by a recipe: search, calibration, threshold, all within these cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from .calibration import calibrated
from .classifiers import check_neighbours
from .convergence import noting_convergence
from .data import Cases, Predictor
from .fingerprints import row_fingerprints
from .pipeline import build
from .recipe import Recipe
from .search import SearchResult, search
from .threads import one_thread
from .thresholds import choose_threshold

if TYPE_CHECKING:
    import pandas as pd

Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """A trained classifier.

    Attributes:
        recipe: as asked for.
        chosen: with the hyper-parameters that the search found; the recipe itself without one.
        estimator: a fitted scikit-learn object with predict_proba over frames like `Cases.frame`:
            the pipeline, or CalibratedClassifierCV with the one pipeline inside it.
        classes: the columns of its probabilities; of two, the positive one is last.
        columns: the predictors in order.
        threshold: probability from which on a case is positive; None for more than two classes.
        search: what was tried, or None.
        rows: SHA-256 of each training case's predictors and label, in order.
    """

    recipe: Recipe
    chosen: Recipe
    estimator: Any
    classes: tuple[str, ...]
    columns: tuple[Predictor, ...]
    threshold: float | None
    search: SearchResult | None
    rows: tuple[str, ...]

    @property
    def pipeline(self) -> Any:
        """The fitted pipeline itself, without the calibration around it."""
        calibrators = getattr(self.estimator, "calibrated_classifiers_", None)
        return self.estimator if calibrators is None else calibrators[0].estimator

    def probabilities(self, frame: pd.DataFrame) -> Reals:
        """(rows, classes) of a frame with the predictors as columns (see `frames.frame_of`)."""
        names = [column.name for column in self.columns]
        return np.asarray(self.estimator.predict_proba(frame[names]), dtype=np.float64)

    def decide(self, probabilities: Reals) -> list[str]:
        """The class of each row: by the threshold for two classes, else the most probable."""
        return [self.classes[code] for code in decisions(probabilities, self.threshold)]


def decisions(probabilities: Reals, threshold: float | None) -> NDArray[np.intp]:
    """Index of the class of each row of (rows, classes) probabilities."""
    if threshold is None:
        return probabilities.argmax(axis=1)
    return (probabilities[:, -1] >= threshold).astype(np.intp)


def fit(recipe: Recipe, cases: Cases, context: Context) -> Fitted:
    """Train on all of `cases`.

    Search, calibration and threshold look at folds of these cases only, which keep patients
    together; nothing outside of `cases` is ever seen.

    Raises:
        UserError: too few cases or patients of a class, or a recipe that cannot be combined.
        Cancelled: the user cancelled.
    """
    context.progress(0.0, "Training")
    check_neighbours(recipe, cases)
    with one_thread(), noting_convergence(context):
        return _fit(recipe, cases, context)


def _fit(recipe: Recipe, cases: Cases, context: Context) -> Fitted:
    found = None
    chosen = recipe
    if recipe.search != "none":
        found = search(recipe, cases, context.part(0.0, 0.7, "Searching hyper-parameters"))
        chosen = found.recipe
    untrained = calibrated(build(chosen, cases.columns), chosen, cases)
    threshold = choose_threshold(chosen, cases, context.part(0.7, 0.9, "Threshold"))
    context.progress(0.9, "Training")
    estimator = untrained.fit(cases.frame, cases.codes)
    context.progress(1.0)
    return Fitted(
        recipe, chosen, estimator, cases.classes, cases.columns, threshold, found,
        row_fingerprints(cases),
    )  # fmt: skip
