"""Non-maximum suppression: of boxes that overlap, only the strongest stays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .grid import Reals, edges, sizes

Places = NDArray[np.intp]

_STEP = 2000  # boxes between two looks at whether the user cancelled


def nms(
    boxes: Reals,
    scores: ArrayLike,
    threshold: float = 0.5,
    labels: ArrayLike | None = None,
    most: int | None = None,
    progress: Callable[[float], object] = lambda fraction: None,
) -> Places:
    """Places of the boxes that stay, the strongest first.

    A box goes if its intersection over union with a stronger one that stays is above `threshold`;
    of equal scores the first is the stronger. Boxes are compared only with those beside them along
    one axis, so that memory grows with their number.

    Args:
        boxes: (n, 2 D); scores: (n,), finite.
        labels: (n,) whole numbers; boxes with different labels do not meet.
        most: how many to give at most.
    """
    from .suppression_kernel import suppress

    boxes, strength, codes = _checked(boxes, scores, labels)
    along, firsts, lasts = _neighbours(boxes)
    order = np.argsort(-strength, kind="stable")
    place = np.empty_like(along)
    place[along] = np.arange(len(along))
    ordered, codes = boxes[along], codes[along]
    kept = np.ones(len(boxes), dtype=np.bool_)
    for start in range(0, len(boxes), _STEP):
        some = place[order[start : start + _STEP]]
        suppress(ordered, codes, some, firsts, lasts, threshold, kept)
        progress(min(start + _STEP, len(boxes)) / len(boxes))
    return order[kept[place[order]]][:most]


def soft_nms(
    boxes: Reals,
    scores: ArrayLike,
    sigma: float = 0.5,
    floor: float = 0.001,
    labels: ArrayLike | None = None,
) -> tuple[Places, Reals]:
    """Places, the strongest first, and lowered scores: overlap weakens boxes, it drops none.

    Bodla et al., ICCV 2017, the Gaussian form.

    Args:
        sigma: larger weakens less; floor: boxes whose score falls below it go.
    """
    from .suppression_kernel import decay

    boxes, strength, codes = _checked(boxes, scores, labels)
    waiting = np.ones(len(boxes), dtype=np.bool_)
    strength = strength.copy()
    decay(boxes, strength, codes, waiting, sigma, floor)
    order = np.argsort(-strength, kind="stable")
    order = order[~waiting[order]]
    return order, strength[order]


def _checked(
    boxes: Reals, scores: ArrayLike, labels: ArrayLike | None
) -> tuple[Reals, Reals, NDArray[np.int64]]:
    boxes = np.ascontiguousarray(boxes, dtype=np.float64)
    strength = np.asarray(scores, dtype=np.float64)
    codes = np.zeros(len(boxes), np.int64) if labels is None else np.asarray(labels, np.int64)
    if not len(boxes) == len(strength) == len(codes):
        raise ValueError(f"{len(boxes)} boxes, {len(strength)} scores, {len(codes)} labels")
    if not np.isfinite(strength).all():
        raise ValueError("a score is not finite")
    return boxes, strength, codes


def _neighbours(boxes: Reals) -> tuple[Places, Places, Places]:
    """Boxes by their lower edge along the axis that parts them best, and, in this order, the
    first and the end of those that each can meet there.

    A box can only be met by those that begin before its end, and not so long before its start that
    even the longest box would have ended.
    """
    if not len(boxes):
        none = np.zeros(0, np.intp)
        return none, none, none
    low, high = edges(boxes)
    length = sizes(boxes).max(axis=0)
    axis = int(np.argmax((high.max(axis=0) - low.min(axis=0)) / np.maximum(length, 1e-300)))
    along = np.argsort(low[:, axis], kind="stable")
    start, stop = low[along, axis], high[along, axis]
    firsts = np.searchsorted(start, start - length[axis], "left")
    return along, firsts, np.searchsorted(start, stop, "right")
