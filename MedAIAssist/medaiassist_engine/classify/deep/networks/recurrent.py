"""What a CNN sees in each slice or frame, read in order by a recurrent network."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from .layers import flat_length
from .plain import stages

_SEEN = 128  # values that tell of a frame what is where
_HIDDEN = 64
_CELLS = {"lstm": nn.LSTM, "gru": nn.GRU}


class AttentionPooling(nn.Module):
    """The mean over steps, weighted by what each says (Yang et al., NAACL 2016)."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self.score = nn.Sequential(nn.Linear(length, length), nn.Tanh(), nn.Linear(length, 1))

    def forward(self, steps: Tensor) -> Tensor:
        """(n, length) of (n, steps, length)."""
        weights = torch.softmax(self.score(steps), dim=1)
        return (weights * steps).sum(dim=1)


class RecurrentCnn(nn.Module):
    """CNN, bidirectional LSTM or GRU, attention over steps, dense layer.

    After Donahue et al. (CVPR 2015). The axis k of (n, channels, i, j, k) is the one that is
    read in order: slices of a stack, or frames of a cine.

    Args:
        cell: "lstm" or "gru".
    """

    def __init__(
        self, dimensions: int, channels: int, size: Sequence[int], classes: int,
        dropout: float = 0.2, cell: str = "lstm",
    ) -> None:  # fmt: skip
        super().__init__()
        self.features = stages(2, channels, size[:2])
        # Not the mean over a frame: without places, what moves in it hardly changes anything.
        length = flat_length(self.features, channels, size[:2])
        self.seen = nn.Sequential(nn.Flatten(), nn.Linear(length, _SEEN), nn.ReLU())
        self.recurrent = _CELLS[cell](_SEEN, _HIDDEN, batch_first=True, bidirectional=True)
        self.pooling = AttentionPooling(2 * _HIDDEN)
        self.dense = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * _HIDDEN, classes))

    def forward(self, x: Tensor) -> Tensor:
        """(n, classes) before softmax."""
        n, steps = x.shape[0], x.shape[4]
        frames = x.permute(0, 4, 1, 2, 3).flatten(0, 1)
        seen = self.seen(self.features(frames)).reshape(n, steps, -1)
        return self.dense(self.pooling(self.recurrent(seen)[0]))
