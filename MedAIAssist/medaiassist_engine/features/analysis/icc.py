"""Intraclass correlation: how much of a feature's variation lies between targets.

>>> import numpy as np
>>> ratings = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6],
...                     [10, 5, 6, 9], [6, 2, 4, 7.0]])  # Shrout and Fleiss, table 2
>>> round(icc_1_1(ratings).value, 2), round(icc_3_1(ratings).value, 2)
(0.17, 0.71)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import f


@dataclass(frozen=True)
class Icc:
    """An intraclass correlation with its confidence interval; NaN where undefined."""

    value: float
    low: float
    high: float


_UNDEFINED = Icc(np.nan, np.nan, np.nan)


def icc_1_1(ratings: ArrayLike, confidence: float = 0.95) -> Icc:
    """One-way random effects, single rating: absolute agreement.

    References: Shrout and Fleiss, Psychological Bulletin 86(2), 1979; the interval by McGraw and
    Wong, Psychological Methods 1(1), 1996.

    Args:
        ratings: (targets, raters), complete.
    """
    table = np.asarray(ratings, dtype=np.float64)
    targets, raters = _shape(table)
    if targets < 2 or raters < 2:
        return _UNDEFINED
    within = table - table.mean(axis=1, keepdims=True)
    freedom = targets * (raters - 1)
    return _icc(_between(table), (within**2).sum() / freedom, targets, raters, freedom, confidence)


def icc_3_1(ratings: ArrayLike, confidence: float = 0.95) -> Icc:
    """Two-way mixed effects, single rating: consistency, so a rater's own shift does not count.

    References and arguments as `icc_1_1`.
    """
    table = np.asarray(ratings, dtype=np.float64)
    targets, raters = _shape(table)
    if targets < 2 or raters < 2:
        return _UNDEFINED
    residual = (
        table - table.mean(axis=1, keepdims=True) - table.mean(axis=0, keepdims=True) + table.mean()
    )
    freedom = (targets - 1) * (raters - 1)
    error = (residual**2).sum() / freedom
    return _icc(_between(table), error, targets, raters, freedom, confidence)


def _shape(table: NDArray[np.float64]) -> tuple[int, int]:
    if table.ndim != 2:
        raise ValueError("Ratings need a row for each target and a column for each rater.")
    return table.shape[0], table.shape[1]


def _between(table: NDArray[np.float64]) -> float:
    """Mean square between targets."""
    targets, raters = table.shape
    around = table.mean(axis=1) - table.mean()
    return float(raters * (around**2).sum() / (targets - 1))


def _icc(
    between: float, error: float, targets: int, raters: int, freedom: int, confidence: float
) -> Icc:
    rounding = (between + error) * 1e-24
    if not np.isfinite(between + error) or between + error == 0:
        return _UNDEFINED
    if error <= rounding:
        return Icc(1.0, 1.0, 1.0)
    ratio, tail = between / error, (1 + confidence) / 2
    low = ratio / f.ppf(tail, targets - 1, freedom)
    high = ratio * f.ppf(tail, freedom, targets - 1)
    value, low, high = ((r - 1) / (r + raters - 1) for r in (ratio, low, high))
    return Icc(float(value), float(low), float(high))
