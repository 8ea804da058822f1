"""Whether one classifier is better than another, on the same cases."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
_Z = 1.959963984540054  # of a 95 % interval


@dataclass(frozen=True)
class Difference:
    """Second minus first, with its 95 % interval and two-sided p value."""

    first: float
    second: float
    value: float
    low: float
    high: float
    p: float


def delong(positive: NDArray[np.bool_], first: Reals, second: Reals) -> Difference:
    """Difference of two correlated areas under the ROC curve (DeLong et al. 1988).

    In O(n log n) by mid-ranks (Sun and Xu, IEEE Signal Processing Letters 21:1389, 2014).

    Args:
        positive: (n,) truth; first, second: (n,) scores of the same cases, independent of each
            other.
    """
    areas, covariance = delong_covariance(positive, np.stack([first, second]))
    value = float(areas[1] - areas[0])
    variance = float(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    spread = math.sqrt(max(variance, 0.0))
    p = math.erfc(abs(value) / spread / math.sqrt(2)) if spread > 0 else float(value == 0)
    return Difference(
        float(areas[0]), float(areas[1]), value, value - _Z * spread, value + _Z * spread, p
    )


def delong_covariance(positive: NDArray[np.bool_], scores: Reals) -> tuple[Reals, Reals]:
    """Areas (models,) and their covariance (models, models) from scores (models, n)."""
    from scipy.stats import rankdata

    diseased, healthy = scores[:, positive], scores[:, ~positive]
    m, n = diseased.shape[1], healthy.shape[1]
    together = rankdata(np.concatenate([diseased, healthy], axis=1), axis=1)
    areas = (together[:, :m].sum(axis=1) / m - (m + 1) / 2) / n
    # The structural components V10 and V01 of DeLong, for each diseased and each healthy case.
    of_diseased = (together[:, :m] - rankdata(diseased, axis=1)) / n
    of_healthy = 1 - (together[:, m:] - rankdata(healthy, axis=1)) / m
    covariance = np.atleast_2d(np.cov(of_diseased)) / m + np.atleast_2d(np.cov(of_healthy)) / n
    return areas, covariance


def corrected_t(first: Reals, second: Reals, test_share: float) -> Difference:
    """The corrected resampled t test of Nadeau and Bengio (Machine Learning 52:239, 2003).

    Folds share training cases, so the plain t test sees differences where there are none.

    Args:
        first, second: (folds,) a metric of each on the same folds.
        test_share: test cases over training cases of a fold.
    """
    from scipy.stats import t

    differences = second - first
    count = len(differences)
    value = float(differences.mean())
    variance = float(differences.var(ddof=1))
    spread = math.sqrt(variance * (1 / count + test_share))
    reach = float(t.ppf(0.975, count - 1)) * spread
    p = float(2 * t.sf(abs(value) / spread, count - 1)) if spread > 0 else float(value == 0)
    return Difference(
        float(first.mean()), float(second.mean()), value, value - reach, value + reach, p
    )
