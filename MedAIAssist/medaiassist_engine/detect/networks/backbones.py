"""Backbones: feature maps of an image, each half as fine as the one before."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from .classifier_backbone import ClassifierBackbone
from .layers import Residual, normalised

SMALL = "small"
LEVELS = 3
_STAGES = 5  # the coarsest map has a 32nd of the resolution
_WIDEST = 4  # times the width


class SmallBackbone(nn.Module):
    """A residual network of few channels, which learns from few images without a GPU.

    Args:
        width: channels of the maps with a quarter of the resolution.
        finest: voxels of the image for one of the finest map: 2, 4 or 8.

    Attributes:
        channels: of each map, the finest first.
        stage_layers: see `classify.deep.networks.stages`.
    """

    def __init__(self, dimensions: int, channels: int, width: int, finest: int) -> None:
        super().__init__()
        self._first = finest.bit_length() - 2  # among the stages, which halve one after the other
        widths = [width // 2, width, *(width * min(2**n, _WIDEST) for n in range(1, _STAGES - 1))]
        widths = widths[: self._first + LEVELS]
        before = [channels, *widths]
        self.stages = nn.ModuleList(
            _stem(dimensions, channels, widths[0])
            if n == 0
            else nn.Sequential(
                Residual(dimensions, before[n], out, stride=2), Residual(dimensions, out, out)
            )
            for n, out in enumerate(widths)
        )
        self.channels = widths[self._first :]
        self.stage_layers = [(f"stages.{n}.",) for n in range(len(widths))]

    def forward(self, image: Tensor) -> list[Tensor]:
        """`LEVELS` maps, the finest first."""
        maps = []
        for stage in self.stages:
            image = stage(image)
            maps.append(image)
        return maps[self._first :]


def backbone(name: str, dimensions: int, channels: int, width: int, finest: int) -> Any:
    """A backbone by its name among the choices."""
    if name == SMALL:
        return SmallBackbone(dimensions, channels, width, finest)
    return ClassifierBackbone(name, dimensions, channels, finest, LEVELS)


def _stem(dimensions: int, channels: int, width: int) -> nn.Sequential:
    return nn.Sequential(
        normalised(dimensions, channels, width, 5 if dimensions == 2 else 3, stride=2),
        normalised(dimensions, width, width),
    )
