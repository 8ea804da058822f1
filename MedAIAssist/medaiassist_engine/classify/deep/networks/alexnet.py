"""AlexNet (Krizhevsky, Sutskever and Hinton, NIPS 2012)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torch import Tensor, nn

from .layers import convolution, flat_length, of

_DENSE = 4096


class AlexNet(nn.Module):
    """With the paper's groups, local response normalisation and overlapping pooling.

    60,965,224 parameters for 227 x 227 colour images of 1000 classes, as in the paper.
    """

    def __init__(
        self, dimensions: int, channels: int, size: Sequence[int], classes: int,
        dropout: float = 0.5,
    ) -> None:  # fmt: skip
        super().__init__()

        def layer(inner: int, outer: int, kernel: int, **other: Any) -> nn.Sequential:
            return convolution(dimensions, inner, outer, kernel, False, **other)

        def pool() -> Any:
            return of(dimensions, "MaxPool")(3, stride=2)

        def normalise() -> Any:
            return nn.LocalResponseNorm(5, alpha=5e-4, beta=0.75, k=2.0)  # PyTorch divides by 5

        self.features = nn.Sequential(
            layer(channels, 96, 11, stride=4, padding=0), normalise(), pool(),
            layer(96, 256, 5, groups=2), normalise(), pool(),
            layer(256, 384, 3), layer(384, 384, 3, groups=2), layer(384, 256, 3, groups=2), pool(),
        )  # fmt: skip
        self.dense = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(dropout),
            nn.Linear(flat_length(self.features, channels, size), _DENSE),
            nn.ReLU(inplace=True),
            nn.Dropout(dropout),
            nn.Linear(_DENSE, _DENSE),
            nn.ReLU(inplace=True),
            nn.Linear(_DENSE, classes),
        )

    def forward(self, x: Tensor) -> Tensor:
        """(n, classes) before softmax."""
        return self.dense(self.features(x))
