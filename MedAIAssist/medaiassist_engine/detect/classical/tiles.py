"""Boxes of voxels that are worked on at once, with the margin that smoothing reaches into."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

Box = tuple[slice, slice, slice]

MOST_VOXELS = 12_000_000
"""Of a tile with its margin; several arrays of 4 bytes a voxel are alive at a time."""


@dataclass(frozen=True)
class Tile:
    """A part of a volume.

    Attributes:
        box: the voxels it is for, along k, j, i.
        grown: the same with the margin, inside the volume.
    """

    box: Box
    grown: Box

    @property
    def inner(self) -> Box:
        """Where `box` lies in an array cut out with `grown`."""
        k, j, i = (
            slice(b.start - g.start, b.stop - g.start)
            for b, g in zip(self.box, self.grown, strict=True)
        )
        return k, j, i


def tiles(
    box: Box, shape: Sequence[int], margin: Sequence[int], most: int = MOST_VOXELS, step: int = 1
) -> Iterator[Tile]:
    """Tiles that cover `box` of a volume of `shape`, as few as keep to `most` voxels.

    Args:
        step: tiles begin at multiples of it, counted from the volume's first voxel.
    """
    parts = [1, 1, 1]
    lengths = [s.stop - s.start for s in box]
    while True:
        useful = [math.ceil(n / p) for n, p in zip(lengths, parts, strict=True)]
        whole = [min(u + 2 * m, n) for u, m, n in zip(useful, margin, shape, strict=True)]
        if math.prod(whole) <= most or max(useful) <= step:
            break
        # The axis whose pieces are longest against their margin: cutting it repeats least.
        axis = max(range(3), key=lambda a: (useful[a] / (useful[a] + 2 * margin[a]), useful[a]))
        if useful[axis] <= step:
            axis = max(range(3), key=lambda a: useful[a])
        parts[axis] += 1
    spans = [_spans(s, p, step) for s, p in zip(box, parts, strict=True)]
    for k, j, i in product(*spans):
        cut = (k, j, i)
        grown_k, grown_j, grown_i = (
            slice(max(0, s.start - m), min(n, s.stop + m))
            for s, m, n in zip(cut, margin, shape, strict=True)
        )
        yield Tile(cut, (grown_k, grown_j, grown_i))


def _spans(whole: slice, parts: int, step: int) -> list[slice]:
    edges = [whole.start + (whole.stop - whole.start) * n // parts for n in range(parts + 1)]
    inner = [-(-edge // step) * step for edge in edges[1:-1]]
    edges = sorted({edges[0], *inner, edges[-1]})
    return [slice(a, b) for a, b in pairwise(edges) if b > a]
