"""Every voxel against its neighbours, once, for GLDM and NGTDM together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...preprocess.threads import in_blocks
from .directions import neighbours
from .kernels import compare_neighbours
from .levels import GreyLevels
from .settings import Settings

_BLOCK = 1 << 15  # voxels; fixed, so that the sums do not depend on the number of threads


@dataclass(frozen=True)
class Neighbourhood:
    """What `compare_neighbours` counts, by grey level.

    Attributes:
        dependences: (levels, neighbours + 1) voxels with so many like neighbours.
        counts: (levels,) voxels that have a neighbour at all.
        tones: (levels,) summed distances of these from the mean of their neighbours.
    """

    dependences: NDArray[np.int64]
    counts: NDArray[np.int64]
    tones: NDArray[np.float64]


def compare(
    levels: GreyLevels, settings: Settings, progress: Callable[[float], None]
) -> Neighbourhood:
    """Compare all voxels with their neighbours at the settings' distances."""
    steps = np.array([levels.step(d) for d in neighbours(settings, settings.distances)], np.int64)
    blocks = -(-levels.inside.size // _BLOCK)
    shape = (blocks, levels.grey.size)
    dependences = np.zeros((levels.grey.size, steps.size + 1), np.int64)
    parts: list[NDArray[np.int64]] = [dependences] * blocks
    counts, tones = np.zeros(shape, np.int64), np.zeros(shape)

    def work(start: int, stop: int) -> None:
        for n in range(start, stop):
            parts[n] = np.zeros_like(dependences)
            voxels = levels.inside[n * _BLOCK : (n + 1) * _BLOCK]
            compare_neighbours(
                levels.flat, levels.grey, voxels, steps, settings.dependence_tolerance,
                parts[n], counts[n], tones[n],
            )  # fmt: skip

    in_blocks(work, blocks, progress, steps.size * levels.inside.size)
    for part in parts:
        dependences += part
    return Neighbourhood(dependences, counts.sum(axis=0), tones.sum(axis=0))
