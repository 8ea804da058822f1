"""Images and clinical values seen together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import torch
from torch import Tensor, nn

from .building import build_plain
from .clinical import ClinicalCoding
from .registry import Definition
from .stages import without_head

_HIDDEN = 32


class ImageAndClinical(nn.Module):
    """Late fusion (Huang et al., npj Digital Medicine 3:136, 2020).

    What the image network gives to its last layer and a dense layer of the clinical values are
    joined for one last layer.

    Args:
        image: definition of the image network.
        categories: of each clinical column; 0 for numbers.
    """

    def __init__(
        self, image: Definition, categories: Sequence[int], classes: int, dropout: float = 0.2
    ) -> None:
        super().__init__()
        self.image = build_plain(image)
        length = without_head(self.image)
        self.coding = ClinicalCoding(categories)
        self.clinical = nn.Sequential(
            nn.Linear(self.coding.length, _HIDDEN), nn.ReLU(), nn.Dropout(dropout)
        )
        self.head = nn.Linear(length + _HIDDEN, classes)

    # TorchScript knows Optional, not "Tensor | None".
    def forward(self, image: Tensor, values: Optional[Tensor] = None) -> Tensor:  # noqa: UP045
        """(n, classes) before softmax; without values, as if all of them were missing."""
        if values is None:
            values = torch.full((image.shape[0], self.coding.columns), float("nan"),
                                device=image.device)  # fmt: skip
        seen = self.image(image).flatten(1)
        return self.head(torch.cat([seen, self.clinical(self.coding(values))], dim=1))
