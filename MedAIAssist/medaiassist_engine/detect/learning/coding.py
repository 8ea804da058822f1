"""What a network learns of a box: how it lies to its anchor.

Girshick et al., CVPR 2014: shifts of the centre in lengths of the anchor, and logarithms of the
ratios of lengths; so large and small boxes are learnt alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from .overlaps import edges

_LARGEST = math.log(1000 / 16)  # the customary limit, so that exp of a wild guess stays finite


@dataclass(frozen=True)
class BoxCoder:
    """Codes boxes against anchors and back.

    Attributes:
        centre: what shifts are multiplied by, which weights them in the loss.
        size: what logarithms of lengths are multiplied by.
    """

    centre: float = 1.0
    size: float = 1.0

    def encode(self, boxes: Tensor, anchors: Tensor) -> Tensor:
        """Codes (..., 2 D): the shifts along all axes, then the logarithms."""
        (low, high), (a_low, a_high) = edges(boxes), edges(anchors)
        length = a_high - a_low
        shift = ((low + high) - (a_low + a_high)) / (2 * length)
        return torch.cat([self.centre * shift, self.size * ((high - low) / length).log()], dim=-1)

    def decode(self, codes: Tensor, anchors: Tensor) -> Tensor:
        """Boxes (..., 2 D) from codes that broadcast with the anchors; the inverse of `encode`."""
        shift, logarithm = edges(codes)
        a_low, a_high = edges(anchors)
        length = a_high - a_low
        centre = (a_low + a_high) / 2 + shift / self.centre * length
        half = (logarithm / self.size).clamp(max=_LARGEST).exp() * length / 2
        return torch.cat([centre - half, centre + half], dim=-1)
