"""How an axis is divided into cells."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Cells:
    """The cells along one axis.

    Attributes:
        of_voxel: each voxel's cell, -1 where it belongs to none.
        edges: first voxel of each cell, and one past the last.
    """

    of_voxel: NDArray[np.int32]
    edges: NDArray[np.int64]

    @property
    def count(self) -> int:
        return len(self.edges) - 1

    @property
    def lengths(self) -> NDArray[np.int64]:
        return np.diff(self.edges)


def cells_of_size(length: int, size: int, used: slice | None = None) -> Cells:
    """Cells of `size` voxels from the start of `used`; what is left over at its end has none."""
    used = used or slice(0, length)
    count = (used.stop - used.start) // size
    return _cells(length, used.start + size * np.arange(count + 1))


def cells_in_number(length: int, count: int, used: slice | None = None) -> Cells:
    """`count` cells that fill `used`, of sizes that differ by at most a voxel; none if too many."""
    used = used or slice(0, length)
    extent = used.stop - used.start
    if count > extent:
        return _cells(length, np.array([used.start]))
    return _cells(length, used.start + extent * np.arange(count + 1) // count)


def voxels_for(size_mm: float, spacing: float) -> int:
    """Whole voxels nearest to a size in mm, at least one; halves are rounded up."""
    return max(1, math.floor(size_mm / spacing + 0.5 + 1e-9))


def _cells(length: int, edges: NDArray[np.int64]) -> Cells:
    of_voxel = np.full(length, -1, np.int32)
    of_voxel[edges[0] : edges[-1]] = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    return Cells(of_voxel, edges)
