"""The compiled loops of average precision, of many weightings of the cases at once."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def interpolated(weights, wanted, case, state, levels):  # type: ignore[no-untyped-def]
    """The mean of the best precision at or beyond each recall of `levels`, and the last recall.

    Args:
        weights: (s, cases) how often each case counts; wanted: (cases,) annotations of each.
        case, state: (d,) of the found boxes, the strongest first; 1 hit, 0 false, -1 free.

    Returns:
        (s,) and (s,); NaN where nothing is wanted.
    """
    samples, found = len(weights), len(case)
    means, last = np.full(samples, np.nan), np.full(samples, np.nan)
    recall, precision = np.empty(found), np.empty(found)
    for s in range(samples):
        if _curve(weights[s], wanted, case, state, recall, precision):
            best, total, level = 0.0, 0.0, len(levels) - 1
            for d in range(found - 1, -1, -1):
                while level >= 0 and levels[level] > recall[d]:
                    total += best
                    level -= 1
                best = max(best, precision[d])
            means[s] = (total + (level + 1) * best) / len(levels)
            last[s] = recall[found - 1] if found else 0.0
    return means, last


@njit(nogil=True, cache=True)
def area(weights, wanted, case, state):  # type: ignore[no-untyped-def]
    """The area below the curve of the best precision at or beyond each recall; as above."""
    samples, found = len(weights), len(case)
    areas = np.full(samples, np.nan)
    recall, precision = np.empty(found), np.empty(found)
    for s in range(samples):
        if _curve(weights[s], wanted, case, state, recall, precision):
            best, total = 0.0, 0.0
            for d in range(found - 1, -1, -1):
                best = max(best, precision[d])
                total += best * (recall[d] - (recall[d - 1] if d else 0.0))
            areas[s] = total
    return areas


@njit(nogil=True, cache=True)
def _curve(weights, wanted, case, state, recall, precision):  # type: ignore[no-untyped-def]
    """Fill in recall and precision (d,); False if nothing is wanted."""
    total = 0.0
    for n in range(len(wanted)):
        total += weights[n] * wanted[n]
    if total <= 0:
        return False
    hits, alarms = 0.0, 0.0
    for d in range(len(case)):
        if state[d] == 1:
            hits += weights[case[d]]
        elif state[d] == 0:
            alarms += weights[case[d]]
        recall[d] = hits / total
        precision[d] = hits / (hits + alarms) if hits > 0 else 0.0
    return True
