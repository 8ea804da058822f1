"""What all detectors have in common: a backbone with a feature pyramid, and anchors over it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from monai.networks.blocks.feature_pyramid_network import FeaturePyramidNetwork
from torch import Tensor, nn

from ..learning.anchors import anchors_of_levels
from .backbones import LEVELS, backbone


class Pyramid(nn.Module):
    """Feature maps of an image with coarse meaning carried to the finest. Lin et al., CVPR 2017.

    Args:
        dimensions: 2 or 3; channels: values per voxel of the image.
        backbone_name: "small" or a network of the registry; width: of the small one.
        finest: voxels of the image for one of the finest map.
        features: channels of each map.
    """

    def __init__(
        self, dimensions: int, channels: int, backbone_name: str, width: int, finest: int,
        features: int,
    ) -> None:  # fmt: skip
        super().__init__()
        self.dimensions, self.finest, self.features = dimensions, finest, features
        self.body = backbone(backbone_name, dimensions, channels, width, finest)
        self.neck: Any = FeaturePyramidNetwork(dimensions, self.body.channels, features)

    @property
    def coarsest(self) -> int:
        """Voxels that the size of an image must be a multiple of."""
        return self.finest * int(2 ** (LEVELS - 1))

    def forward(self, image: Tensor) -> list[Tensor]:
        """`LEVELS` maps (n, features, *shape), the finest first."""
        named = {str(n): found for n, found in enumerate(self.body(image))}
        return list(self.neck(named).values())


def anchors_for(
    maps: Sequence[Tensor], sizes: Sequence[Sequence[Sequence[float]]], image: Sequence[int]
) -> list[Tensor]:
    """Anchors of each level on the maps' device; `sizes` are of each level, (a, D) each."""
    levels = [torch.tensor(s, dtype=torch.float32) for s in sizes]
    found = anchors_of_levels(levels, [m.shape[2:] for m in maps], image)
    return [anchors.to(maps[0].device) for anchors in found]


def by_place(output: Tensor, anchors: int) -> Tensor:
    """(n, places * anchors, values) float32 of a head's map (n, anchors * values, *shape), in the
    order of `learning.anchors`."""
    count, channels = output.shape[:2]
    values = output.reshape(count, anchors, channels // anchors, -1)
    return values.permute(0, 3, 1, 2).reshape(count, -1, channels // anchors).float()


def rare(probability: float) -> float:
    """The bias of a sigmoid that begins at this probability. Lin et al., ICCV 2017."""
    return -math.log((1 - probability) / probability)
