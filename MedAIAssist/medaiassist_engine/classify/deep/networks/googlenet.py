"""GoogLeNet (Szegedy et al., Going deeper with convolutions, CVPR 2015)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from .layers import convolution, of

# Table 1 of the paper: 1x1, 3x3 reduced, 3x3, 5x5 reduced, 5x5, pooling projected.
_BLOCKS: tuple[tuple[int, ...] | None, ...] = (
    (64, 96, 128, 16, 32, 32), (128, 128, 192, 32, 96, 64), None,
    (192, 96, 208, 16, 48, 64), (160, 112, 224, 24, 64, 64), (128, 128, 256, 24, 64, 64),
    (112, 144, 288, 32, 64, 64), (256, 160, 320, 32, 128, 128), None,
    (256, 160, 320, 32, 128, 128), (384, 192, 384, 48, 128, 128),
)  # fmt: skip


class Inception(nn.Module):
    """Convolutions of 1, 3 and 5 voxels and pooling side by side (figure 2b of the paper)."""

    def __init__(
        self, dimensions: int, inner: int, widths: Sequence[int], batch_norm: bool
    ) -> None:
        super().__init__()
        one, three_in, three, five_in, five, pooled = widths

        def layer(inner: int, outer: int, kernel: int) -> nn.Sequential:
            return convolution(dimensions, inner, outer, kernel, batch_norm)

        self.one = layer(inner, one, 1)
        self.three = nn.Sequential(layer(inner, three_in, 1), layer(three_in, three, 3))
        self.five = nn.Sequential(layer(inner, five_in, 1), layer(five_in, five, 5))
        pool = of(dimensions, "MaxPool")(3, stride=1, padding=1)
        self.pooled = nn.Sequential(pool, layer(inner, pooled, 1))

    def forward(self, x: Tensor) -> Tensor:
        """(n, sum of the four widths, i, j[, k])."""
        return torch.cat([self.one(x), self.three(x), self.five(x), self.pooled(x)], dim=1)


class GoogLeNet(nn.Module):
    """Nine Inception modules and one dense layer.

    The paper's auxiliary outputs, which helped gradients before batch norm, are left out, and so
    is its local response normalisation.

    Args:
        batch_norm: behind each convolution (Ioffe and Szegedy 2015); without it, it has the
            paper's 6,998,552 parameters for colour images of 1000 classes.
    """

    def __init__(
        self, dimensions: int, channels: int, size: Sequence[int], classes: int,
        dropout: float = 0.4, batch_norm: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()

        def pool() -> Any:
            return of(dimensions, "MaxPool")(3, stride=2, padding=1)

        def layer(inner: int, outer: int, kernel: int, **other: Any) -> nn.Sequential:
            return convolution(dimensions, inner, outer, kernel, batch_norm, **other)

        layers: list[nn.Module] = [
            layer(channels, 64, 7, stride=2), pool(), layer(64, 64, 1), layer(64, 192, 3), pool(),
        ]  # fmt: skip
        inner = 192
        for widths in _BLOCKS:
            if widths is None:
                layers.append(pool())
                continue
            layers.append(Inception(dimensions, inner, widths, batch_norm))
            inner = widths[0] + widths[2] + widths[4] + widths[5]
        self.features = nn.Sequential(*layers)
        self.dense = nn.Sequential(
            of(dimensions, "AdaptiveAvgPool")(1),
            nn.Flatten(),
            nn.Dropout(dropout),
            nn.Linear(inner, classes),
        )

    def forward(self, x: Tensor) -> Tensor:
        """(n, classes) before softmax."""
        return self.dense(self.features(x))
