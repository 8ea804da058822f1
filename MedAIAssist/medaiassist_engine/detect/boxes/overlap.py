"""How much boxes overlap: intersection over union and its kin, for every pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from .grid import Reals, edges, volumes

Measure = Literal["iou", "giou", "covered"]

_PAIRS = 1 << 20  # at a time: temporaries then stay in the processor's cache and small


def overlap(a: Reals, b: Reals, measure: Measure = "iou") -> Reals:
    """The overlap of every box of `a` (n, 2 D) with every box of `b` (m, 2 D): (n, m).

    Args:
        measure: "iou" is intersection over union; "giou" takes off the share of the enclosing
            box that neither covers (Rezatofighi et al., CVPR 2019); "covered" is the share of
            the box of `a` inside that of `b`, as COCO counts crowds. Boxes without extent have 0.
    """
    found = np.empty((len(a), len(b)))
    for start, rows in overlap_blocks(a, b, measure):
        found[start : start + len(rows)] = rows
    return found


def overlap_blocks(
    a: Reals, b: Reals, measure: Measure = "iou", pairs: int = _PAIRS
) -> Iterator[tuple[int, Reals]]:
    """Rows of `overlap`, some at a time with the number of the first: never the whole matrix."""
    step = max(1, pairs // max(len(b), 1))
    for start in range(0, len(a), step):
        yield start, _rows(a[start : start + step], b, measure)


def intersections(a: Reals, b: Reals) -> Reals:
    """Area or volume that every box of `a` shares with every box of `b`: (n, m)."""
    return _extent(a, b, np.maximum, np.minimum)


def _rows(a: Reals, b: Reals, measure: Measure) -> Reals:
    shared = intersections(a, b)
    own = volumes(a)[:, None]
    if measure == "covered":
        return _ratio(shared, np.broadcast_to(own, shared.shape))
    union = own + volumes(b)[None, :] - shared
    found = _ratio(shared, union)
    if measure == "giou":
        around = _extent(a, b, np.minimum, np.maximum)
        found -= _ratio(around - union, around)
    return found


def _extent(a: Reals, b: Reals, lower: np.ufunc, upper: np.ufunc) -> Reals:
    """Volume between the combined lower and upper edges; none where they are reversed."""
    (a_low, a_high), (b_low, b_high) = edges(a), edges(b)
    found = np.ones((len(a), len(b)))
    for axis in range(a_low.shape[1]):
        top = upper(a_high[:, None, axis], b_high[None, :, axis])
        top -= lower(a_low[:, None, axis], b_low[None, :, axis])
        found *= np.maximum(top, 0, out=top)
    return found


def _ratio(part: Reals, whole: Reals) -> Reals:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
