"""Networks that tell images apart as backbones: their maps, without what gives the answer."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from ...classify.deep.networks.building import build
from ...classify.deep.networks.chains import chain_of
from ...classify.deep.networks.registry import Form, definition_of
from ...classify.deep.networks.stages import stage_layers_of

_SIZE = {"cnn": 128}  # it has as many stages as this size allows; of others no map depends on it
_SMALLEST = 32


class ClassifierBackbone(nn.Module):
    """A network of the registry, cut behind its last map that is needed.

    Its layers keep their names, so that the weights of a trained one fit `network`.

    Args:
        name: in `classify.deep.networks.registry`; finest: 4 or 8.
        levels: how many maps, each half as fine as the one before.

    Attributes:
        channels: of each map, the finest first.
        stage_layers: see `classify.deep.networks.stages`.
    """

    def __init__(self, name: str, dimensions: int, channels: int, finest: int, levels: int) -> None:
        super().__init__()
        size = (_SIZE.get(name, _SMALLEST),) * dimensions
        self.network: Any = build(definition_of(name, Form(dimensions, channels, size, 2)))
        self.stage_layers = stage_layers_of(self.network, "network.")
        self._levels = _levels(self.network, finest, levels)
        _keep(self.network, {layer for level in self._levels for layer in level})
        tiny = torch.zeros(1, channels, *(finest * 2 ** (levels - 1),) * dimensions)
        with torch.no_grad():
            self.channels = [m.shape[1] for m in self.eval()(tiny)]
        self.train()

    def forward(self, image: Tensor) -> list[Tensor]:
        """The maps, the finest first."""
        maps = []
        for level in self._levels:
            for layer in level:
                image = self.network.get_submodule(layer)(image)
            maps.append(image)
        return maps


def _levels(network: Any, finest: int, count: int) -> list[list[str]]:
    """Names of the layers that lead to each map: the last of its resolution."""
    found: list[list[str]] = [[]]
    stride = 1
    for name in chain_of(network):
        step = _step(network.get_submodule(name))
        if step > 1 and stride >= finest:
            if len(found) == count:
                break
            found.append([])
        stride *= step
        found[-1].append(name)
    return found


def _step(layer: nn.Module) -> int:
    """How much coarser a layer makes maps: none here does so twice, but some side by side."""
    strides = [getattr(part, "stride", 1) for part in layer.modules()]
    return max(max(s) if isinstance(s, tuple) else int(s) for s in strides)


def _keep(module: nn.Module, names: set[str], before: str = "") -> None:
    """Remove all layers but these."""
    for name, child in list(module.named_children()):
        whole = before + name
        if any(kept.startswith(f"{whole}.") for kept in names):
            _keep(child, names, f"{whole}.")
        elif whole not in names:
            delattr(module, name)
