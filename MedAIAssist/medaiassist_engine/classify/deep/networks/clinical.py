"""Clinical values as a network takes them."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn


class ClinicalCoding(nn.Module):
    """Numbers scaled to mean 0 and deviation 1, an entry for each category, one for "missing".

    What is missing counts as the mean number and as no category. Entries that no training case
    had stay 0, as nothing was learnt for them.

    Args:
        categories: how many each column has; 0 for numbers.
    """

    def __init__(self, categories: Sequence[int]) -> None:
        super().__init__()
        numeric = [n for n, count in enumerate(categories) if not count]
        pairs = [(n, code) for n, count in enumerate(categories) for code in range(count)]
        self.columns = len(categories)
        self.length = len(numeric) + len(categories) + len(pairs)
        self.register_buffer("numeric", torch.tensor(numeric, dtype=torch.long))
        self.register_buffer("place", torch.tensor([n for n, _ in pairs], dtype=torch.long))
        self.register_buffer("code", torch.tensor([float(code) for _, code in pairs]))
        self.register_buffer("centre", torch.zeros(len(numeric)))
        self.register_buffer("scale", torch.ones(len(numeric)))
        self.register_buffer("known", torch.ones(self.length))

    @torch.no_grad()
    def fit(self, values: Tensor) -> None:
        """Take scaling and known entries from the training cases, (n, columns)."""
        numbers = values[:, self.numeric].double()
        there = ~numbers.isnan()
        count = there.sum(dim=0).clamp(min=1)
        mean = numbers.nan_to_num(0).sum(dim=0) / count
        spread = (((numbers - mean).nan_to_num(0) ** 2).sum(dim=0) / count).sqrt()
        self.centre.copy_(mean)
        self.scale.copy_(torch.where(spread > 0, spread, torch.ones_like(spread)))
        self.known.fill_(1)
        self.known.copy_((self(values) != 0).any(dim=0))

    def forward(self, values: Tensor) -> Tensor:
        """(n, length) of (n, columns): numbers, indices of categories, NaN where missing."""
        scaled = (values[:, self.numeric] - self.centre) / self.scale
        missing = values.isnan().float()
        same = (values[:, self.place] == self.code).float()
        return torch.cat([scaled.nan_to_num(0.0), missing, same], dim=1) * self.known
