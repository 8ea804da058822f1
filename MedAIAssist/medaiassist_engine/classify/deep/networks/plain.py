"""The textbook CNN: convolution, pooling, dense layers."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from .layers import convolution, flat_length, of

_FIRST, _MOST = 16, 128  # channels of the first and of later stages
_GRID = 4  # voxels along the shortest axis that are left for the dense layer
_DENSE = 128


class PlainCnn(nn.Module):
    """Stages of convolution and pooling until 4 voxels are left, then two dense layers.

    After LeCun et al. (Proc. IEEE 86:2278, 1998), with batch norm, ReLU and dropout.

    Args:
        dimensions: 2 or 3.
        size: voxels along i, j (and k) of (n, channels, i, j[, k]).
    """

    def __init__(
        self, dimensions: int, channels: int, size: Sequence[int], classes: int,
        dropout: float = 0.2,
    ) -> None:  # fmt: skip
        super().__init__()
        self.features = stages(dimensions, channels, size)
        self.dense = nn.Sequential(
            nn.Flatten(),
            nn.Linear(flat_length(self.features, channels, size), _DENSE),
            nn.ReLU(inplace=True),
            nn.Dropout(dropout),
            nn.Linear(_DENSE, classes),
        )

    def forward(self, x: Tensor) -> Tensor:
        """(n, classes) before softmax."""
        return self.dense(self.features(x))


def stages(dimensions: int, channels: int, size: Sequence[int]) -> nn.Sequential:
    """Convolution, batch norm, ReLU and pooling, as often as the size allows."""
    layers: list[nn.Module] = []
    inner, outer, left = channels, _FIRST, min(size)
    while left >= 2 * _GRID or not layers:
        layers += [convolution(dimensions, inner, outer, 3, True), of(dimensions, "MaxPool")(2)]
        inner, outer, left = outer, min(2 * outer, _MOST), left // 2
    return nn.Sequential(*layers)


def width(features: nn.Sequential) -> int:
    """Channels that `stages` gives."""
    return next(int(m.num_features) for m in reversed(list(features.modules()))
                if hasattr(m, "num_features"))  # fmt: skip
