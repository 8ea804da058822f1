"""All blobs of a volume, tile by tile and from fine to coarse grids."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ....context import Context
from ..grids import Grid, Triple, coarser, margin
from ..tiles import Box, Tile, tiles
from .responses import Method, Responses, response_range
from .scales import Group, groups

Reals = NDArray[np.float64]
Sign = Literal[-1, 0, 1]

_SAFELY = 1.5  # as much more than the largest scale reaches: thinning out blurs a little, too


@dataclass(frozen=True)
class Wanted:
    """What is looked for.

    Attributes:
        smallest, largest: diameters in mm.
        least: contrast in the image's values that a blob must have.
        sign: 1 bright, -1 dark, 0 both.
        planar: in each slice along k on its own.
    """

    smallest: float
    largest: float
    least: float
    sign: Sign = 1
    method: Method = "log"
    planar: bool = False
    per_octave: int = 4

    @property
    def dimensions(self) -> int:
        return 2 if self.planar else 3


@dataclass(frozen=True)
class Blobs:
    """Blobs in no order that means anything.

    Attributes:
        centres: (n, 3) along k, j, i; the centre of voxel m lies at m + 0.5.
        diameters: (n,) mm.
        contrasts: (n,) in the image's values, negative where dark.
        roundness: (n,) the smallest curvature by the largest, 0..1.
    """

    centres: Reals
    diameters: Reals
    contrasts: Reals
    roundness: Reals

    def __getitem__(self, which: Any) -> Blobs:
        return Blobs(
            self.centres[which], self.diameters[which], self.contrasts[which], self.roundness[which]
        )

    def __len__(self) -> int:
        return len(self.centres)


def find_blobs(
    image: NDArray[Any], spacing: Sequence[float], wanted: Wanted, box: Box, context: Context
) -> Blobs:
    """Blobs of (k, j, i) whose middle lies in `box`, within half a step of the wanted sizes.

    Memory beside the image: some arrays of a tile, and an eighth of the image in 4 bytes a voxel
    (a quarter where slices are searched one by one).
    """
    k, j, i = (float(s) for s in spacing)
    plan = groups(wanted.smallest, wanted.largest, wanted.per_octave, (k, j, i), wanted.planar)
    around = _around(box, image.shape, plan[-1].sigmas[-1], (k, j, i), wanted.planar)
    grid, box = Grid(image[around.grown], (k, j, i)), around.inner
    costs = [len(g.sigmas) / np.prod(g.factors) for g in plan]
    ends = np.cumsum([0.0, *costs]) / sum(costs)
    found = [np.zeros((0, 6))]
    for n, group in enumerate(plan):
        step = context.part(float(ends[n]), float(ends[n + 1]), "Looking for blobs")
        if group.factors != grid.factors:
            grid = coarser(grid, group.factors, step.part(0.0, 0.2).progress)
        found += _in_group(grid, group, wanted, box, step)
    rows = np.concatenate(found)
    half = 2 ** (0.5 / wanted.per_octave)
    size = rows[:, 3]
    kept = (size >= wanted.smallest / half) & (size <= wanted.largest * half)
    kept &= _inside(rows[:, :3], box)
    rows = rows[kept]
    corner = [s.start for s in around.grown]
    return Blobs(rows[:, :3] + corner, rows[:, 3], rows[:, 4], rows[:, 5])


def _around(box: Box, shape: Sequence[int], sigma: float, spacing: Triple, planar: bool) -> Tile:
    """The box, and as much around it as the largest scale reaches into."""
    widths = tuple(_SAFELY * sigma / s for s in spacing)
    reach = margin((0.0 if planar else widths[0], widths[1], widths[2]))
    return next(tiles(box, shape, reach, most=math.prod(shape)))


def _in_group(
    grid: Grid, group: Group, wanted: Wanted, box: Box, context: Context
) -> Iterator[Reals]:
    """Rows of centre (3), diameter, contrast, roundness."""
    widest = response_range(wanted.method, group.sigmas, wanted.per_octave)[-1]
    reach = margin(grid.widths(widest, wanted.planar))
    parts = list(tiles(grid.box_of(box), grid.image.shape, reach))
    for n, tile in enumerate(parts):
        context.progress(0.2 + 0.8 * n / len(parts))
        part = context.part(0.2 + 0.8 * n / len(parts), 0.2 + 0.8 * (n + 1) / len(parts))
        yield _in_tile(grid, tile, group, wanted, part)


def _in_tile(grid: Grid, tile: Tile, group: Group, wanted: Wanted, context: Context) -> Reals:
    from .extrema_kernel import extrema, measures

    responses = Responses(grid, tile, wanted.method, wanted.planar, wanted.per_octave)
    levels = responses.levels(group.sigmas, context)
    window = [next(levels), next(levels)]
    inner = tuple((s.start, s.stop) for s in tile.inner)
    found = [np.zeros((0, 6))]
    # A peak between voxels and scales is higher than any of them; a tenth is more than it can be.
    least = 0.9 * wanted.least
    for level in levels:
        context.check()
        below, own, above = (each.response for each in (*window, level))
        places = extrema(below, own, above, least, wanted.sign, wanted.planar, inner)
        rows = measures(
            window[1].smooth,
            below,
            own,
            above,
            places,
            responses.scale(window[1].sigma),
            wanted.planar,
        )
        found.append(_rows(places, rows, grid, tile, window[1].sigma, wanted))
        window = [window[1], level]
    return np.concatenate(found)


def _rows(
    places: NDArray[np.int64], measured: Reals, grid: Grid, tile: Tile, sigma: float, wanted: Wanted
) -> Reals:
    corner = np.array([s.start for s in tile.grown])
    index = (places + measured[:, :3] + corner) * grid.factors
    diameter = 2 * np.sqrt(wanted.dimensions) * sigma * 2 ** (measured[:, 3] / wanted.per_octave)
    rows = np.column_stack([index + 0.5, diameter, measured[:, 4:]])
    return rows[np.abs(rows[:, 4]) >= wanted.least]


def _inside(centres: Reals, box: Box) -> NDArray[np.bool_]:
    start, stop = ([getattr(s, end) for s in box] for end in ("start", "stop"))
    return np.asarray(((centres >= start) & (centres < stop)).all(axis=1))
