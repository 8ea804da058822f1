"""How likely a box holds an object of whatever kind, and an order that covers many with few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..boxes.grid import Reals, sizes, volumes
from ..boxes.suppression import nms
from .sums import BoxSums
from .tones import in_bytes

_ALIKE = 0.7  # intersection over union from which a box says nothing new
_MARGIN = 0.175  # of the box's size on each side: what surrounds it


def ranked(boxes: Reals, image: NDArray[Any], spacing: Sequence[float]) -> Reals:
    """Boxes (n, 2 D) the likeliest first, those much like a better one at the end.

    Args:
        image: (j, i), (j, i, c) or (k, j, i).
    """
    if not len(boxes):
        return boxes
    score = objectness(boxes, image, spacing)
    kept = nms(boxes, score, _ALIKE)
    behind = np.ones(len(boxes), dtype=bool)
    behind[kept] = False
    order = np.argsort(-score, kind="stable")
    return boxes[np.concatenate([kept, order[behind[order]]])]


def objectness(boxes: Reals, image: NDArray[Any], spacing: Sequence[float]) -> Reals:
    """(n,), larger for boxes that differ from their surroundings, are compact, and large.

    The geometric mean of centre-surround contrast (Alexe, Deselaers, Ferrari, PAMI 34, 2012, here
    of means relative to the deviation), squared compactness (shortest to longest side in mm), and
    side length.
    """
    length = sizes(boxes) * np.asarray(spacing)
    compact = length.min(axis=1) / np.maximum(length.max(axis=1), 1e-300)
    side = np.prod(length, axis=1) ** (1 / length.shape[1])
    return np.sqrt(side * contrast(boxes, image)) * compact


def contrast(boxes: Reals, image: NDArray[Any]) -> Reals:
    """(n,): difference of the means inside and around each box by their joint deviation; 0 where
    nothing surrounds the box. Of several channels, the root of the sum of squares."""
    dimensions = boxes.shape[1] // 2
    tones = in_bytes(image)
    channels = np.moveaxis(tones, -1, 0) if tones.ndim > dimensions else tones[None]
    shape = np.asarray(channels.shape[1:])
    inner = np.rint(boxes).astype(np.intp)
    margin = np.maximum(np.rint(sizes(boxes) * _MARGIN), 1).astype(np.intp)
    low = np.maximum(inner[:, :dimensions] - margin, 0)
    outer = np.concatenate([low, np.minimum(inner[:, dimensions:] + margin, shape)], axis=1)
    within, around = volumes(inner.astype(float)), volumes(outer.astype(float))
    total = np.zeros(len(boxes))
    for channel in channels:
        total += _squared_contrast(channel, inner, outer, within, around)
    return np.where(around > within, np.sqrt(total), 0.0)


def _squared_contrast(
    channel: NDArray[np.uint8],
    inner: NDArray[np.intp],
    outer: NDArray[np.intp],
    within: Reals,
    around: Reals,
) -> Reals:
    values, squares = BoxSums(channel), BoxSums(np.square(channel, dtype=np.uint16))
    inside, both = values.of(inner), values.of(outer)
    mean = both / np.maximum(around, 1)
    variance = squares.of(outer) / np.maximum(around, 1) - mean**2
    difference = inside / np.maximum(within, 1) - (both - inside) / np.maximum(around - within, 1)
    return difference**2 / np.maximum(variance, 1.0)  # 1: the step of 8 bits
