"""Stages of boosted cuts.

AdaBoost (Freund and Schapire, JCSS 55, 1997) over single features, each stage asked only to let
nearly all objects pass and to stop a good part of the rest (Viola and Jones, IJCV 57, 2004).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..sliding.learner import Rows

Floats = NDArray[np.float32]

_LEVELS = 64  # classes that values are put in: cuts lie between them
_RANGE = 1.6  # deviations of a window on either side that are told apart
_SHARE = 3
_LEAST_ERROR = 1e-6


@dataclass(frozen=True)
class Stage:
    """Weak classifiers, the first chosen first.

    Attributes:
        features: numbers of the features.
        cuts: (n,); votes: (n,), positive where larger values mean an object.
        limit: least sum of votes that passes.
    """

    features: NDArray[np.intp]
    cuts: Floats
    votes: Floats
    limit: float

    def sums(self, rows: Rows) -> Floats:
        """Sums of votes (n,) of windows with all features (n, m)."""
        above = rows[:, self.features] >= self.cuts
        return np.where(above, self.votes, -self.votes).sum(axis=1, dtype=np.float32)


def boosted(
    objects: Rows, others: Rows, most: int, passing: float, stopped: float, softer: float = 1.0
) -> Stage:
    """Add cuts until the stage stops a share `stopped` of the others, at most `most`.

    Args:
        passing: share of the objects that must pass.
        softer: objects count so many times as much as the others.
    """
    from .kernel import best_stump

    rows = np.concatenate([objects, others])
    signs = np.repeat([1, -1], [len(objects), len(others)]).astype(np.int8)
    levels = _levels(rows)
    parts = [np.ascontiguousarray(levels[n::_SHARE]) for n in range(_SHARE)]
    weights = np.where(signs > 0, softer / len(objects), 1 / len(others))
    weights = weights / weights.sum()
    chosen: list[int] = []
    cuts: list[float] = []
    votes: list[float] = []
    total = np.zeros(len(rows))
    limit = 0.0
    while len(chosen) < most:
        first = len(chosen) % _SHARE  # a part of the features at a time is nearly as good
        place, level, direction, error = best_stump(
            parts[first], weights * signs, float(weights[signs > 0].sum())
        )
        feature = first + place * _SHARE
        error = min(max(error, _LEAST_ERROR), 1 - _LEAST_ERROR)
        vote = 0.5 * math.log((1 - error) / error)
        if vote < 1e-6:
            break
        said = np.where(levels[feature] >= level, 1, -1) * direction
        weights = weights * np.exp(-vote * signs * said)
        weights /= weights.sum()
        total += vote * said
        chosen.append(feature)
        cuts.append(_edge(level))
        votes.append(direction * vote)
        limit = float(np.quantile(total[signs > 0], 1 - passing, method="lower"))
        if (total[signs < 0] < limit - 1e-4).mean() >= stopped:
            break
    return Stage(
        np.array(chosen, np.intp),
        np.array(cuts, np.float32),
        np.array(votes, np.float32),
        limit - 1e-4,
    )


def _levels(rows: Rows) -> NDArray[np.uint8]:
    """Values as numbers of classes of equal width, (features, windows)."""
    classes = (rows.T + np.float32(_RANGE)) * np.float32(_LEVELS / (2 * _RANGE))
    return np.clip(classes, 0, _LEVELS - 1).astype(np.uint8)


def _edge(level: int) -> float:
    """The lowest value of a class."""
    return level * 2 * _RANGE / _LEVELS - _RANGE
