"""Which boxes can be used, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .grid import Reals, clipped, edges

_AXES = {2: ("y", "x"), 3: ("z", "y", "x")}


@dataclass(frozen=True)
class Checked:
    """Boxes that can be used.

    Attributes:
        boxes: (m, 2 D), inside the image where its shape is known.
        kept: (m,) their places among the boxes given.
        skipped: place and reason of each of the others.
        cut: (c,) places of boxes that reached beyond the image and were cut at its edge.
    """

    boxes: Reals
    kept: NDArray[np.intp]
    skipped: tuple[tuple[int, str], ...]
    cut: NDArray[np.intp]


def check_boxes(
    boxes: Reals, shape: Sequence[int] | None = None, axes: Sequence[str] = ()
) -> Checked:
    """Leave out boxes that are not finite, reversed, without extent, or outside the image.

    Args:
        boxes: (n, 2 D) on the grid.
        shape: of the image; boxes are cut at its edges. None where it is not known.
        axes: what the axes are called in reasons; empty: those of a grid.
    """
    dimensions = boxes.shape[1] // 2
    names = tuple(axes) or _AXES.get(dimensions, tuple(f"axis {n}" for n in range(dimensions)))
    inside = boxes if shape is None else clipped(boxes, shape)
    reasons = [_reason(box, part, shape, names) for box, part in zip(boxes, inside, strict=True)]
    kept = np.array([n for n, reason in enumerate(reasons) if not reason], dtype=np.intp)
    cut = kept[(inside[kept] != boxes[kept]).any(axis=1)]
    skipped = tuple((n, reason) for n, reason in enumerate(reasons) if reason)
    return Checked(inside[kept], kept, skipped, cut)


def _reason(box: Reals, inside: Reals, shape: Sequence[int] | None, names: Sequence[str]) -> str:
    """What is wrong with one box; empty if nothing is."""
    if not np.isfinite(box).all():
        return "an edge is not a number"
    low, high = edges(box)
    for name, a, b in zip(names, low, high, strict=True):
        if a > b:
            return f"it is reversed along {name} (from {a:g} to {b:g})"
        if a == b:
            return f"it has no extent along {name} (both edges at {a:g})"
    if shape is not None and np.any(np.subtract(*edges(inside)[::-1]) <= 0):
        return "it lies outside the image of " + " x ".join(map(str, shape)) + " voxels"
    return ""
