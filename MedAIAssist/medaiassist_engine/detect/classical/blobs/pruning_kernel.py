"""Compiled choice among blobs that share space; import it lazily."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Reals = NDArray[np.float64]


@njit(nogil=True, cache=True)
def strongest_apart(
    centres: Reals, radii: Reals, order: NDArray[np.int64], most_shared: float, planar: bool
) -> NDArray[np.bool_]:
    """Which of the balls stay: those that share at most so much of the smaller with a stronger one
    that stays.

    Args:
        centres: (n, 3) mm, ascending along the first axis; radii: (n,) mm.
        order: the strongest first.
        planar: they are discs, which only meet those of the same first coordinate.
    """
    kept = np.ones(len(centres), np.bool_)
    largest = radii.max() if len(radii) else 0.0
    for a in order:
        if not kept[a]:
            continue
        reach = 0.0 if planar else radii[a] + largest
        first = np.searchsorted(centres[:, 0], centres[a, 0] - reach, "left")
        last = np.searchsorted(centres[:, 0], centres[a, 0] + reach, "right")
        for b in range(first, last):
            if b == a or not kept[b]:
                continue
            apart = 0.0
            for axis in range(3):
                apart += (centres[a, axis] - centres[b, axis]) ** 2
            apart = math.sqrt(apart)
            if apart < radii[a] + radii[b]:
                kept[b] = shared(apart, radii[a], radii[b], planar) <= most_shared
    return kept


@njit(nogil=True, cache=True)
def shared(apart: float, a: float, b: float, planar: bool) -> float:
    """The share of the smaller of two balls (discs, if planar) that lies in the other."""
    small, large = min(a, b), max(a, b)
    if apart >= a + b:
        return 0.0
    if apart <= large - small:
        return 1.0
    if planar:
        x = (apart * apart + small * small - large * large) / (2 * apart * small)
        y = (apart * apart + large * large - small * small) / (2 * apart * large)
        lens = small * small * (math.acos(x) - x * math.sqrt(max(1 - x * x, 0.0)))
        lens += large * large * (math.acos(y) - y * math.sqrt(max(1 - y * y, 0.0)))
        return lens / (math.pi * small * small)
    deep = a + b - apart
    lens = math.pi * deep * deep * (apart * apart + 2 * apart * (a + b) - 3 * (a - b) ** 2)
    return lens / (12 * apart) / (4 / 3 * math.pi * small**3)
