"""What margins mean: how sure a classifier is that has learnt from a few examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ....context import Context
from ...boxes.grid import Reals
from .learner import Learner, Rows

_FOLDS = 5
_BACKGROUND = 0.95  # of windows without an object have at most the margin of background
_LEAST_STEP = 0.2


@dataclass(frozen=True)
class Scale:
    """Margins of plain background, and of objects that were not learnt from.

    Attributes:
        undecided: three of four objects have more.
        usual: half of the objects have more.
    """

    background: float = -1.0
    undecided: float = 0.0
    usual: float = 0.0

    def sureness(self, margin: Reals) -> Reals:
        """-1 as background, 0 where undecided."""
        return np.asarray((margin - self.undecided) / self._step)

    def margin(self, sureness: float) -> float:
        """The inverse of `sureness`."""
        return self.undecided + self._step * sureness

    @property
    def _step(self) -> float:
        return max(self.undecided - self.background, _LEAST_STEP)


def unseen(
    objects: Sequence[Rows], others: Rows, learner_of: Callable[[], Learner], context: Context
) -> Scale:
    """What margins of unseen objects are like: an example gets them from a classifier that has
    learnt from the other examples.

    Args:
        objects: of each example, its windows, the one as drawn first.
    """
    if len(objects) < 2:
        return Scale()
    folds = min(len(objects), _FOLDS)
    high, low = [], []
    for fold in range(folds):
        context.check()
        learner = learner_of()
        kept = [o for n, o in enumerate(objects) if n % folds != fold]
        learner.fit(np.concatenate(kept), others)
        high += [learner.margins(o[:1])[0] for o in objects[fold::folds]]
        low.append(np.quantile(learner.margins(others), _BACKGROUND))
    quarter, half = np.quantile(high, (0.25, 0.5))
    return Scale(float(np.mean(low)), float(quarter), float(half))
