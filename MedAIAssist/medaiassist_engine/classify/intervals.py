"""95 % intervals by the bootstrap over patients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from .metrics import Codes, Reals, measure

LEVELS = (2.5, 97.5)
_CHUNK = 500_000  # weights at a time; more is no faster, and cancelling would wait longer


def patient_weights(patients: NDArray[Any], samples: int, seed: int) -> Iterator[Reals]:
    """How often each prediction counts, (some samples, predictions) at a time.

    Patients are drawn with replacement, as many as there are; all predictions of a patient come
    along, so that cases which are alike do not make intervals too narrow (Efron and Tibshirani
    1993; Field and Welsh 2007).
    """
    _, member = np.unique(patients, return_inverse=True)
    count = int(member.max()) + 1
    rng = np.random.default_rng(seed)
    step = max(1, _CHUNK // max(len(member), count))
    for start in range(0, samples, step):
        drawn = rng.multinomial(count, np.full(count, 1 / count), min(step, samples - start))
        yield drawn[:, member].astype(np.float64)


def metric_intervals(
    truth: Codes,
    probabilities: Reals,
    predicted: Codes,
    patients: NDArray[Any],
    samples: int,
    seed: int,
    context: Context,
) -> dict[str, tuple[float, float, float]]:
    """Each metric with the limits of its 95 % percentile interval.

    Samples that lack a class say nothing about a metric that needs it, and are left out of it.
    """
    value = {k: float(v[0]) for k, v in measure(truth, probabilities, predicted).items()}
    drawn: dict[str, list[Reals]] = {name: [] for name in value}
    done = 0
    for weights in patient_weights(patients, samples, seed):
        context.progress(done / samples, "Bootstrap over patients")
        for name, found in measure(truth, probabilities, predicted, weights).items():
            drawn[name].append(found)
        done += len(weights)
    return {name: (value[name], *limits(np.concatenate(drawn[name]))) for name in value}


def limits(values: Reals) -> tuple[float, float]:
    """The 95 % percentile interval of bootstrap values; NaN if fewer than half are defined."""
    defined = values[~np.isnan(values)]
    if 2 * len(defined) < len(values):
        return float("nan"), float("nan")
    low, high = np.percentile(defined, LEVELS)
    return float(low), float(high)
