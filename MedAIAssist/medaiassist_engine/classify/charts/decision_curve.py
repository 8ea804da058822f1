"""Whether acting on the predictions does more good than harm."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import Chart, Column, Curve, Table

Reals = NDArray[np.float64]
_THRESHOLDS = np.arange(1, 100) / 100


def decision_chart(positive: NDArray[np.bool_], probabilities: Reals) -> Chart:
    """Net benefit over the threshold, beside treating all and treating none."""
    columns = (
        Column("threshold", _THRESHOLDS, description="Probability from which on one would act"),
        Column("classifier", net_benefit(positive, probabilities, _THRESHOLDS)),
        Column("act on all", net_benefit(positive, np.ones(len(positive)), _THRESHOLDS)),
        Column("act on none", np.zeros(len(_THRESHOLDS))),
    )
    return Chart(
        Table(columns, "Decision curve"),
        tuple(Curve("threshold", c.name, c.name) for c in columns[1:]),
        "Decision curve",
        "threshold probability",
        "net benefit",
    )


def net_benefit(positive: NDArray[np.bool_], probabilities: Reals, thresholds: Reals) -> Reals:
    """Hits minus weighted false alarms, per case (Vickers and Elkin 2006).

    A threshold of p says that a miss is as bad as (1 - p) / p false alarms.
    """
    diseased, healthy = np.sort(probabilities[positive]), np.sort(probabilities[~positive])
    hits = len(diseased) - np.searchsorted(diseased, thresholds)
    alarms = len(healthy) - np.searchsorted(healthy, thresholds)
    return (hits - alarms * thresholds / (1 - thresholds)) / len(positive)
