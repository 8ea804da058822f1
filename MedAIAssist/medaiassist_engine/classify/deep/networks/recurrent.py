"""What a CNN sees in each slice or frame, read in order by a recurrent network."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from .plain import stages, width

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
    read in order: slices of a stack, or frames of a cine. Each step tells what is seen and what has
    changed since the last; by what is seen alone, motion is learnt many times slower.

    Args:
        cell: "lstm" or "gru".
    """

    def __init__(
        self, dimensions: int, channels: int, size: Sequence[int], classes: int,
        dropout: float = 0.2, cell: str = "lstm",
    ) -> None:  # fmt: skip
        super().__init__()
        self.features = stages(2, channels, size[:2])
        seen = width(self.features)
        self.step = nn.Sequential(nn.Linear(2 * seen, seen), nn.ReLU())
        self.recurrent = _CELLS[cell](seen, _HIDDEN, batch_first=True, bidirectional=True)
        self.pooling = AttentionPooling(2 * _HIDDEN)
        self.dense = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * _HIDDEN, classes))

    def forward(self, x: Tensor) -> Tensor:
        """(n, classes) before softmax."""
        n, steps = x.shape[0], x.shape[4]
        frames = x.permute(0, 4, 1, 2, 3).flatten(0, 1)
        seen = self.features(frames).mean(dim=(2, 3)).reshape(n, steps, -1)
        change = torch.cat([torch.zeros_like(seen[:, :1]), seen[:, 1:] - seen[:, :-1]], dim=1)
        read = self.recurrent(self.step(torch.cat([seen, change], dim=2)))[0]
        return self.dense(self.pooling(read))
