"""Moving averages: of the weights (Polyak and Juditsky 1992), and of what batch norm sees."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import torch
from torch.nn.modules.batchnorm import _BatchNorm

_FIRST = 10.0  # updates after which the average begins to be slow
_LEAST = 0.1  # share of a batch in batch norm's running statistics


class Average:
    """Of the weights and running statistics of a module.

    Args:
        decay: what is kept of the average at each update; less in the first ones.
    """

    def __init__(self, module: Any, decay: float) -> None:
        self._module = module
        self._decay = decay
        self.updates = 0
        self.weights = {key: value.detach().clone() for key, value in module.state_dict().items()}

    def update(self) -> None:
        """Move towards the module's weights."""
        self.updates += 1
        decay = min(self._decay, (1 + self.updates) / (_FIRST + self.updates))
        for key, value in self._module.state_dict().items():
            average = self.weights[key] = self.weights[key].to(value.device)
            if average.is_floating_point():
                average.lerp_(value.detach(), 1 - decay)
            else:
                average.copy_(value)

    @contextlib.contextmanager
    def applied(self) -> Iterator[None]:
        """Within the block the module has the average's weights."""
        own = {key: value.detach().clone() for key, value in self._module.state_dict().items()}
        self._module.load_state_dict(self.weights)
        try:
            yield
        finally:
            self._module.load_state_dict(own)


def copied(module: Any) -> dict[str, torch.Tensor]:
    """Its weights, on the CPU."""
    return {key: value.detach().cpu().clone() for key, value in module.state_dict().items()}


def quicken(module: Any) -> None:
    """Let batch norm's running statistics follow within tens of batches.

    Those of MONAI's EfficientNet need hundreds, which small trainings do not have: until then it
    answers at random.
    """
    for part in module.modules():
        if isinstance(part, _BatchNorm) and part.momentum is not None:
            part.momentum = max(part.momentum, _LEAST)
