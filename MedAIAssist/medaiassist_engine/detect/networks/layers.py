"""Layers in 2 and 3 dimensions."""

from __future__ import annotations

from typing import Any

from monai.networks.layers.factories import Conv
from torch import Tensor, nn

_GROUPS = 8  # of a norm; it does not depend on the batch, which is small where images are large


def convolution(
    dimensions: int, channels: int, out: int, kernel: int = 3, stride: int = 1, bias: bool = True
) -> Any:
    """A convolution that keeps the size, but for the stride."""
    kind = Conv[Conv.CONV, dimensions]
    return kind(channels, out, kernel, stride=stride, padding=kernel // 2, bias=bias)


def normalised(
    dimensions: int, channels: int, out: int, kernel: int = 3, stride: int = 1, active: bool = True
) -> nn.Sequential:
    """Convolution, group norm (Wu and He, ECCV 2018) and, if wanted, ReLU."""
    layers = [
        convolution(dimensions, channels, out, kernel, stride, bias=False),
        nn.GroupNorm(min(_GROUPS, out), out),
    ]
    return nn.Sequential(*layers, *([nn.ReLU(inplace=True)] if active else []))


class Residual(nn.Module):
    """Two convolutions beside a shortcut. He et al., CVPR 2016."""

    def __init__(self, dimensions: int, channels: int, out: int, stride: int = 1) -> None:
        super().__init__()
        self.body = nn.Sequential(
            normalised(dimensions, channels, out, stride=stride),
            normalised(dimensions, out, out, active=False),
        )
        same = stride == 1 and channels == out
        self.shortcut = (
            nn.Identity() if same
            else normalised(dimensions, channels, out, 1, stride, active=False)
        )  # fmt: skip
        self.active = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        return self.active(self.body(x) + self.shortcut(x))
