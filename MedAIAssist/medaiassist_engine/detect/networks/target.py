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
        masks: (*shape of the image) the number of the box whose object a voxel belongs to, counted
            from 1, 0 for none; None for networks that find boxes only.
        ignored: (q, 2 D) where there may be objects or not: neither is learnt there.
    """

    boxes: Tensor
    labels: Tensor
    proposals: Tensor | None = None
    masks: Tensor | None = None
    ignored: Tensor | None = None

    def to(self, device: str) -> Target:
        """The same on a device."""
        rest = (self.proposals, self.masks, self.ignored)
        moved = (None if values is None else values.to(device) for values in rest)
        return Target(self.boxes.to(device), self.labels.to(device), *moved)


@dataclass(frozen=True)
class Found:
    """What was found: boxes (n, 2 D), scores (n,) in 0..1, labels (n,)."""

    boxes: Tensor
    scores: Tensor
    labels: Tensor


Proposals = Sequence[Tensor] | None
"""Of each image of a batch, (m, 2 D); None for networks that propose themselves."""
