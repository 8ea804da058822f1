"""Grey levels: the intensities of a region in bins, laid out for the texture kernels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .settings import Settings

MOST_LEVELS = 2048
"""More grey levels need matrices that no machine of a clinic should be asked for."""

_MOST_BINS = 1 << 24


@dataclass(frozen=True)
class GreyLevels:
    """The discretised region.

    Attributes:
        flat: (voxels,) int32, the region's box with a margin of zeros, flattened: 0 outside the
            region, else 1 + the index into `grey`.
        shape: of the box with its margin.
        inside: (n,) positions in `flat` of the region's voxels, ascending.
        grey: (levels,) the grey levels present, ascending; the lowest is 1.
        counts: (levels,) voxels of each.
        box: shape of the box without margin.
        spacing: mm along k, j, i.
    """

    flat: NDArray[np.int32]
    shape: tuple[int, int, int]
    inside: NDArray[np.int64]
    grey: NDArray[np.int64]
    counts: NDArray[np.int64]
    box: tuple[int, int, int]
    spacing: tuple[float, float, float]

    def step(self, direction: tuple[int, int, int]) -> int:
        """The difference in `flat` between a voxel and its neighbour at `direction`."""
        k, j, i = direction
        return (k * self.shape[1] + j) * self.shape[2] + i

    @cached_property
    def fractions(self) -> NDArray[np.float64]:
        return self.counts / self.counts.sum()


def discretise(values: NDArray[np.float64], settings: Settings) -> NDArray[np.int64] | str:
    """The bin of each intensity, from 1; a text if there would be too many bins.

    Fixed width: bins begin at multiples of the width. Fixed count: they divide min..max equally.
    """
    low, high = float(values.min()), float(values.max())
    if settings.bin_count is not None:
        if low == high:
            return np.ones(values.shape, np.int64)
        edges = np.linspace(low, high, settings.bin_count + 1)
        # The maximum belongs to the last bin.
        return np.minimum(np.searchsorted(edges, values, "right"), settings.bin_count)
    width = settings.bin_width
    bins = (high - low) / width + 1
    if bins > _MOST_BINS:
        return (
            f"the bin width of {width:g} makes {bins:.3g} grey levels of the range "
            f"{low:.4g} to {high:.4g}; enlarge it or set a bin count"
        )
    found: NDArray[np.int64] = (np.floor(values / width) - np.floor(low / width)).astype(np.int64)
    return found + 1


def grey_levels(
    values: NDArray[np.float64],
    inside: NDArray[np.bool_],
    spacing: tuple[float, float, float],
    settings: Settings,
) -> GreyLevels | str:
    """The region `inside` of a box, whose intensities in C order are `values`, discretised.

    The result is a text, the reason, where there are too many bins.
    """
    bins = discretise(values, settings)
    if isinstance(bins, str):
        return bins
    counts = np.bincount(bins)
    grey = np.flatnonzero(counts)
    compact = np.zeros(counts.size, np.int32)
    compact[grey] = np.arange(1, grey.size + 1)
    margin = max(1, *settings.distances)
    padded: NDArray[Any] = np.zeros([n + 2 * margin for n in inside.shape], np.int32)
    within = padded[margin:-margin, margin:-margin, margin:-margin]
    within[inside] = compact[bins]
    flat = padded.reshape(-1)
    k, j, i = padded.shape
    return GreyLevels(
        flat, (k, j, i), np.flatnonzero(flat), grey, counts[grey], inside.shape, spacing
    )
