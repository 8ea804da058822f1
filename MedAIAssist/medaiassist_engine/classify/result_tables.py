"""The tables of a validation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..contract.payloads import Column, Table
from .metrics import MEANINGS, confusion, measure
from .validation import Validation

PROBABILITY = "p_"
"""What the names of the probability columns begin with; the class follows."""


def predictions_table(validation: Validation) -> Table:
    """One row for each prediction: case, patient, fold, truth, answer and probabilities."""
    cases, rows = validation.cases, validation.rows
    names = np.repeat([f.name for f in validation.folds], [len(f.rows) for f in validation.folds])
    answers = [cases.classes[code] for code in validation.predicted]
    return Table(
        (
            Column("case", texts=tuple(cases.names[rows].tolist())),
            Column("patient", texts=tuple(cases.patients[rows].tolist())),
            Column("fold", texts=tuple(names.tolist()), description="In which it was tested"),
            Column("truth", texts=tuple(cases.labels[rows].tolist())),
            Column("predicted", texts=tuple(answers)),
            *(
                Column(f"{PROBABILITY}{name}", p, description=f"Probability of {name}")
                for name, p in zip(cases.classes, validation.probabilities.T, strict=True)
            ),
        ),
        "Predictions",
    )


def metrics_table(intervals: Mapping[str, tuple[float, float, float]]) -> Table:
    """One row for each metric with its 95 % interval."""
    values = np.array(list(intervals.values()))
    return Table(
        (
            Column("metric", texts=tuple(intervals)),
            Column("value", values[:, 0], description="Over all predictions together"),
            Column("low", values[:, 1], description="Lower limit of the 95 % interval"),
            Column("high", values[:, 2], description="Upper limit of the 95 % interval"),
            Column("meaning", texts=tuple(MEANINGS[name] for name in intervals)),
        ),
        "Metrics",
    )


def folds_table(validation: Validation) -> Table:
    """One row for each fold, also for those that failed."""
    truth = validation.cases.codes
    found = [measure(truth[f.rows], f.probabilities, f.predicted) for f in validation.folds]
    nothing = [np.nan] * len(validation.failed)
    metrics = [
        Column(name, np.array([float(m[name][0]) for m in found] + nothing)) for name in MEANINGS
    ]
    thresholds = [np.nan if f.threshold is None else f.threshold for f in validation.folds]
    chosen = [", ".join(f"{k} {v:.4g}" for k, v in f.chosen.items()) for f in validation.folds]
    blank = [""] * len(found)
    return Table(
        (
            Column("fold", texts=(*(f.name for f in validation.folds), *validation.failed)),
            Column("cases", np.array([len(f.rows) for f in validation.folds] + nothing)),
            *metrics,
            Column("threshold", np.array(thresholds + nothing),
                   description="Chosen on the training cases"),
            Column("chosen", texts=(*chosen, *([""] * len(nothing))),
                   description="By the search of hyper-parameters"),
            Column("error", texts=(*blank, *validation.failed.values())),
        ),
        "Folds",
    )  # fmt: skip


def confusion_table(validation: Validation) -> Table:
    """Counts: a row for each true class, a column for each answer."""
    classes = validation.cases.classes
    ones = np.ones((1, len(validation.rows)))
    counts = confusion(validation.truth, validation.predicted, len(classes), ones)[0]
    return Table(
        (
            Column("truth", texts=classes),
            *(
                Column(name, column.astype(np.int64), description=f"Cases called {name}")
                for name, column in zip(classes, counts.T, strict=True)
            ),
        ),
        "Confusion matrix",
    )
