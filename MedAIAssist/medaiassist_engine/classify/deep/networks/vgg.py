"""VGG-16 (Simonyan and Zisserman, ICLR 2015), configuration D."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from .layers import convolution, flat_length, of

_STAGES = ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))  # channels, convolutions
_DENSE = 4096


class Vgg16(nn.Module):
    """Thirteen convolutions of 3 voxels and three dense layers.

    Args:
        batch_norm: behind each convolution; without it, it is the paper's network (138,357,544
            parameters for 224 x 224 colour images of 1000 classes), which hardly learns from
            scratch.
    """

    def __init__(
        self, dimensions: int, channels: int, size: Sequence[int], classes: int,
        dropout: float = 0.5, batch_norm: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        layers: list[nn.Module] = []
        inner = channels
        for outer, count in _STAGES:
            for _ in range(count):
                layers.append(convolution(dimensions, inner, outer, 3, batch_norm))
                inner = outer
            layers.append(of(dimensions, "MaxPool")(2))
        self.features = nn.Sequential(*layers)
        self.dense = nn.Sequential(
            nn.Flatten(),
            nn.Linear(flat_length(self.features, channels, size), _DENSE),
            nn.ReLU(inplace=True),
            nn.Dropout(dropout),
            nn.Linear(_DENSE, _DENSE),
            nn.ReLU(inplace=True),
            nn.Dropout(dropout),
            nn.Linear(_DENSE, classes),
        )

    def forward(self, x: Tensor) -> Tensor:
        """(n, classes) before softmax."""
        return self.dense(self.features(x))
