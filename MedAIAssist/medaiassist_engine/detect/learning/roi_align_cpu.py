"""RoIAlign on CPUs, forwards and backwards, by compiled loops."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.autograd.function import once_differentiable

from ...preprocess.threads import in_blocks
from . import roi_align_kernel as kernel

_CHANNELS = 256  # at a time: few enough that a plane of bins stays in the cache
_FEWEST_CHANNELS = 16  # of a thread: a line of the cache
_PARTS = 4  # for each thread, as boxes differ in size
_STEPS = 100.0  # that a value takes, about


def align_on_cpu(
    features: Tensor, boxes: Tensor, image: Tensor, size: tuple[int, ...], samples: int
) -> Tensor:
    """As `roi_align.roi_align`, of boxes (n, 2 D) in voxels of the features.

    Args:
        image: (n,) to which of the batch each box belongs.
    """
    wide = features if features.dtype in (torch.float32, torch.float64) else features.float()
    found: Tensor = _Align.apply(wide, boxes, image, size, samples)
    return found.to(features.dtype)


class _Align(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, features: Tensor, boxes: Tensor, image: Tensor, size: tuple[int, ...],
        samples: int,
    ) -> Tensor:  # fmt: skip
        last = _channels_last(features)
        batch, *shape, channels = last.shape
        taps = _taps(boxes.numpy(), shape[-len(size) :], size, samples)
        taps = [(i, b, w.astype(last.numpy().dtype), used) for i, b, w, used in taps]
        bins = (1,) * (3 - len(size)) + size
        found = last.new_empty((len(boxes), *bins, channels))
        numbers = image.numpy()
        _gather(last, found, numbers, taps)
        ctx.taps, ctx.numbers, ctx.shape = taps, numbers, (batch, *shape, channels)
        ctx.size, ctx.kind = size, features.ndim
        return found.reshape(len(boxes), *size, channels).movedim(-1, 1)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        bins = (1,) * (3 - len(ctx.size)) + ctx.size
        theirs = gradient.movedim(1, -1).contiguous()
        theirs = theirs.reshape(len(theirs), *bins, theirs.shape[-1])
        found = theirs.new_zeros(ctx.shape)
        _scatter(found, theirs, ctx.numbers, ctx.taps)
        if ctx.kind == 4:
            found = found[:, 0]
        return found.movedim(-1, 1), None, None, None, None


def _channels_last(features: Tensor) -> Tensor:
    """(B, k, j, i, C), contiguous; images get one slice."""
    batch, channels, *shape = features.shape
    source = features.detach().contiguous().reshape(batch, channels, -1).numpy()
    found = features.new_empty((batch, *shape, channels))
    target = found.numpy().reshape(batch, -1, channels)

    def part(start: int, stop: int) -> None:
        for n in range(batch):
            kernel.transpose(source[n], target[n], start, stop)

    in_blocks(part, source.shape[2], lambda fraction: None, source.size)
    return found[:, None] if features.ndim == 4 else found


def _taps(
    boxes: NDArray[Any], shape: list[int], size: tuple[int, ...], samples: int
) -> list[tuple[NDArray[Any], ...]]:
    """Which voxels count how much in which bin, along k, j and i."""
    half = boxes.shape[1] // 2
    found = [
        kernel.taps(boxes[:, axis], boxes[:, half + axis], shape[axis], size[axis], samples)
        for axis in range(half)
    ]
    if half == 2:
        zeros = np.zeros((len(boxes), 1), np.int64)
        ones = np.ones(len(boxes), np.int64)
        found.insert(0, (zeros, zeros, np.ones((len(boxes), 1), boxes.dtype), ones))
    return found


def _gather(features: Tensor, bins: Tensor, image: NDArray[Any], taps: list[Any]) -> None:
    """Boxes in threads."""
    grid, values = features.numpy(), bins.numpy()

    def part(start: int, stop: int) -> None:
        for c in range(0, grid.shape[-1], _CHANNELS):
            end = min(c + _CHANNELS, grid.shape[-1])
            kernel.gather(grid, values, image, *taps, start, stop, c, end)

    _in_parts(part, len(values), _PARTS * _cores(), values.size)


def _scatter(features: Tensor, bins: Tensor, image: NDArray[Any], taps: list[Any]) -> None:
    """Channels in threads, so that no two write to the same place."""
    grid, values = features.numpy(), bins.numpy()

    def part(start: int, stop: int) -> None:
        for c in range(start, stop, _CHANNELS):
            end = min(c + _CHANNELS, stop)
            kernel.scatter(grid, values, image, *taps, 0, len(values), c, end)

    channels = grid.shape[-1]
    _in_parts(part, channels, min(channels // _FEWEST_CHANNELS, _cores()), values.size)


def _in_parts(work: Callable[[int, int], None], length: int, parts: int, values: int) -> None:
    """Call `work(start, stop)` for so many parts of `range(length)`, in threads; few, for a call
    with so many arrays takes as long as a box."""
    parts = max(1, min(parts, length))
    edges = [length * n // parts for n in range(parts + 1)]

    def some(start: int, stop: int) -> None:
        for n in range(start, stop):
            work(edges[n], edges[n + 1])

    in_blocks(some, parts, lambda fraction: None, _STEPS * values)


def _cores() -> int:
    return os.cpu_count() or 1
