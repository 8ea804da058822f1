"""Which features are measured, at which scales, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TRUNCATE = 4.0
INTEGRATION = 0.5
"""The structure tensor averages over this share of the scale at which it takes gradients."""

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class FeatureSet:
    """What is measured at each voxel.

    Attributes:
        spacing: mm along k, j, i.
        sigmas: scales in mm, ascending.
        planar: neighbours in the same slice only.
    """

    spacing: Triple
    sigmas: tuple[float, ...]
    planar: bool = False
    gradient: bool = True
    laplacian: bool = True
    difference: bool = False
    hessian: bool = True
    structure: bool = False
    position: bool = False

    @property
    def dimensions(self) -> int:
        return 2 if self.planar else 3

    @property
    def names(self) -> tuple[str, ...]:
        """Such as "Laplacian, 2 mm", in the order of the features."""
        position = ("Position R", "Position A", "Position S") if self.position else ()
        scaled = (f"{name}, {sigma:.3g} mm" for sigma in self.sigmas for name in self.per_scale)
        return ("Intensity", *scaled, *position)

    @property
    def per_scale(self) -> tuple[str, ...]:
        """Names of the features of one scale."""
        return tuple(self._per_scale())

    def _per_scale(self) -> Iterator[str]:
        order = ("largest", "smallest") if self.planar else ("largest", "middle", "smallest")
        yield "Gaussian"
        if self.difference:
            yield "Difference of Gaussians"
        if self.gradient:
            yield "Gradient magnitude"
        if self.laplacian:
            yield "Laplacian"
        if self.hessian:
            yield from (f"Hessian {which}" for which in order)
        if self.structure:
            yield from (f"Structure tensor {which}" for which in order)

    def voxels(self, sigma: float) -> Triple:
        """A scale in voxels along k, j, i; 0 across the slices of a planar set."""
        k, j, i = (sigma / step for step in self.spacing)
        return (0.0 if self.planar else k), j, i

    @property
    def reach(self) -> tuple[int, int, int]:
        """Voxels along k, j, i that have a say in a voxel's features."""
        widest = max(self.sigmas) * (1 + INTEGRATION if self.structure else 1)
        k, j, i = (int(TRUNCATE * w + 0.5) + 3 for w in self.voxels(widest))
        return (0 if self.planar else k), j, i


def doubling(finest: float, count: int) -> tuple[float, ...]:
    """Scales, each twice as large as the one before."""
    return tuple(finest * 2.0**n for n in range(count))


def weights(sigma: float) -> NDArray[np.float32]:
    """A sampled Gaussian of `sigma` voxels, cut at `TRUNCATE` sigma, that sums to 1."""
    radius = int(TRUNCATE * sigma + 0.5)
    if radius == 0:
        return np.ones(1, np.float32)
    positions = np.arange(-radius, radius + 1)
    bell = np.exp(-0.5 * (positions / sigma) ** 2)
    return (bell / bell.sum()).astype(np.float32)
