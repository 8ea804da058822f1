"""What GLRLM, GLSZM and GLDM share: a matrix of counts by grey level and size, and its sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class SizeMatrix:
    """The non-zero counts: `counts[n]` runs, zones or voxels of `grey[n]` and `size[n]`."""

    grey: NDArray[np.float64]
    size: NDArray[np.float64]
    counts: NDArray[np.float64]

    @staticmethod
    def from_dense(counts: NDArray[Any], grey: NDArray[Any]) -> SizeMatrix:
        """From counts[level, size - 1] and the grey level of each row."""
        level, size = np.nonzero(counts)
        found = counts[level, size].astype(np.float64)
        return SizeMatrix(grey[level].astype(np.float64), (size + 1).astype(np.float64), found)

    def emphasis(self, grey_power: int, size_power: int) -> float:
        """Mean of grey^a * size^b."""
        terms = self.counts * self.grey**grey_power * self.size**size_power
        return float(terms.sum() / self.counts.sum())

    def non_uniformity(self, axis: str, *, normalised: bool = False) -> float:
        """Sum of squares of the marginal counts by "grey" or "size", over their sum."""
        _, where = np.unique(getattr(self, axis), return_inverse=True)
        marginal, total = np.bincount(where, self.counts), self.counts.sum()
        return float((marginal**2).sum() / total / (total if normalised else 1.0))

    def variance(self, axis: str) -> float:
        """Variance of "grey" or "size" over the matrix."""
        fractions = self.counts / self.counts.sum()
        values: NDArray[np.float64] = getattr(self, axis)
        return float((fractions * (values - (fractions * values).sum()) ** 2).sum())

    def entropy(self) -> float:
        """Shannon's entropy of the matrix in bits."""
        fractions = self.counts / self.counts.sum()
        return entropy(fractions)

    def percentage(self) -> float:
        """Entries per voxel."""
        return float(self.counts.sum() / (self.counts * self.size).sum())


def entropy(fractions: NDArray[np.float64]) -> float:
    """Shannon's entropy in bits of fractions that sum to 1."""
    present = fractions[fractions > 0]
    # Never -0.0, which tables would show.
    return float(-(present * np.log2(present)).sum()) + 0.0
