"""Non-maximum suppression: of boxes that overlap, only the strongest stays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .grid import Reals, edges, sizes

Places = NDArray[np.intp]

_STEP = 2000  # boxes between two looks at whether the user cancelled
_STRIPS = 1024  # at most, across the axis that boxes are sorted along


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
    two axes, so that memory grows with their number.

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
    """An order of the boxes and, in this order, the first and the end of three runs (n, 3) of those
    that each can meet.

    Boxes are parted into strips along one axis, no narrower than the longest box, so that a box
    can only be met by those that begin in its own strip or beside it; and there, along another
    axis, only by those that begin before its end, and not so long before its start that even the
    longest box would have ended.
    """
    if not len(boxes):
        none = np.zeros(0, np.intp)
        return none, none.reshape(0, 3), none.reshape(0, 3)
    low, high = edges(boxes)
    length, whole = sizes(boxes).max(axis=0), high.max(axis=0) - low.min(axis=0)
    along, across = np.argsort(-whole / np.maximum(length, 1e-300), kind="stable")[:2]
    width = max(length[across], whole[across] / _STRIPS, 1e-300)
    strip = np.floor((low[:, across] - low[:, across].min()) / width)
    start, stop = (e[:, along] - low[:, along].min() for e in (low, high))
    apart = 2 * (whole[along] + length[along]) + 1  # so that no run reaches into another strip
    slack = 1e-9 * apart * (strip.max() + 2)  # of rounding; to look at more boxes does no harm
    key = strip * apart + start
    order = np.argsort(key, kind="stable")
    sorted_key, corner = key[order], np.add.outer(strip[order], (-1, 0, 1)) * apart
    first = corner + (start[order] - length[along] - slack)[:, None]
    last = corner + (stop[order] + slack)[:, None]
    return (
        order,
        np.searchsorted(sorted_key, first, "left"),
        np.searchsorted(sorted_key, last, "right"),
    )
