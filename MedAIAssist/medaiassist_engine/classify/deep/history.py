"""What every epoch gave; when to stop and how fast to learn follow from it alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .optimisation_parameters import OptimisationChoices

_WAITED = 5  # epochs without improvement, after which plateaus lower the learning rate
_LOWER = 0.1


@dataclass(frozen=True)
class Epoch:
    """Means over the cases, after an epoch."""

    learning_rate: float
    loss: float
    validation_loss: float
    accuracy: float


def best_of(history: Sequence[Epoch]) -> int:
    """The epoch with the lowest validation loss, from 0; the first of several."""
    return min(range(len(history)), key=lambda n: (_known(history[n].validation_loss), n))


def ended(history: Sequence[Epoch], choices: OptimisationChoices) -> bool:
    """Whether there were enough epochs, or no better one for as many as patience allows."""
    if len(history) >= choices.epochs:
        return True
    waited = len(history) - 1 - best_of(history) if history else 0
    return 0 < choices.patience <= waited


def rate(choices: OptimisationChoices, history: Sequence[Epoch], share: float) -> float:
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
        if epoch.validation_loss < best:
            best, waited = epoch.validation_loss, 0
            continue
        waited += 1
        if waited == _WAITED:
            waited, found = 0, found + 1
    return found


def _known(loss: float) -> float:
    return loss if math.isfinite(loss) else math.inf
