"""Neighbours of a voxel: the directions that the texture matrices look in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from .levels import GreyLevels
from .settings import Settings

Direction = tuple[int, int, int]


def neighbours(settings: Settings, distances: Sequence[int] = (1,)) -> list[Direction]:
    """All offsets (k, j, i) at these distances (the largest component): 26 at distance 1.

    With `force_2d` only those within a slice: 8 at distance 1.
    """
    reach = range(-max(distances), max(distances) + 1)
    return [
        d
        for d in itertools.product(reach, reach, reach)
        if max(map(abs, d)) in distances
        and not (settings.force_2d and d[settings.force_2d_dimension])
    ]


def directions(
    levels: GreyLevels, settings: Settings, distances: Sequence[int] = (1,)
) -> list[Direction]:
    """One of each pair of opposite offsets, 13 at distance 1, that fits into the region's box."""
    return [
        d
        for d in neighbours(settings, distances)
        if d > (0, 0, 0) and all(abs(c) < n for c, n in zip(d, levels.box, strict=True))
    ]


def length(direction: Direction, spacing: Sequence[float], norm: str) -> float:
    """Length in mm of an offset by the norm manhattan, euclidean or infinity."""
    parts = np.abs(direction) * np.asarray(spacing)
    if norm == "manhattan":
        return float(parts.sum())
    return float(parts.max() if norm == "infinity" else np.sqrt((parts**2).sum()))
