"""Intervals of a predicted probability, for any classifier.

A Venn-Abers predictor asks what a calibrated probability would be if the new case had the class,
and if it had not. Of the two answers one is right, and it is calibrated without any assumption but
that new cases are like the ones it was calibrated on. Few similar cases give a wide interval.

References: Vovk and Petej, Venn-Abers predictors, UAI 2014; Vovk, Petej and Fedorova, Large-scale
probabilistic predictors with and without guarantees of validity, NIPS 2015 (pooled left-out
predictions in place of one calibration set, for which the guarantee holds approximately).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """Calibrated probabilities: (n,) `low` if the case has not the class, `high` if it has."""

    low: Reals
    high: Reals

    @property
    def probability(self) -> Reals:
        """One number between them, the best in the worst case of the log loss (Vovk 2015)."""
        return self.high / (1 - self.low + self.high)


def venn_abers(scores: Reals, truth: NDArray[np.bool_], new: Reals) -> Interval:
    """Intervals for new scores.

    Args:
        scores: (cases,) of cases that the model was not trained on; larger for likelier ones.
        truth: (cases,) whether they have the class.
        new: (n,) scores of new cases.
    """
    different, place = np.unique(new, return_inverse=True)
    both = np.array([[_with(scores, truth, s, 0.0), _with(scores, truth, s, 1.0)]
                     for s in different]).reshape(-1, 2)  # fmt: skip
    return Interval(both[place, 0], both[place, 1])


def class_intervals(left_out: Reals, codes: NDArray[np.intp], new: Reals) -> Interval:
    """(n, classes) intervals of each class against the rest.

    Args:
        left_out: (cases, classes) probabilities of cases that the model was not trained on.
        codes: (cases,) their true classes.
        new: (n, classes) of new cases.
    """
    found = [venn_abers(left_out[:, c], codes == c, new[:, c]) for c in range(new.shape[1])]
    return Interval(
        np.stack([f.low for f in found], axis=1), np.stack([f.high for f in found], axis=1)
    )


def _with(scores: Reals, truth: NDArray[np.bool_], score: float, label: float) -> float:
    """The isotonic regression's value at a score that was added with a label."""
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression(out_of_bounds="clip")
    fitted.fit(np.append(scores, score), np.append(truth.astype(np.float64), label))
    return float(fitted.predict([score])[0])
