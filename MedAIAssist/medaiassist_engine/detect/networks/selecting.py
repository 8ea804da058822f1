"""From many overlapping answers to one box for each object."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from ..boxes.suppression import nms
from ..learning.overlaps import edges, volumes
from .target import Found

LEAST_SCORE = 0.02
"""Boxes below are dropped by every detector; who applies one asks for more."""

_OVERLAP = 0.5
_MOST = 300


def clip(boxes: Tensor, shape: Sequence[int]) -> Tensor:
    """The parts (n, 2 D) inside an image of this shape."""
    limit = torch.tensor(shape, dtype=boxes.dtype, device=boxes.device)
    low, high = edges(boxes)
    zero = torch.zeros_like(limit)
    return torch.cat([low.clamp(zero, limit), high.clamp(zero, limit)], dim=-1)


def kept(boxes: Tensor, scores: Tensor, overlap: float, most: int, labels: Tensor | None = None,
         ) -> Tensor:  # fmt: skip
    """Places of the boxes that stay, the strongest first; see `boxes.suppression.nms`."""
    codes = None if labels is None else labels.cpu().numpy()
    places = nms(
        boxes.detach().cpu().double().numpy(), scores.detach().cpu().double().numpy(), overlap,
        codes, most,
    )  # fmt: skip
    return torch.from_numpy(places).to(boxes.device)


def select(boxes: Tensor, scores: Tensor, labels: Tensor, shape: Sequence[int]) -> Found:
    """Boxes inside an image, of which those of a class overlap by half at most."""
    boxes = clip(boxes, shape)
    whole = volumes(boxes) > 0
    boxes, scores, labels = boxes[whole], scores[whole], labels[whole]
    places = kept(boxes, scores, _OVERLAP, _MOST, labels)
    return Found(boxes[places], scores[places], labels[places])
