"""Networks that see one box at a time, cut out and warped to one size."""

from __future__ import annotations

import math
from typing import Any

from torch import Tensor, nn

from ...classify.deep.networks.building import build
from ...classify.deep.networks.registry import Form, definition_of
from ...classify.deep.networks.stages import stage_layers_of, without_head
from .backbones import SMALL, SmallBackbone

_SMALL_SIZE = {2: 48, 3: 24}
_SIZE = {2: 64, 3: 32}  # a step sees hundreds of crops, which in 3D take much memory


class SmallCrops(nn.Module):
    """The small backbone down to a 16th of the resolution.

    Attributes:
        size: of the crops, which are square or cubic; length: how many features each gives.
    """

    def __init__(self, dimensions: int, channels: int, width: int) -> None:
        super().__init__()
        self.size = _SMALL_SIZE[dimensions]
        self.network = SmallBackbone(dimensions, channels, width, 4)
        self.length = self.network.channels[-1] * math.ceil(self.size / 16) ** dimensions

    def forward(self, crops: Tensor) -> Tensor:
        """(n, length) of crops (n, channels, size, size[, size])."""
        return self.network(crops)[-1].flatten(1)


class ClassifierCrops(nn.Module):
    """A network of the registry without its last layer, as in the paper of R-CNN.

    Attributes:
        stage_layers: see `classify.deep.networks.stages`; for others see `SmallCrops`.
    """

    def __init__(self, name: str, dimensions: int, channels: int) -> None:
        super().__init__()
        self.size = _SIZE[dimensions]
        form = Form(dimensions, channels, (self.size,) * dimensions, 2)
        self.network: Any = build(definition_of(name, form))
        self.length = without_head(self.network)
        self.stage_layers = stage_layers_of(self.network, "network.")

    def forward(self, crops: Tensor) -> Tensor:
        """(n, length) of crops (n, channels, size, size[, size])."""
        return self.network(crops)


def crop_network(
    name: str, dimensions: int, channels: int, width: int
) -> SmallCrops | ClassifierCrops:
    """By the name of a backbone among the choices."""
    if name == SMALL:
        return SmallCrops(dimensions, channels, width)
    return ClassifierCrops(name, dimensions, channels)
