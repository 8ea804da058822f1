"""Occlusion: how much the answer suffers when boxes of the image are hidden."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray

from ...context import Context
from .hiding import replacement
from .parameters import Hidden
from .subject import Subject

Reals = NDArray[np.float32]
Box = tuple[slice, ...]


def occlusion(
    subject: Subject, context: Context, share: float = 0.125, overlap: bool = False,
    hidden: Hidden = "mean",
) -> Reals:  # fmt: skip
    """The drop of the class's probability when a voxel's box is hidden, along i, j(, k).

    After Zeiler and Fergus (ECCV 2014). Negative where the probability rises. Where boxes overlap,
    the mean over those that hold the voxel.

    Args:
        share: side of a box, as a share of the image along each axis.

    Raises:
        UserError: memory does not suffice.
        Cancelled: the user cancelled.
    """
    found = boxes(subject.size, share, overlap)
    blank = replacement(subject.image, hidden)[0]

    def images() -> Iterator[torch.Tensor]:
        yield subject.image[0]
        for box in found:
            changed = subject.image[0].clone()
            changed[(slice(None), *box)] = blank[(slice(None), *box)]
            yield changed

    whole, *without = subject.probabilities(images(), 1 + len(found), context)
    total, count = np.zeros(subject.size, np.float32), np.zeros(subject.size, np.float32)
    for box, probability in zip(found, without, strict=True):
        total[box] += whole - probability
        count[box] += 1
    return total / count


def boxes(size: tuple[int, ...], share: float, overlap: bool) -> list[Box]:
    """Boxes that cover an image; the last along an axis ends with it."""
    along = []
    for n in size:
        side = max(1, round(share * n))
        step = max(1, side // 2) if overlap else side
        starts = [*range(0, max(n - side, 0), step), max(n - side, 0)]
        along.append([slice(start, start + side) for start in starts])
    return list(itertools.product(*along))
