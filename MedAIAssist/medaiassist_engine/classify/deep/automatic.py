"""Choices left to the program: how many images at a time, and how fast to learn."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import torch

from ...context import Context
from ...features.embedding.running import out_of_memory
from .losses import Loss, shares_of
from .optimisation_parameters import OptimisationChoices
from .optimisers import optimiser_of
from .rate_search import RateSearch, find_rate
from .seeds import repeatable
from .stepping import Stepper
from .training import Examples

Choices = TypeVar("Choices", bound=OptimisationChoices)
_MOST = {"cpu": 16, "gpu": 64}
_FEWEST, _BATCHES = 4, 4  # images; batches in an epoch, where there are enough
_SPARE = 0.9  # of a GPU's memory


def chosen(
    choices: Choices, module: Any, learnt: Examples, classes: int, device: str, context: Context
) -> tuple[Choices, RateSearch | None]:
    """The choices with a batch and a learning rate; notes tell those that were found.

    Raises:
        UserError: memory does not suffice.
        Cancelled: the user cancelled.
    """
    if choices.batch is None:
        most = most_images(len(learnt.codes), device)
        if device != "cpu":
            most = largest(lambda n: _fits(n, module, learnt, classes, choices, device), most)
        context.note(f"The batch has {most} images (automatic).")
        choices = replace(choices, batch=most)
    if choices.learning_rate is not None:
        return choices, None
    search = find_rate(module, learnt, classes, choices, context, device)
    context.note(f"The learning rate is {search.found:.2g} (automatic).")
    return replace(choices, learning_rate=search.found), search


def most_images(cases: int, device: str) -> int:
    """A power of two, so that an epoch has several steps: batches as large as all cases learn
    slowly. CPUs gain nothing from more than 16."""
    limit = min(_MOST["cpu" if device == "cpu" else "gpu"], max(_FEWEST, cases // _BATCHES))
    return 1 << (limit.bit_length() - 1)


def largest(fits: Callable[[int], bool], most: int) -> int:
    """The largest of 2, 4, 8, ... up to `most` that fits; at least 2."""
    found = 2
    while found < most and fits(2 * found):
        found *= 2
    return found


def _fits(
    count: int, module: Any, learnt: Examples, classes: int, choices: OptimisationChoices,
    device: str,
) -> bool:  # fmt: skip
    """Whether a GPU can take a step with so many images, and some memory is left."""
    rows = torch.arange(count) % len(learnt.codes)
    if device.startswith("cuda"):
        torch.cuda.reset_peak_memory_stats(device)
    copied = copy.deepcopy(module).to(device).train()
    loss = Loss(choices, learnt.codes, classes)
    step = Stepper(copied, optimiser_of(copied, choices), loss, device, count,
                   choices.mixed_precision, Context())  # fmt: skip
    targets = shares_of(torch.from_numpy(learnt.codes[rows.numpy()]), classes)
    try:
        with repeatable():
            step.once(learnt.seen(rows), targets)
    except RuntimeError as error:
        if not out_of_memory(error):
            raise
        return False
    finally:
        del copied, step
        if device.startswith("cuda"):
            torch.cuda.empty_cache()
    if not device.startswith("cuda"):
        return True
    total = torch.cuda.get_device_properties(device).total_memory
    peak: int = torch.cuda.max_memory_allocated(device)
    return peak < _SPARE * total
