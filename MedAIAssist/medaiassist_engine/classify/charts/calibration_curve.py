"""Whether probabilities mean what they say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import Chart, Column, Curve, Table

Reals = NDArray[np.float64]
Codes = NDArray[np.intp]
BINS = 10


def calibration_chart(truth: Codes, probabilities: Reals, classes: tuple[str, ...]) -> Chart:
    """Observed share over mean probability in ten groups of equal size, for each class."""
    shown = range(len(classes))[1 if len(classes) == 2 else 0 :]
    diagonal = np.linspace(0, 1, BINS)
    columns = [Column("perfect", diagonal)]
    curves = [Curve("perfect", "perfect", "perfect")]
    for code in shown:
        said, observed = calibration_points(truth == code, probabilities[:, code])
        x, y = f"said {classes[code]}", f"observed {classes[code]}"
        columns += [Column(x, said), Column(y, observed)]
        curves.append(Curve(x, y, classes[code]))
    return Chart(
        Table(tuple(columns), "Calibration"),
        tuple(curves),
        "Calibration",
        "predicted probability",
        "observed share",
    )


def calibration_points(positive: NDArray[np.bool_], probabilities: Reals) -> tuple[Reals, Reals]:
    """Mean probability and observed share in `BINS` groups of equal size, by probability.

    With fewer cases than groups the last point is repeated.
    """
    order = np.argsort(probabilities, kind="stable")
    groups = [g for g in np.array_split(order, BINS) if len(g)]
    groups += [groups[-1]] * (BINS - len(groups))
    said = np.array([probabilities[g].mean() for g in groups])
    return said, np.array([positive[g].mean() for g in groups])
