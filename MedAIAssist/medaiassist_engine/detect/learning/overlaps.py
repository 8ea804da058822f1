"""Overlap of boxes as torch has it: on any device and with gradients.

Boxes are (n, 2 D) as in `boxes.grid`: all lower edges, then all upper edges, in the order of the
image's axes.
"""

from __future__ import annotations

import torch
from torch import Tensor


def edges(boxes: Tensor) -> tuple[Tensor, Tensor]:
    """Views of the lower and the upper edges, (..., D) each."""
    half = boxes.shape[-1] // 2
    return boxes[..., :half], boxes[..., half:]


def volumes(boxes: Tensor) -> Tensor:
    """Areas in 2D, volumes in 3D, (...)."""
    low, high = edges(boxes)
    return (high - low).clamp(min=0).prod(dim=-1)


def pairwise_iou(a: Tensor, b: Tensor, rows: int = 1 << 22) -> Tensor:
    """Intersection over union of every box of `a` with every box of `b`, (n, m).

    Args:
        rows: about how many pairs are looked at together, which bounds the temporaries.
    """
    step = max(1, rows // max(len(b), 1))
    if len(a) <= step:
        return _iou_and_union(a[:, None], b[None])[0]
    return torch.cat([_iou_and_union(part[:, None], b[None])[0] for part in a.split(step)])


def paired_iou(a: Tensor, b: Tensor) -> Tensor:
    """Intersection over union of each box of `a` with the one of `b` at its place, (n,)."""
    return _iou_and_union(a, b)[0]


def paired_giou(a: Tensor, b: Tensor) -> Tensor:
    """Generalised intersection over union, -1..1, of each pair; 1 - it is a loss.

    Rezatofighi et al., CVPR 2019.
    """
    iou, union = _iou_and_union(a, b)
    (a_low, a_high), (b_low, b_high) = edges(a), edges(b)
    around = (torch.maximum(a_high, b_high) - torch.minimum(a_low, b_low)).clamp(min=0).prod(-1)
    return iou - (around - union) / around.clamp(min=torch.finfo(around.dtype).tiny)


def most_inside(a: Tensor, b: Tensor) -> Tensor:
    """The largest share of each box of `a` that lies in one box of `b`, (n,); 0 without any."""
    own = volumes(a)
    shared = torch.stack([torch.zeros_like(own), *(_shared(a, box) for box in b)]).amax(dim=0)
    return shared / own.clamp(min=torch.finfo(own.dtype).tiny)


def _shared(a: Tensor, b: Tensor) -> Tensor:
    """Area or volume of the intersection of boxes that broadcast."""
    (a_low, a_high), (b_low, b_high) = edges(a), edges(b)
    lengths = torch.minimum(a_high, b_high) - torch.maximum(a_low, b_low)
    return lengths.clamp(min=0).prod(dim=-1)


def _iou_and_union(a: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Intersection over union, and union, of boxes that broadcast."""
    shared = _shared(a, b)
    union = volumes(a) + volumes(b) - shared
    return shared / union.clamp(min=torch.finfo(union.dtype).tiny), union
