"""What a detector does at one score: its hits, misses and false alarms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .pairing import FALSE, HIT, Paired


@dataclass(frozen=True)
class WorkingPoint:
    """Counts of one class at one score.

    Attributes:
        score: least score that counts; NaN where nothing was found.
        wanted: annotations that count.
    """

    score: float
    hits: int
    alarms: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the found boxes that are right; NaN where there are none."""
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else float("nan")

    @property
    def recall(self) -> float:
        """Share of the annotations that are found; NaN where there are none."""
        return self.hits / self.wanted if self.wanted else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of both; NaN where there is neither box nor annotation."""
        both = self.hits + self.alarms + self.wanted
        return 2 * self.hits / both if both else float("nan")


def working_point(paired: Paired, score: float | None) -> WorkingPoint:
    """The counts of a class that was paired at one threshold.

    Args:
        score: least score that counts; None takes the one with the best F1, of equal ones the
            largest.
    """
    state, wanted = paired.states[0, 0], int(paired.wanted[0].sum())
    hits, alarms = np.cumsum(state == HIT), np.cumsum(state == FALSE)
    if score is None:
        if not len(state):
            return WorkingPoint(float("nan"), 0, 0, wanted)
        last = np.flatnonzero(np.r_[paired.scores[1:] != paired.scores[:-1], True])
        f1 = 2 * hits[last] / np.maximum(hits[last] + alarms[last] + wanted, 1)
        score = float(paired.scores[last[np.argmax(f1)]])
    count = int((paired.scores >= score).sum())
    if not count:
        return WorkingPoint(score, 0, 0, wanted)
    return WorkingPoint(score, int(hits[count - 1]), int(alarms[count - 1]), wanted)
