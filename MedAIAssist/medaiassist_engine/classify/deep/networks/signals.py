"""LSTM on signals."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

_HIDDEN = 64


class SignalLstm(nn.Module):
    """The textbook LSTM (Hochreiter and Schmidhuber 1997): its last state says the class.

    A signal is a picture: each row (axis j) a time, each column (axis i) a feature.
    """

    def __init__(
        self, dimensions: int, channels: int, size: Sequence[int], classes: int,
        dropout: float = 0.2,
    ) -> None:  # fmt: skip
        super().__init__()
        self.recurrent = nn.LSTM(channels * size[0], _HIDDEN, batch_first=True)
        self.dense = nn.Sequential(nn.Dropout(dropout), nn.Linear(_HIDDEN, classes))

    def forward(self, x: Tensor) -> Tensor:
        """(n, classes) before softmax, of (n, channels, features, time)."""
        steps = self.recurrent(x.flatten(1, 2).transpose(1, 2))[0]
        return self.dense(steps[:, -1])
