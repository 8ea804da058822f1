"""Losses of detectors."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

_ALPHA, _GAMMA = 0.25, 2.0
BETA = 1 / 9
"""Where the smooth L1 loss of box codes turns from a square into a line."""


def focal(logits: Tensor, targets: Tensor) -> Tensor:
    """Sum over all of the sigmoid focal loss: easy background hardly counts.

    Lin et al., ICCV 2017, alpha 0.25, gamma 2.
    """
    probability = torch.sigmoid(logits)
    entropy = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    wrong = probability * (1 - targets) + (1 - probability) * targets
    weight = _ALPHA * targets + (1 - _ALPHA) * (1 - targets)
    return (weight * wrong**_GAMMA * entropy).sum()


def center_focal(logits: Tensor, heat: Tensor) -> Tensor:
    """Sum of the focal loss of CornerNet (Law and Deng, ECCV 2018): near a centre, where `heat`
    is below 1, a high answer is punished less."""
    probability = torch.sigmoid(logits)
    at = (heat == 1).float()
    found = at * (1 - probability) ** 2 * functional.logsigmoid(logits)
    others = (1 - at) * (1 - heat) ** 4 * probability**2 * functional.logsigmoid(-logits)
    return -(found + others).sum()


def box_loss(codes: Tensor, wanted: Tensor) -> Tensor:
    """Sum of the smooth L1 loss of box codes."""
    return functional.smooth_l1_loss(codes, wanted, beta=BETA, reduction="sum")
