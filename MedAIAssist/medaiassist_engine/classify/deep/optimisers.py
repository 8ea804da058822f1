"""Optimisers, and their state as tensors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

from .optimisation_parameters import OptimisationChoices

_MOMENTUM = 0.9


def optimiser_of(module: Any, choices: OptimisationChoices) -> Any:
    """AdamW or SGD; biases and the scales of norms do not decay."""
    learnt = [p for p in module.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in learnt if p.ndim > 1], "weight_decay": choices.weight_decay},
        {"params": [p for p in learnt if p.ndim <= 1], "weight_decay": 0.0},
    ]
    groups = [group for group in groups if group["params"]]
    if choices.optimizer == "sgd":
        return torch.optim.SGD(groups, choices.learning_rate, _MOMENTUM, nesterov=True)
    return torch.optim.AdamW(groups, choices.learning_rate)


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
