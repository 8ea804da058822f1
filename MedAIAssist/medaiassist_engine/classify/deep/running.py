"""What a network says of prepared images."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...features.embedding.running import out_of_memory
from .interrupting import interruptible
from .networks.building import logits_of
from .parameters import ApplyNetworkParameters
from .preparation import Preparation
from .seeds import repeatable

Reals = NDArray[np.float64]
_PHASE = "Running the network"


@dataclass(frozen=True)
class Runs:
    """How often each image is looked at.

    Attributes:
        mirrors: axes, from i on, that it is mirrored along too, in every combination.
        samples: with dropout on; 0 for once without.
    """

    mirrors: int = 0
    samples: int = 0
    batch: int = 16
    seed: int = 0


@dataclass(frozen=True)
class Answers:
    """Of n images.

    Attributes:
        probabilities: (n, classes), means over the runs.
        spread: (n, classes), standard deviation over the runs; None after one run.
        knowledge: (n,) mutual information of answer and weights in nats, or None: what more
            training could tell, of the whole uncertainty (Gal and Ghahramani 2016), as dropout or
            the networks of an ensemble show it.
        device: that computed.
    """

    probabilities: Reals
    spread: Reals | None
    knowledge: Reals | None
    device: str

    @property
    def entropy(self) -> Reals:
        """(n,) uncertainty of each answer in nats: 0 if sure, log(classes) if none is known."""
        return _entropy(self.probabilities)


def runs_of(p: ApplyNetworkParameters, preparation: Preparation, context: Context) -> Runs:
    """How the user wants images of these to be looked at."""
    if p.flips and not preparation.free:
        context.note("A signal has no mirror images; it was looked at as it is.")
    return Runs(preparation.free if p.flips else 0, p.samples, p.batch, p.seed)


def answers(
    module: Any, images: torch.Tensor, runs: Runs, context: Context, device: str = "cpu",
    values: torch.Tensor | None = None,
) -> Answers:  # fmt: skip
    """What a network says of (n, channels, i, j[, k]) images.

    Out of memory on a GPU, images are taken one by one, then on the CPU; notes say so. Of an
    ensemble each network is a run of its own.

    Args:
        values: (n, columns) clinical values, for networks that take them.

    Raises:
        UserError: the CPU's memory does not suffice.
        Cancelled: the user cancelled.
    """
    done = 0.0
    dropouts = _dropouts(module) if runs.samples else []
    if runs.samples and not dropouts:
        context.note("The network has no dropout, so its samples would not differ; none were run.")
        runs = Runs(runs.mirrors, 0, runs.batch, runs.seed)
    batch, found, start = runs.batch, [], 0
    members = members_of(module)
    module.to(device).eval()
    try:
        with (
            repeatable(),
            interruptible(module, lambda: context.progress(done, _PHASE)),
            torch.no_grad(),
        ):
            torch.manual_seed(runs.seed)
            for layer in dropouts:
                layer.train()
            while start < len(images):
                context.progress(done := start / len(images), _PHASE)
                try:
                    part = images[start : start + batch].to(device)
                    rest = () if values is None else (values[start : start + batch].to(device),)
                    found.append(np.stack([
                        _one(member, x, *rest) for x in _views(part, runs) for member in members
                    ]))  # fmt: skip
                except RuntimeError as error:
                    batch, device = _smaller(error, batch, device, module, context)
                    continue
                start += batch
    finally:
        module.eval()
    return _summed(np.concatenate(found, axis=1), device, runs.samples > 0 or len(members) > 1)


def members_of(module: Any) -> list[Any]:
    """The networks of an ensemble, or the network alone; also of TorchScript."""
    found = getattr(module, "members", None)
    return [module] if found is None else [member for _, member in found.named_children()]


def _one(module: Any, *seen: torch.Tensor) -> Reals:
    logits = logits_of(module(*seen)).double()
    result: Reals = torch.softmax(logits, dim=1).cpu().numpy()
    return result


def _views(images: torch.Tensor, runs: Runs) -> Iterator[torch.Tensor]:
    axes = range(2, 2 + runs.mirrors)
    sets = [s for n in range(len(axes) + 1) for s in itertools.combinations(axes, n)]
    for flipped in sets:
        for _ in range(max(1, runs.samples)):
            yield images.flip(flipped) if flipped else images


def _summed(runs: Reals, device: str, sampled: bool) -> Answers:
    """From (runs, n, classes) probabilities."""
    mean = runs.mean(axis=0)
    if len(runs) == 1:
        return Answers(mean, None, None, device)
    knowledge = _entropy(mean) - _entropy(runs).mean(axis=0) if sampled else None
    return Answers(mean, runs.std(axis=0), knowledge, device)


def _entropy(probabilities: Reals) -> Reals:
    known = np.maximum(probabilities, np.finfo(float).tiny)
    result: Reals = -(probabilities * np.log(known)).sum(axis=-1)
    return result


def _dropouts(module: Any) -> list[Any]:
    """Dropout layers that do something, also of TorchScript."""
    named = [(getattr(m, "original_name", type(m).__name__), m) for m in module.modules()]
    return [m for name, m in named if name.startswith("Dropout") and getattr(m, "p", 1) > 0]


def _smaller(
    error: RuntimeError, batch: int, device: str, module: Any, context: Context
) -> tuple[int, str]:
    if not out_of_memory(error):
        raise error
    if batch > 1:
        return 1, device
    if device == "cpu":
        raise UserError(
            "There is not enough memory to run this network; close other programs."
        ) from error
    context.note(f"The memory of {device} did not suffice; the CPU was used.")
    module.to("cpu")
    return batch, "cpu"
