"""Layers by the number of dimensions, and what comes out of a stack of them."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import nn


def of(dimensions: int, name: str) -> Any:
    """The class of a layer, such as nn.Conv3d for 3 and "Conv"."""
    return getattr(nn, f"{name}{dimensions}d")


def convolution(
    dimensions: int, inner: int, outer: int, kernel: int, batch_norm: bool, **other: Any
) -> nn.Sequential:
    """Convolution that keeps the size unless told otherwise, batch norm if wished, ReLU.

    Weights begin as in He et al. (ICCV 2015), so that deep stacks learn from the start.
    """
    other.setdefault("padding", kernel // 2)
    layer = of(dimensions, "Conv")(inner, outer, kernel, bias=not batch_norm, **other)
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
    norm = [of(dimensions, "BatchNorm")(outer)] if batch_norm else []
    return nn.Sequential(layer, *norm, nn.ReLU(inplace=True))


def flat_length(features: nn.Module, channels: int, size: Sequence[int]) -> int:
    """How many values `features` gives for one image; nothing is computed."""
    shadow = copy.deepcopy(features).to("meta").eval()
    with torch.no_grad():
        return math.prod(shadow(torch.empty(1, channels, *size, device="meta")).shape[1:])
