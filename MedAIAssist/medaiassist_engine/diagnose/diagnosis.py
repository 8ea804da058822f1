"""Everything that a saved classifier can say about one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from ..explain.predicting import Reals
from ..explain.shapley import Shapley, shapley_values, smaller_background
from ..models.classical import Classifier, typical_cases
from ..models.rarity import rarity_of
from .nearest import distances, nearest
from .outside import is_missing, outside
from .venn_abers import Interval, class_intervals

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Diagnosis:
    """One case.

    Attributes:
        frame: (1, columns) what was given.
        probabilities: (classes,) of the classifier.
        interval: calibrated probabilities, (1, classes) each.
        answer: the class by the classifier's threshold.
        explained: the class that contributions speak for.
        contributions: of each column to the probability of `explained`.
        rarity: share of training cases that lie as far out; NaN if too few values are there.
        outside: a sentence by column whose value no training case had.
        missing: columns without a value.
        near: positions of the nearest kept training cases, and `away` their distances.
    """

    classifier: Classifier
    frame: pd.DataFrame
    probabilities: Reals
    interval: Interval
    answer: str
    explained: str
    contributions: Shapley
    rarity: float
    outside: dict[str, str]
    missing: tuple[str, ...]
    near: NDArray[np.intp]
    away: Reals

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.classifier.fitted.columns]


def diagnose(
    classifier: Classifier,
    frame: pd.DataFrame,
    context: Context,
    *,
    explained: str = "",
    permutations: int = 200,
    neighbours: int = 5,
    seed: int = 0,
) -> Diagnosis:
    """Predict and explain one case.

    Args:
        frame: (1, columns), see `classify.frames.frame_of`.
        explained: a class; by default the positive one of two, else the most probable one.

    Raises:
        UserError: the model has no such class.
        Cancelled: the user cancelled.
    """
    fitted = classifier.fitted
    found = fitted.probabilities(frame)
    code = _explained(classifier, found[0], explained)
    context.progress(0.02, "What speaks for and against")

    def predict(rows: pd.DataFrame) -> Reals:
        return fitted.probabilities(rows)[:, code]

    part = context.part(0.02, 0.1)
    shapley = shapley_values(
        predict,
        frame,
        smaller_background(predict, typical_cases(classifier, seed), len(fitted.columns), part),
        permutations=permutations,
        seed=seed,
        context=context.part(0.1, 0.9),
    )
    context.progress(0.9, "Comparing with the training cases")
    kept = classifier.cases
    away = np.zeros(0)
    if kept is not None:
        away = distances(frame, kept.frame, fitted.columns, classifier.seen)
    near = nearest(away, neighbours)
    rarity = rarity_of(frame, fitted.columns, classifier.seen, classifier.space)
    return Diagnosis(
        classifier=classifier,
        frame=frame,
        probabilities=found[0],
        interval=class_intervals(classifier.left_out, classifier.codes, found),
        answer=fitted.decide(found)[0],
        explained=fitted.classes[code],
        contributions=shapley,
        rarity=float(rarity[0]),
        outside=outside(frame, fitted.columns, classifier.seen),
        missing=tuple(c.name for c in fitted.columns if is_missing(frame[c.name].to_numpy()[0])),
        near=near,
        away=away[near],
    )


def _explained(classifier: Classifier, probabilities: Reals, wanted: str) -> int:
    classes = classifier.fitted.classes
    if wanted:
        if wanted not in classes:
            raise UserError(f"The model has no class '{wanted}'; it has: {', '.join(classes)}.")
        return classes.index(wanted)
    return 1 if len(classes) == 2 else int(probabilities.argmax())
