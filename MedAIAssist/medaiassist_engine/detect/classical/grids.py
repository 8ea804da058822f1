"""A volume on coarser and coarser grids, as smooth as each needs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...preprocess.smoothing import TRUNCATE, gaussian
from ...preprocess.voxelwise import Progress, share
from .tiles import Box, tiles

Triple = tuple[float, float, float]
Factors = tuple[int, int, int]

_BEFORE_THINNING = 0.9  # standard deviation, in voxels of the coarser grid, that keeps it true


@dataclass(frozen=True)
class Grid:
    """An image some of whose voxels were left out.

    Attributes:
        image: (k, j, i), of any type.
        spacing: mm along k, j, i.
        factors: voxel n of it is voxel n * factor of the volume.
        variance: mm² along k, j, i by which it was smoothed already.
    """

    image: NDArray[Any]
    spacing: Triple
    factors: Factors = (1, 1, 1)
    variance: Triple = (0.0, 0.0, 0.0)

    def widths(self, sigma: float, planar: bool, variance: Triple | None = None) -> Triple:
        """Standard deviations in voxels that are missing to `sigma` mm."""
        done = self.variance if variance is None else variance
        k, j, i = (
            math.sqrt(max(sigma**2 - v, 0.0)) / s for v, s in zip(done, self.spacing, strict=True)
        )
        return (0.0 if planar else k), j, i

    def box_of(self, box: Box) -> Box:
        """The voxels of this grid that lie in a box of the volume, rounded outwards."""
        k, j, i = (
            slice(s.start // f, min(-(-s.stop // f), n))
            for s, f, n in zip(box, self.factors, self.image.shape, strict=True)
        )
        return k, j, i


def margin(widths: Triple, beyond: int = 3) -> tuple[int, int, int]:
    """Voxels along k, j, i that smoothing by `widths` voxels, and derivatives, reach into."""
    k, j, i = (math.ceil(TRUNCATE * w) + beyond if w > 0 else 0 for w in widths)
    return k, j, i


def coarser(grid: Grid, factors: Factors, progress: Progress) -> Grid:
    """The image with only every so many voxels of the volume, smoothed before; tile by tile."""
    steps = tuple(new // old for new, old in zip(factors, grid.factors, strict=True))
    spacing = tuple(s * f for s, f in zip(grid.spacing, steps, strict=True))
    wanted = tuple(
        max(v, (_BEFORE_THINNING * s) ** 2) if f > 1 else v
        for v, s, f in zip(grid.variance, spacing, steps, strict=True)
    )
    widths = tuple(
        math.sqrt(w - v) / s for w, v, s in zip(wanted, grid.variance, grid.spacing, strict=True)
    )
    shape = [-(-n // f) for n, f in zip(grid.image.shape, steps, strict=True)]
    result = np.empty(shape, np.float32)
    whole = tuple(slice(0, n) for n in grid.image.shape)
    parts = list(tiles(whole, grid.image.shape, margin(widths, 0), step=max(steps)))  # type: ignore[arg-type]
    for n, tile in enumerate(parts):
        progress(n / len(parts))
        part = grid.image[tile.grown].astype(np.float32)
        smooth = gaussian(part, widths, share(progress, n, len(parts)))
        target = tuple(
            slice(-(-s.start // f), -(-s.stop // f)) for s, f in zip(tile.box, steps, strict=True)
        )
        result[target] = smooth[tile.inner][tuple(slice(None, None, f) for f in steps)]
    return Grid(result, spacing, factors, wanted)  # type: ignore[arg-type]
