"""Attention: which slices or frames a recurrent network looked at."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...classify.deep.networks.recurrent import AttentionPooling
from ...classify.deep.running import Runs, answers, members_of
from ...context import Context
from .subject import Subject


def has_attention(module: Any) -> bool:
    """Whether the network weighs slices."""
    return any(isinstance(m, AttentionPooling) for m in module.modules())


def attention(subject: Subject, context: Context) -> NDArray[np.float64]:
    """(slices,) weights that add up to 1, along k; of an ensemble, the mean of its networks'.

    They say where the network looked, not what spoke for the class (Jain and Wallace, NAACL 2019).

    Raises:
        Cancelled: the user cancelled.
    """
    caught: list[torch.Tensor] = []

    def keep(layer: Any, inputs: Any, scores: torch.Tensor) -> None:
        caught.append(torch.softmax(scores, dim=1)[0, :, 0].double().cpu())

    layers = [
        m.score
        for member in members_of(subject.module)
        for m in member.modules()
        if isinstance(m, AttentionPooling)
    ]
    handles = [layer.register_forward_hook(keep) for layer in layers]
    try:
        answers(subject.module, subject.image, Runs(), context, subject.device)
    finally:
        for handle in handles:
            handle.remove()
    return torch.stack(caught).mean(dim=0).numpy()
