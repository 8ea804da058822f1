"""What every epoch gave; when to stop and how fast to learn follow from it alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .optimisation_parameters import SteppingChoices

_WAITED = 5  # epochs without improvement, after which plateaus lower the learning rate
_LOWER = 0.1


@dataclass(frozen=True)
class Epoch:
    """Means over the cases, after an epoch.

    Attributes:
        accuracy: share of right answers; of a detector, its average precision.
        judged: what is least in the best epoch; None where that is the validation loss.
    """

    learning_rate: float
    loss: float
    validation_loss: float
    accuracy: float
    judged: float | None = None

    @property
    def badness(self) -> float:
        """Least in the best epoch; infinite where it is no number."""
        found = self.validation_loss if self.judged is None else self.judged
        return found if math.isfinite(found) else math.inf


def best_of(history: Sequence[Epoch]) -> int:
    """The epoch with the lowest validation loss (or what it is judged by), from 0; the first."""
    return min(range(len(history)), key=lambda n: (history[n].badness, n))


def ended(history: Sequence[Epoch], choices: SteppingChoices) -> bool:
    """Whether there were enough epochs, or no better one for as many as patience allows."""
    if len(history) >= choices.epochs:
        return True
    waited = len(history) - 1 - best_of(history) if history else 0
    return 0 < choices.patience <= waited


def rate(choices: SteppingChoices, history: Sequence[Epoch], share: float) -> float:
    """The learning rate within the epoch after `history`, of which a share (0..1) is done."""
    at = len(history) + share
    if at < choices.warm_up:
        return choices.rate * max(at / choices.warm_up, 1e-3)
    if choices.schedule == "cosine":
        left = max(choices.epochs - choices.warm_up, 1e-9)
        done = min((at - choices.warm_up) / left, 1.0)
        return choices.rate * 0.5 * (1 + math.cos(math.pi * done))
    if choices.schedule == "plateau":
        return choices.rate * _LOWER ** _plateaus(history)
    return choices.rate


def _plateaus(history: Sequence[Epoch]) -> int:
    """How often the validation loss did not improve for a while."""
    best, waited, found = math.inf, 0, 0
    for epoch in history:
        if epoch.badness < best:
            best, waited = epoch.badness, 0
            continue
        waited += 1
        if waited == _WAITED:
            waited, found = 0, found + 1
    return found
