"""The operation that compares two validations on the same cases."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from .comparison import Difference, corrected_t, delong
from .intervals import limits, patient_weights
from .metrics import auc, roc_auc
from .parameters import CompareParameters
from .predictions import Predictions, paired, predictions_of

Named = tuple[str, Difference, str]


def run_compare(
    first: Table, second: Table, parameters: CompareParameters, context: Context
) -> Table:
    """A row for each way to judge the difference of the areas under the ROC curves.

    Raises:
        UserError: the tables are no predictions, or not of the same cases and classes.
    """
    one, other = predictions_of(first), predictions_of(second)
    a, b = paired(one, other)
    if len(a.cases) < max(len(one.cases), len(other.cases)):
        context.note(f"Compared are the {len(a.cases)} predictions that both tables have.")
    code = _code(a, parameters.positive)
    rows = [
        _delong(a, b, code, context),
        _bootstrap(a, b, code, parameters, context),
        *_folds(a, b, context),
    ]
    return _table(rows)


def _code(predictions: Predictions, name: str) -> int:
    if not name:
        return len(predictions.classes) - 1
    if name not in predictions.classes:
        known = ", ".join(predictions.classes)
        raise UserError(f"There is no class '{name}' in the predictions; they have: {known}.")
    return predictions.classes.index(name)


def _delong(a: Predictions, b: Predictions, code: int, context: Context) -> Named:
    """On the mean probability of each case, if it was tested several times."""
    cases, place = np.unique(a.cases, return_inverse=True)
    positive = np.zeros(len(cases), dtype=bool)
    positive[place] = a.truth == code
    if positive.sum() < 2 or (~positive).sum() < 2:
        raise UserError(f"Class '{a.classes[code]}' needs two cases, and two without it.")
    if len(np.unique(a.patients)) < len(cases):
        context.note("Patients have several cases: trust the bootstrap rather than DeLong.")
    means = [_mean(place, p.probabilities[:, code]) for p in (a, b)]
    return "DeLong", delong(positive, *means), "cases are independent"


def _mean(place: NDArray[np.intp], values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.bincount(place, values) / np.bincount(place)


def _bootstrap(
    a: Predictions, b: Predictions, code: int, parameters: CompareParameters, context: Context
) -> Named:
    positive = a.truth == code
    scores = [p.probabilities[:, code] for p in (a, b)]
    drawn, done = [], 0
    for weights in patient_weights(a.patients, parameters.bootstrap, parameters.seed):
        context.progress(done / parameters.bootstrap, "Bootstrap over patients")
        drawn.append(roc_auc(positive, scores[1], weights) - roc_auc(positive, scores[0], weights))
        done += len(weights)
    differences = np.concatenate(drawn)
    low, high = limits(differences)
    known = differences[~np.isnan(differences)]
    tail = min((known <= 0).sum(), (known >= 0).sum())
    p = min(1.0, 2 * float(tail + 1) / (len(known) + 1))
    whole = [float(roc_auc(positive, s, np.ones((1, len(s))))[0]) for s in scores]
    found = Difference(whole[0], whole[1], whole[1] - whole[0], low, high, p)
    return "Bootstrap over patients", found, "patients are independent"


def _folds(a: Predictions, b: Predictions, context: Context) -> Iterator[Named]:
    """The corrected t test, where both were validated on the same folds."""
    names = list(dict.fromkeys(a.folds.tolist()))
    if (a.folds != b.folds).any() or len(names) < 2:
        context.note("The corrected t test needs two validations on the same folds.")
        return
    areas = []
    for name in names:
        rows = a.folds == name
        if len(np.unique(a.truth[rows])) == len(a.classes):
            areas.append([auc(p.truth[rows], p.probabilities[rows], None) for p in (a, b)])
    if len(areas) < 2:
        context.note("Fewer than two folds have all classes, so there is no corrected t test.")
        return
    tested = len(a.cases) / len(names)
    share = tested / max(len(np.unique(a.cases)) - tested, 1)
    first, second = np.array(areas).T
    found = corrected_t(first, second, share)
    yield "Corrected resampled t test", found, "mean AUC over folds"


def _table(rows: list[Named]) -> Table:
    found = [difference for _, difference, _ in rows]
    return Table(
        (
            Column("test", texts=tuple(name for name, _, _ in rows)),
            Column("first", np.array([d.first for d in found]), description="ROC AUC"),
            Column("second", np.array([d.second for d in found]), description="ROC AUC"),
            Column("difference", np.array([d.value for d in found]), description="Second - first"),
            Column("low", np.array([d.low for d in found]), description="Of the 95 % interval"),
            Column("high", np.array([d.high for d in found]), description="Of the 95 % interval"),
            Column("p", np.array([d.p for d in found]), description="Two-sided"),
            Column("assumes", texts=tuple(text for _, _, text in rows)),
        ),
        "Comparison",
    )
