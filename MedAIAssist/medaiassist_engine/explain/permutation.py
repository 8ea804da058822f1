"""Permutation importance: how much worse predictions get when a feature is shuffled.

Reference: Breiman, Machine Learning 45, 2001; Fisher, Rudin and Dominici, JMLR 20, 2019.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..classify.fitting import decisions
from ..classify.intervals import limits, patient_weights
from ..classify.metrics import Codes, Reals, auc, measure
from ..context import Context
from ..interruptible import interruptible
from .predicting import ROWS_AT_ONCE, predict_in_parts

if TYPE_CHECKING:
    import pandas as pd

Probabilities = Callable[["pd.DataFrame"], Reals]


@dataclass(frozen=True)
class Shuffled:
    """Predictions of cases as they are and with one group of columns shuffled.

    Attributes:
        truth: (n,) classes.
        patients: (n,) who belongs together in the bootstrap.
        plain: (n, classes) probabilities.
        shuffled: (groups, repeats, n, classes).
        thresholds: (n,) of each case's model, or None for more than two classes.
    """

    truth: Codes
    patients: NDArray[np.str_]
    plain: Reals
    shuffled: Reals
    thresholds: Reals | None


@dataclass(frozen=True)
class Importance:
    """(groups,) how much worse the metric gets, with the limits of 95 % intervals."""

    values: Reals
    low: Reals
    high: Reals


def shuffle(
    probabilities: Probabilities,
    frame: pd.DataFrame,
    groups: Sequence[Sequence[int]],
    repeats: int,
    rng: np.random.Generator,
    context: Context,
) -> tuple[Reals, Reals]:
    """Probabilities of the frame as it is, and with each group shuffled several times.

    Columns of a group keep together: all take their values from the same other case.

    Returns:
        (n, classes) and (groups, repeats, n, classes).

    Raises:
        Cancelled: the user cancelled.
    """
    plain = predict_in_parts(probabilities, frame, context.part(0, 0))
    found = np.empty((len(groups), repeats, *plain.shape))
    step = max(1, ROWS_AT_ONCE // len(frame))  # repeats that are predicted together
    for n, group in enumerate(groups):
        for first in range(0, repeats, step):
            done = (n + first / repeats) / len(groups)
            context.progress(done, "Shuffling features")
            count = min(step, repeats - first)
            orders = np.concatenate([rng.permutation(len(frame)) for _ in range(count)])
            changed = frame.iloc[np.tile(np.arange(len(frame)), count)].reset_index(drop=True)
            for name in frame.columns[list(group)]:
                changed[name] = frame[name].to_numpy()[orders]
            answers = predict_in_parts(probabilities, changed, context.part(done, done))
            found[n, first : first + count] = answers.reshape(count, *plain.shape)
    return plain, found


def importance(
    data: Shuffled, metric: str, samples: int, seed: int, context: Context
) -> Importance:
    """The mean loss over repeats, with intervals by the bootstrap over patients."""
    ones = np.ones((1, len(data.truth)))
    weights = np.concatenate([ones, *patient_weights(data.patients, samples, seed)])
    base = interruptible(lambda: _score(metric, data, data.plain, weights), context)
    values, low, high = (np.empty(len(data.shuffled)) for _ in range(3))
    for n, repeats in enumerate(data.shuffled):
        context.progress(n / len(data.shuffled), "Intervals")
        scores = [
            interruptible(partial(_score, metric, data, p, weights), context) for p in repeats
        ]
        loss = base - np.mean(scores, axis=0)
        values[n] = loss[0]
        low[n], high[n] = limits(loss[1:])
    return Importance(values, low, high)


def _score(metric: str, data: Shuffled, probabilities: Reals, weights: Reals) -> Reals:
    """(samples,), larger is better."""
    if metric == "ROC AUC":
        return np.asarray(auc(data.truth, probabilities, weights))
    if data.thresholds is None:
        predicted = decisions(probabilities, None)
    else:
        predicted = (probabilities[:, -1] >= data.thresholds).astype(np.intp)
    found = measure(data.truth, probabilities, predicted, weights)[metric]
    return -found if metric == "Brier" else found
