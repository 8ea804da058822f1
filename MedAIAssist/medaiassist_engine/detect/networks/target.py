"""What a detector learns from and what it finds, of one image.

Boxes are (n, 2 D) in voxels of the image that the network sees, along the axes of its tensor:
all lower edges, then all upper edges, as in `boxes.grid`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True)
class Target:
    """What there is to be found.

    Attributes:
        boxes: (n, 2 D).
        labels: (n,) whole numbers from 0.
        proposals: (m, 2 D) that Fast R-CNN judges; None for networks that propose themselves.
    """

    boxes: Tensor
    labels: Tensor
    proposals: Tensor | None = None

    def to(self, device: str) -> Target:
        """The same on a device."""
        proposals = None if self.proposals is None else self.proposals.to(device)
        return Target(self.boxes.to(device), self.labels.to(device), proposals)


@dataclass(frozen=True)
class Found:
    """What was found: boxes (n, 2 D), scores (n,) in 0..1, labels (n,)."""

    boxes: Tensor
    scores: Tensor
    labels: Tensor


Proposals = Sequence[Tensor] | None
"""Of each image of a batch, (m, 2 D); None for networks that propose themselves."""
