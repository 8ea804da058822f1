"""Networks from their definitions, and what they cost."""

from __future__ import annotations

import importlib
import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from ....contract.errors import UserError
from ....models.network_def import build as build_monai
from .registry import OWN, Definition, Form

_COPIES = 4  # of each weight while training: itself, its gradient, and two of the optimiser
_FLOAT = 4  # bytes


@dataclass(frozen=True)
class Cost:
    """What a network needs.

    Attributes:
        parameters: numbers that it learns.
        weights: bytes for training them.
        image: bytes for what is kept of one image while training.
    """

    parameters: int
    weights: int
    image: int

    def training(self, batch: int) -> int:
        """Bytes to train on so many images at once."""
        return self.weights + batch * self.image


def build(definition: Definition) -> Any:
    """A network with random weights, in training mode.

    Raises:
        UserError: the definition is not one of MONAI, torchvision or this package.
    """
    target = str(definition["_target_"])
    if not target.startswith(OWN):
        return build_monai(definition, definition, target).train()
    module, _, name = target.removeprefix(OWN).partition(".")
    found = getattr(importlib.import_module(OWN + module), name, None) if module in _OWN else None
    if found is None or name != _OWN[module]:
        raise UserError(f"There is no network '{target}'; train the model again.")
    return found(**{key: value for key, value in definition.items() if key != "_target_"})


_OWN = {
    "alexnet": "AlexNet", "ensemble": "Ensemble", "fusion": "ImageAndClinical",
    "googlenet": "GoogLeNet", "plain": "PlainCnn", "recurrent": "RecurrentCnn",
    "signals": "SignalLstm", "vgg": "Vgg16",
}  # fmt: skip


class FirstOutput(nn.Module):
    """A network of which only the first output is wanted."""

    def __init__(self, wrapped: nn.Module) -> None:
        super().__init__()
        self.wrapped = wrapped

    def forward(self, image: Tensor) -> Tensor:
        """(n, classes) before softmax."""
        return self.wrapped(image)[0]


def build_plain(definition: Definition) -> Any:
    """As `build`, for use inside of another network: what it gives is one tensor."""
    network = build(definition)
    return FirstOutput(network) if type(network).__name__ == "ViT" else network


def logits_of(output: Any) -> Any:
    """(n, classes): MONAI's transformer gives its hidden states as well."""
    return output[0] if isinstance(output, (tuple, list)) else output


def cost_of(definition: Definition, form: Form) -> Cost:
    """Computed without memory for weights or images."""
    with torch.device("meta"):
        network = build(definition).eval()
    parameters = sum(p.numel() for p in network.parameters())
    kept = 0

    def count(module: Any, inputs: Any, output: Any) -> None:
        nonlocal kept
        first = logits_of(output)
        kept += first.numel() if torch.is_tensor(first) else 0

    handles = [m.register_forward_hook(count) for m in network.modules() if _is_leaf(m)]
    with torch.no_grad():
        network(torch.empty(1, form.channels, *form.size, device="meta"))
    for handle in handles:
        handle.remove()
    image = _FLOAT * (2 * kept + form.channels * math.prod(form.size))
    return Cost(parameters, _COPIES * _FLOAT * parameters, image)


def _is_leaf(module: nn.Module) -> bool:
    return next(module.children(), None) is None
