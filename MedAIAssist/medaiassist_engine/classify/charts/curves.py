"""ROC and precision-recall curves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import Chart, Column, Curve, Table

Reals = NDArray[np.float64]
Codes = NDArray[np.intp]
_STEPS = 201


def roc_chart(truth: Codes, probabilities: Reals, classes: tuple[str, ...]) -> Chart:
    """Sensitivity over false alarms, a curve for each class against the rest."""
    grid = np.linspace(0, 1, _STEPS)
    columns = [Column("false alarms", grid), Column("chance", grid)]
    for code, name in _shown(classes):
        false, true = roc_points(truth == code, probabilities[:, code])
        columns.append(Column(name, np.interp(grid, false, true)))
    return Chart(
        Table(tuple(columns), "ROC curve"),
        tuple(Curve("false alarms", c.name, c.name) for c in columns[1:]),
        "ROC curve",
        "1 - specificity",
        "sensitivity",
    )


def precision_recall_chart(truth: Codes, probabilities: Reals, classes: tuple[str, ...]) -> Chart:
    """Precision over sensitivity, a curve for each class against the rest."""
    grid = np.linspace(0, 1, _STEPS)
    columns = [Column("sensitivity", grid)]
    for code, name in _shown(classes):
        found, precision = precision_points(truth == code, probabilities[:, code])
        columns.append(Column(name, precision[np.searchsorted(found, grid - 1e-12)]))
    return Chart(
        Table(tuple(columns), "Precision-recall curve"),
        tuple(Curve("sensitivity", c.name, c.name) for c in columns[1:]),
        "Precision-recall curve",
        "sensitivity (recall)",
        "precision",
    )


def roc_points(positive: NDArray[np.bool_], scores: Reals) -> tuple[Reals, Reals]:
    """Share of false alarms and sensitivity at every threshold, from (0, 0) to (1, 1)."""
    hits, called = _counts(positive, scores)
    true, false = hits / max(hits[-1], 1), (called - hits) / max(called[-1] - hits[-1], 1)
    return np.r_[0.0, false], np.r_[0.0, true]


def precision_points(positive: NDArray[np.bool_], scores: Reals) -> tuple[Reals, Reals]:
    """Sensitivity, ascending, and precision at every threshold."""
    hits, called = _counts(positive, scores)
    return hits / max(float(hits[-1]), 1.0), hits / called


def _counts(positive: NDArray[np.bool_], scores: Reals) -> tuple[Reals, Reals]:
    """Hits and all cases at or above each distinct score, the largest score first."""
    order = np.argsort(-scores, kind="stable")
    last = np.flatnonzero(np.r_[np.diff(scores[order]) != 0, True])
    return np.cumsum(positive[order])[last].astype(np.float64), (last + 1).astype(np.float64)


def _shown(classes: tuple[str, ...]) -> list[tuple[int, str]]:
    """Of two classes the positive one says it all."""
    numbered = list(enumerate(classes))
    return numbered[1:] if len(classes) == 2 else numbered
