"""Which scales are searched, and on how coarse a grid each.

A ball of radius r in D dimensions answers the Laplacian of a Gaussian strongest where
sigma = r / sqrt(D) (Lindeberg, IJCV 30, 1998).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..grids import Factors, Triple

_FINE_ENOUGH = 1.4  # voxels that the finest scale searched on a grid measures at least

# What the scale-normalised Laplacian says in the middle of a ball that is brighter by 1 than what
# surrounds it, at its own scale: 2 / e for a disc, 3^1.5 * sqrt(2 / pi) * e^-1.5 for a ball.
_ANSWER = {2: 2 / math.e, 3: 3**1.5 * math.sqrt(2 / math.pi) * math.exp(-1.5)}


@dataclass(frozen=True)
class Group:
    """Scales searched on the same grid.

    Attributes:
        factors: every so many voxels along k, j, i are kept.
        sigmas: scales in mm, ascending; the first and last are only compared with.
    """

    factors: Factors
    sigmas: tuple[float, ...]


def sigma_of(diameter: float, dimensions: int) -> float:
    """The scale at which a ball of this diameter answers strongest."""
    return diameter / (2 * math.sqrt(dimensions))


def contrast_of_response(dimensions: int) -> float:
    """Makes a response the contrast of a ball of that scale, in the image's own values."""
    return 1 / _ANSWER[dimensions]


def groups(
    smallest: float, largest: float, per_octave: int, spacing: Triple, planar: bool
) -> tuple[Group, ...]:
    """Scales from one to the other diameter in mm, in groups from fine to coarse grids.

    Args:
        spacing: mm along k, j, i.
        planar: slices are searched one by one, and none is left out.
    """
    dimensions = 2 if planar else 3
    step = 2 ** (1 / per_octave)
    first = sigma_of(smallest, dimensions)
    doublings = math.log2(sigma_of(largest, dimensions) / first)
    count = max(0, math.ceil(doublings * per_octave - 1e-9)) + 1
    centres = [first * step**n for n in range(count)]
    found: list[tuple[Factors, list[float]]] = []
    for sigma in centres:
        factors = _factors(sigma / step, spacing, planar)
        if found and found[-1][0] == factors:
            found[-1][1].append(sigma)
        else:
            found.append((factors, [sigma]))
    return tuple(Group(f, (s[0] / step, *s, s[-1] * step)) for f, s in found)


def _factors(sigma: float, spacing: Triple, planar: bool) -> Factors:
    """Powers of two by which each axis may be thinned out at this scale."""
    k, j, i = (
        2 ** max(0, math.floor(math.log2(sigma / (_FINE_ENOUGH * each)) + 1e-9)) for each in spacing
    )
    return (1 if planar else k), j, i
