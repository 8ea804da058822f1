"""How good a network's answers are, and whether its probabilities mean what they say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Column, Table
from ..intervals import limits, metric_intervals, patient_weights
from ..metrics import measure
from ..result_tables import metrics_table
from .calibration import expected_calibration_error

Reals = NDArray[np.float64]
_BOOTSTRAP = 2000
_ERROR = "Mean gap between how sure the answers are and how often they are right, in 15 bins"
_BEFORE = "before calibration"

Intervals = dict[str, tuple[float, float, float]]


def network_metrics(
    truth: NDArray[np.intp], probabilities: Reals, patients: NDArray[np.str_],
    before: Reals | None, seed: int, context: Context,
) -> tuple[Table, dict[str, float]]:  # fmt: skip
    """A row for each metric with its 95 % interval, and the values that are known by name.

    Args:
        truth: (n,) classes.
        probabilities: (n, classes).
        before: (n, classes) probabilities before calibration; None if there was none.
    """
    answers = probabilities.argmax(axis=1)
    usual = metric_intervals(truth, probabilities, answers, patients, _BOOTSTRAP, seed, context)
    more: Intervals = {}
    meanings: list[str] = []

    def add(name: str, meaning: str, values: Reals) -> None:
        more[name] = (float(values[0]), *limits(values[1:]))
        meanings.append(meaning)

    weights = [np.ones((1, len(truth))), *patient_weights(patients, _BOOTSTRAP, seed)]
    add("ECE", _ERROR, _error(truth, probabilities, weights))
    if before is not None:
        add(f"ECE {_BEFORE}", _ERROR, _error(truth, before, weights))
        add(f"Brier {_BEFORE}", "Mean squared error of the probabilities before calibration",
            _brier(truth, before, weights))  # fmt: skip
    known = {k: v[0] for k, v in {**usual, **more}.items() if np.isfinite(v[0])}
    return _with_rows(metrics_table(usual), more, meanings), known


def _error(truth: NDArray[np.intp], p: Reals, weights: list[Reals]) -> Reals:
    return np.concatenate([expected_calibration_error(truth, p, w) for w in weights])


def _brier(truth: NDArray[np.intp], p: Reals, weights: list[Reals]) -> Reals:
    answers = p.argmax(axis=1)
    return np.concatenate([measure(truth, p, answers, w)["Brier"] for w in weights])


def _with_rows(table: Table, rows: Intervals, meanings: list[str]) -> Table:
    names, *numbers, last = table.columns
    columns = [Column(names.name, texts=(*names.texts, *rows))]
    for n, column in enumerate(numbers):
        values = np.concatenate([column.values, [row[n] for row in rows.values()]])
        columns.append(Column(column.name, values, description=column.description))
    columns.append(Column(last.name, texts=(*last.texts, *meanings)))
    return Table(tuple(columns), table.name)
