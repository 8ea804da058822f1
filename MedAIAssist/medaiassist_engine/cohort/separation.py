"""How well one column tells classes apart: areas under ROC curves, without fitting anything."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Codes = NDArray[np.intp]

ENOUGH = 10
"""Cases of a class, and of the others, from which on an area means something."""

_NEAR = 5  # cases on either side in the order of the values


def separation(place: Codes, codes: Codes, numbers: Reals | None, above: float = 0.0) -> float:
    """The mean over classes of each one's area against the others; see `leaks.judged`.

    Args:
        place: (cases,) the rank of each case's value among the different values: 0, 1, ...
        codes: (cases,) classes as 0, 1, ...
        numbers: (cases,) the values of a column of numbers; None for categories.
        above: stop, and return 0, as soon as the mean cannot be larger.
    """
    from scipy.stats import rankdata

    own = np.eye(codes.max() + 1)[codes]
    counts = own.sum(axis=0)
    tested = np.flatnonzero((counts >= ENOUGH) & (len(codes) - counts >= ENOUGH))
    if len(tested) == 2 and np.count_nonzero(counts) == 2:
        tested = tested[1:]  # the other's area is the same
    shares = neighbour_shares(place, own, _NEAR if numbers is not None else 0)
    ranks = None if numbers is None else rankdata(numbers)
    lacking = 0.0
    for code in tested:
        positive = codes == code
        best = area(rankdata(shares[:, code]), positive)
        if ranks is not None:
            value = area(ranks, positive)
            best = max(best, value, 1 - value)
        lacking += 1 - best
        if lacking >= (1 - above) * len(tested):
            return 0.0
    return float(1 - lacking / len(tested)) if len(tested) else 0.0


def neighbour_shares(place: Codes, own: Reals, near: int) -> Reals:
    """(cases, classes): shares of the classes among the cases next in value, itself left out.

    Args:
        place: (cases,) the rank of each case's value among the different values.
        own: (cases, classes) 1 in the column of its class.
        near: cases on either side; all those of equal value count in any case.
    """
    order = np.argsort(place, kind="stable")
    ranked, position = place[order], np.arange(len(place))
    ends = np.cumsum(np.bincount(place))
    low = np.maximum(np.minimum(position - near, (ends - np.bincount(place))[ranked]), 0)
    high = np.minimum(np.maximum(position + near + 1, ends[ranked]), len(place))
    totals = np.vstack([np.zeros((1, own.shape[1])), np.cumsum(own[order], axis=0)])
    others = (high - low - 1)[:, None]
    near_by = totals[high] - totals[low] - own[order]
    shares = np.empty_like(own)
    shares[order] = np.where(others > 0, near_by / np.maximum(others, 1), own.mean(axis=0))
    return shares


def area(ranks: Reals, positive: NDArray[np.bool_]) -> float:
    """The area under the ROC curve of ranked values: the Mann-Whitney statistic."""
    diseased = int(positive.sum())
    healthy = len(positive) - diseased
    return (float(ranks[positive].sum()) - diseased * (diseased + 1) / 2) / (diseased * healthy)
