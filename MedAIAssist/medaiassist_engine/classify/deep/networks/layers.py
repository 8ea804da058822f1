"""Layers by the number of dimensions, and what comes out of a stack of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

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
    """How many values a stack of convolutions and pooling gives for one image.

    Reckoned rather than run on PyTorch's "meta" device, which loads libraries for a second.
    """
    left = list(size)
    for layer in features.modules():
        kernel = getattr(layer, "kernel_size", None)
        if kernel is None:
            continue
        channels = getattr(layer, "out_channels", channels)
        per_axis = (_each(value, len(left)) for value in (kernel, layer.stride, layer.padding))
        left = [
            (n + 2 * pad - wide) // step + 1
            for n, wide, step, pad in zip(left, *per_axis, strict=True)
        ]
    return channels * math.prod(left)


def _each(value: Any, axes: int) -> tuple[int, ...]:
    return tuple(value) if isinstance(value, tuple) else (value,) * axes
