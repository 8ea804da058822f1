"""Losses of detectors."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

_ALPHA, _GAMMA = 0.25, 2.0
BETA = 1 / 9
"""Where the smooth L1 loss of box codes turns from a square into a line."""


def mean_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    """Mean of the softmax cross entropy; 0 where there is nothing to learn from."""
    entropy = functional.cross_entropy(logits, labels, reduction="sum")
    return entropy / max(len(labels), 1)


def focal(logits: Tensor, targets: Tensor, learnt: Tensor) -> Tensor:
    """Sum of the sigmoid focal loss: easy background hardly counts.

    Lin et al., ICCV 2017, alpha 0.25, gamma 2.

    Args:
        learnt: 1 where something is to be learnt, else 0; broadcasts.
    """
    probability = torch.sigmoid(logits)
    entropy = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    wrong = probability * (1 - targets) + (1 - probability) * targets
    weight = _ALPHA * targets + (1 - _ALPHA) * (1 - targets)
    return (learnt * weight * wrong**_GAMMA * entropy).sum()


def center_focal(logits: Tensor, heat: Tensor, background: Tensor) -> Tensor:
    """Sum of the focal loss of CornerNet (Law and Deng, ECCV 2018): near a centre, where `heat`
    is below 1, a high answer is punished less.

    Args:
        background: 0 where it is not known whether there is an object, else 1; broadcasts.
    """
    probability = torch.sigmoid(logits)
    at = (heat == 1).float()
    found = at * (1 - probability) ** 2 * functional.logsigmoid(logits)
    others = (1 - at) * (1 - heat) ** 4 * probability**2 * functional.logsigmoid(-logits)
    return -(found + background * others).sum()


def box_loss(codes: Tensor, wanted: Tensor) -> Tensor:
    """Sum of the smooth L1 loss of box codes."""
    return functional.smooth_l1_loss(codes, wanted, beta=BETA, reduction="sum")
