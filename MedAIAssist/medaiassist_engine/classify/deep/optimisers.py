"""Optimisers, and their state as tensors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from .networks.stages import stages_of
from .optimisation_parameters import SteppingChoices

_MOMENTUM = 0.9
_ANY = 1e-3  # every batch sets its own learning rate


def optimiser_of(module: Any, choices: SteppingChoices) -> Any:
    """AdamW or SGD; biases and the scales of norms do not decay.

    Each group says by "share" how much of the learning rate it gets: all of it in the last stage
    of the network, `stage_rate` of that in the stage before, and so on (Howard and Ruder, ACL
    2018).
    """
    shares = _shares(module, choices.stage_rate)
    groups = []
    for share in sorted(set(shares.values()), reverse=True):
        named = [p for name, p in module.named_parameters() if shares.get(name) == share]
        groups += [
            {"params": [p for p in named if p.ndim > 1], "weight_decay": choices.weight_decay,
             "share": share},
            {"params": [p for p in named if p.ndim <= 1], "weight_decay": 0.0, "share": share},
        ]  # fmt: skip
    groups = [group for group in groups if group["params"]]
    if choices.optimizer == "sgd":
        return torch.optim.SGD(groups, lr=_ANY, momentum=_MOMENTUM, nesterov=True)
    return torch.optim.AdamW(groups, lr=_ANY)


def set_rate(optimiser: Any, rate: float) -> None:
    """Let the last stage learn at this rate, and the others with their shares of it."""
    for group in optimiser.param_groups:
        group["lr"] = rate * group["share"]


def _shares(module: Any, stage_rate: float) -> dict[str, float]:
    """Of the parameters that learn, by name."""
    learnt = [name for name, p in module.named_parameters() if p.requires_grad]
    if stage_rate == 1:
        return dict.fromkeys(learnt, 1.0)
    stages = stages_of(module)
    share = {
        name: stage_rate ** (len(stages) - 1 - n) for n, stage in enumerate(stages)
        for name in stage
    }  # fmt: skip
    return {name: share[name] for name in learnt}


def state_of(optimiser: Any) -> dict[str, torch.Tensor]:
    """Its tensors by name, such as "3.exp_avg"."""
    state = optimiser.state_dict()["state"]
    return {
        f"{number}.{name}": torch.as_tensor(value)
        for number, values in state.items()
        for name, value in values.items()
        if value is not None
    }


def restore(optimiser: Any, tensors: Mapping[str, torch.Tensor]) -> None:
    """Put the tensors of `state_of` back."""
    state: dict[int, dict[str, torch.Tensor]] = {}
    for key, tensor in tensors.items():
        number, _, name = key.partition(".")
        state.setdefault(int(number), {})[name] = tensor
    groups = optimiser.state_dict()["param_groups"]
    optimiser.load_state_dict({"state": state, "param_groups": groups})
