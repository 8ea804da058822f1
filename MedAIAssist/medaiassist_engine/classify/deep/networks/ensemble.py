"""Several networks that answer together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import torch
from torch import Tensor, nn

from .building import build_plain
from .registry import Definition


class Ensemble(nn.Module):
    """The mean probability of networks (Lakshminarayanan et al., NIPS 2017).

    Its softmax is that mean, so that it is used as any single network.

    Args:
        members: definitions of the networks, all with clinical values or none.
    """

    __constants__ = ("fused",)  # so that TorchScript takes one of the two calls only

    def __init__(self, members: Sequence[Definition]) -> None:
        super().__init__()
        self.fused = "image" in members[0]
        self.members = nn.ModuleList([build_plain(member) for member in members])

    # TorchScript knows Optional, not "Tensor | None".
    def forward(self, image: Tensor, values: Optional[Tensor] = None) -> Tensor:  # noqa: UP045
        """(n, classes) logarithms of the mean probabilities."""
        total = torch.zeros(1, device=image.device)
        for member in self.members:
            if self.fused:  # noqa: SIM108 - TorchScript takes a whole branch away
                answer = member(image, values)
            else:
                answer = member(image)
            total = total + torch.softmax(answer, dim=1)
        mean = total / len(self.members)
        return torch.log(mean.clamp(min=1e-30))  # whose logarithm is finite in float32
