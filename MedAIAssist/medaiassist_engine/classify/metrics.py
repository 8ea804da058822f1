"""How good predictions are. Every metric takes weights, so that a bootstrap is one call.

`truth` and `predicted` are (n,) indices of classes, `probabilities` is (n, classes), `weights` is
(samples, n): how often each prediction counts in each sample. Results are (samples,), NaN where a
sample lacks a class that the metric needs. Of two classes the last is positive; for more,
metrics are means over classes, each against the rest.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Codes = NDArray[np.intp]

MEANINGS = {
    "ROC AUC": "Chance that a case of the class gets a higher probability than another",
    "PR AUC": "Average precision: mean precision over all sensitivities",
    "accuracy": "Share of right answers",
    "balanced accuracy": "Mean over classes of the share of right answers",
    "sensitivity": "Share of positive cases that are found",
    "specificity": "Share of negative cases that are cleared",
    "F1": "Harmonic mean of precision and sensitivity",
    "MCC": "Matthews correlation of truth and answer, -1 to 1, 0 by chance",
    "Brier": "Mean squared error of the probabilities; smaller is better",
}
"""Metrics in the order they are reported, and what each says."""


def measure(
    truth: Codes, probabilities: Reals, predicted: Codes, weights: Reals | None = None
) -> dict[str, Reals]:
    """All metrics by name, each (samples,); without weights one sample with all predictions."""
    w = np.ones((1, len(truth))) if weights is None else weights
    counts = confusion(truth, predicted, probabilities.shape[1], w)
    return {
        "ROC AUC": _over_classes(roc_auc, truth, probabilities, w),
        "PR AUC": _over_classes(average_precision, truth, probabilities, w),
        **_of_counts(counts),
        "Brier": _brier(truth, probabilities, w),
    }


def auc(truth: Codes, scores: Reals, weights: Reals | None) -> Any:
    """Area under the ROC curve, macro-averaged for more than two classes; a float without weights.

    Classes that are missing in `truth` are left out of the mean.
    """
    w = np.ones((1, len(truth))) if weights is None else weights
    found = _over_classes(roc_auc, truth, scores, w)
    return float(found[0]) if weights is None else found


def roc_auc(positive: NDArray[np.bool_], scores: Reals, weights: Reals) -> Reals:
    """Area under the ROC curve: the Mann-Whitney statistic, ties count half."""
    order = np.argsort(scores, kind="stable")
    starts = _starts(scores[order])
    sorted_weights = weights[:, order]
    diseased = np.add.reduceat(sorted_weights * positive[order], starts, axis=1)
    healthy = np.add.reduceat(sorted_weights * ~positive[order], starts, axis=1)
    below = np.cumsum(healthy, axis=1) - healthy / 2
    return _ratio((diseased * below).sum(axis=1), diseased.sum(axis=1) * healthy.sum(axis=1))


def average_precision(positive: NDArray[np.bool_], scores: Reals, weights: Reals) -> Reals:
    """Sum over thresholds of precision times the gain in sensitivity."""
    order = np.argsort(-scores, kind="stable")
    starts = _starts(scores[order])
    sorted_weights = weights[:, order]
    hits = np.add.reduceat(sorted_weights * positive[order], starts, axis=1)
    called = np.cumsum(np.add.reduceat(sorted_weights, starts, axis=1), axis=1)
    found = np.cumsum(hits, axis=1)
    precision = np.divide(found, called, out=np.zeros_like(found), where=called > 0)
    return _ratio((precision * hits).sum(axis=1), found[:, -1])


def confusion(truth: Codes, predicted: Codes, classes: int, weights: Reals) -> Reals:
    """(samples, classes, classes) weighted counts; rows are the truth, columns the answers."""
    cells = np.eye(classes * classes)[truth * classes + predicted]
    return (weights @ cells).reshape(-1, classes, classes)


def _of_counts(counts: Reals) -> dict[str, Reals]:
    total = counts.sum(axis=(1, 2))
    hits = np.diagonal(counts, axis1=1, axis2=2)
    true, called = counts.sum(axis=2), counts.sum(axis=1)
    negatives = total[:, None] - true
    sensitivity = _ratio(hits, true)
    specificity = _ratio(negatives - called + hits, negatives)
    f1 = _ratio(2 * hits, true + called)
    return {
        "accuracy": _ratio(hits.sum(axis=1), total),
        "balanced accuracy": sensitivity.mean(axis=1),
        "sensitivity": _reported(sensitivity),
        "specificity": _reported(specificity),
        "F1": _reported(f1),
        "MCC": _matthews(hits.sum(axis=1), true, called, total),
    }


def _matthews(right: Reals, true: Reals, called: Reals, total: Reals) -> Reals:
    """For any number of classes (Gorodkin 2004); 0 where one class only is answered."""
    covariance = right * total - (true * called).sum(axis=1)
    spread = (total**2 - (called**2).sum(axis=1)) * (total**2 - (true**2).sum(axis=1))
    return np.where(spread > 0, covariance / np.sqrt(np.where(spread > 0, spread, 1)), 0.0)


def _brier(truth: Codes, probabilities: Reals, weights: Reals) -> Reals:
    """Of two classes that of the positive one; for more the sum over classes (Brier 1950)."""
    wanted = np.eye(probabilities.shape[1])[truth]
    errors = ((probabilities - wanted) ** 2).sum(axis=1)
    if probabilities.shape[1] == 2:
        errors = errors / 2
    return _ratio(weights @ errors, weights.sum(axis=1))


def _over_classes(metric: Any, truth: Codes, scores: Reals, weights: Reals) -> Reals:
    if scores.shape[1] == 2:
        return metric(truth == 1, scores[:, 1], weights)
    present = [c for c in range(scores.shape[1]) if (truth == c).any()]
    return np.mean([metric(truth == c, scores[:, c], weights) for c in present], axis=0)


def _reported(by_class: Reals) -> Reals:
    return by_class[:, 1] if by_class.shape[1] == 2 else by_class.mean(axis=1)


def _starts(ordered: Reals) -> NDArray[np.intp]:
    """Where each run of equal scores begins."""
    return np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])


def _ratio(part: Reals, whole: Reals) -> Reals:
    return np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0)
