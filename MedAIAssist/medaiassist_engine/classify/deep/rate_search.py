"""The learning rate, found by a trial (Smith, WACV 2017)."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Chart, Column, Curve, Table
from .batches import batches_of
from .interrupting import interruptible
from .losses import Loss, shares_of
from .optimisation_parameters import OptimisationChoices
from .optimisers import optimiser_of, set_rate
from .seeds import repeatable, seed_of
from .stepping import Stepper
from .training import Examples
from .transfer import learning

Reals = NDArray[np.float64]
LOWEST, HIGHEST, STEPS = 1e-6, 1.0, 100
_SMOOTH = 0.9  # of the loss, from step to step
_DIVERGED = 4.0  # times the lowest loss
_TRIAL = 1 << 29  # instead of an epoch's number
_PHASE = "Finding the learning rate"


@dataclass(frozen=True)
class RateSearch:
    """A trial.

    Attributes:
        rates: (n,) learning rates that were tried.
        losses: (n,) smoothed training loss at each.
        found: where the loss falls fastest.
    """

    rates: Reals
    losses: Reals
    found: float


def find_rate(
    module: Any, learnt: Examples, classes: int, choices: OptimisationChoices, context: Context,
    device: str = "cpu",
) -> RateSearch:  # fmt: skip
    """Train a copy of the network for 100 steps, each at a larger rate, until its loss explodes.

    The images are not varied. The same seed gives the same result.

    Raises:
        UserError: memory does not suffice.
        Cancelled: the user cancelled.
    """
    copied = copy.deepcopy(module).to(device)
    optimiser = optimiser_of(copied, choices)
    step = Stepper(
        copied, optimiser, Loss(choices, learnt.codes, classes), device, choices.images,
        choices.mixed_precision, context,
    )  # fmt: skip
    rates = np.geomspace(LOWEST, HIGHEST, STEPS)
    losses: list[float] = []
    smooth = 0.0
    with (
        repeatable(),
        interruptible(copied, lambda: context.progress(len(losses) / STEPS, _PHASE)),
    ):
        torch.manual_seed(seed_of(choices.seed, _TRIAL))
        learning(copied)
        for rate, rows in zip(rates, _batches(learnt, choices), strict=False):
            context.progress(len(losses) / STEPS, _PHASE)
            set_rate(optimiser, float(rate))
            targets = shares_of(torch.from_numpy(learnt.codes[rows]), classes)
            smooth = _SMOOTH * smooth + (1 - _SMOOTH) * step(learnt.seen(rows), targets)
            losses.append(smooth / (1 - _SMOOTH ** (len(losses) + 1)))
            if not losses[-1] < _DIVERGED * min(losses):
                break
    tried = np.array(losses)
    return RateSearch(rates[: len(tried)], tried, steepest(rates[: len(tried)], tried))


def steepest(rates: Reals, losses: Reals) -> float:
    """The rate at which the loss falls fastest, before it is lowest."""
    lowest = int(np.nanargmin(losses))
    if lowest < 2:
        return float(rates[0])
    slopes = np.gradient(losses[: lowest + 1], np.log(rates[: lowest + 1]))
    return float(rates[int(np.argmin(slopes))])


def rate_chart(search: RateSearch) -> Chart:
    """The loss over the logarithm of the rate."""
    table = Table(
        (
            Column("log10 of learning rate", np.log10(search.rates)),
            Column("loss", search.losses, description="Of the training cases, smoothed"),
            Column("learning rate", search.rates),
        ),
        "Learning rate",
    )
    curve = Curve("log10 of learning rate", "loss", "loss")
    title = f"Loss falls fastest at {search.found:.2g}"
    return Chart(table, (curve,), title, "log10 of learning rate", "training loss")


def _batches(learnt: Examples, choices: OptimisationChoices) -> list[Any]:
    found: list[Any] = []
    epoch = _TRIAL
    while len(found) < STEPS:
        balanced = choices.imbalance == "balanced_sampling"
        found += batches_of(
            learnt.codes, choices.images * choices.accumulate, balanced, choices.seed, epoch
        )
        epoch += 1
    return found[:STEPS]
