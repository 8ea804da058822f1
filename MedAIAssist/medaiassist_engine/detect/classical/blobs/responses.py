"""Blob responses of a tile at ascending scales, as contrast in the image's own values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ....context import Context
from ....preprocess.smoothing import gaussian
from ....preprocess.threads import in_blocks
from ..grids import Grid, Triple
from ..tiles import Tile
from .scales import contrast_of_response

Method = Literal["log", "dog", "doh"]
Floats = NDArray[np.float32]

_STEPS_A_VOXEL = {"log": 3, "dog": 1, "doh": 40}


@dataclass(frozen=True)
class Level:
    """One scale.

    Attributes:
        sigma: mm.
        smooth: the image at this scale, or (DoG) half a step above.
        response: positive where bright.
    """

    sigma: float
    smooth: Floats
    response: Floats


def response_range(method: Method, sigmas: Sequence[float], per_octave: int) -> tuple[float, ...]:
    """Scales that the image has to be smoothed to."""
    if method != "dog":
        return tuple(sigmas)
    half = 2 ** (0.5 / per_octave)
    return (sigmas[0] / half, *(s * half for s in sigmas))


class Responses:
    """A tile of a grid, and how it is measured."""

    def __init__(
        self, grid: Grid, tile: Tile, method: Method, planar: bool, per_octave: int
    ) -> None:
        self._grid, self._tile, self._method = grid, tile, method
        self._planar, self._per_octave = planar, per_octave
        self._dimensions = 2 if planar else 3

    def scale(self, sigma: float) -> Triple:
        """Sigma in voxels along k, j, i."""
        k, j, i = (sigma / s for s in self._grid.spacing)
        return k, j, i

    def levels(self, sigmas: Sequence[float], context: Context) -> Iterator[Level]:
        """One for each sigma, ascending; two smoothed images are alive at a time."""
        wanted = response_range(self._method, sigmas, self._per_octave)
        image = self._grid.image[self._tile.grown].astype(np.float32)
        variance = self._grid.variance
        before = image
        for n, sigma in enumerate(wanted):
            widths = self._grid.widths(sigma, self._planar, variance)
            image = gaussian(image, widths, lambda fraction: context.check())
            k, j, i = (max(sigma**2, v) for v in variance)
            variance = (k, j, i)
            context.progress((n + 1) / len(wanted))
            if self._method != "dog":
                yield Level(sigma, image, self._derivatives(image, sigma, context))
            elif n:
                yield Level(sigmas[n - 1], image, self._difference(before, image))
            before = image

    def _difference(self, fine: Floats, coarse: Floats) -> Floats:
        """Of two images half a step below and above; the heat equation makes it the Laplacian."""
        root = 2 ** (0.5 / self._per_octave)
        factor = contrast_of_response(self._dimensions) / (root - 1 / root)
        response = fine - coarse
        response *= np.float32(factor)
        return response

    def _derivatives(self, smooth: Floats, sigma: float, context: Context) -> Floats:
        from .response_kernel import determinant, laplacian

        response = np.empty_like(smooth)
        factor = contrast_of_response(self._dimensions)
        k, j, i = self.scale(sigma)
        weights = (0.0 if self._planar else -factor * k * k, -factor * j * j, -factor * i * i)
        total = factor * self._dimensions  # of equal curvatures the Laplacian is their sum

        def work(start: int, stop: int) -> None:
            if self._method == "log":
                laplacian(smooth, weights, (start, stop), response)
            else:
                determinant(smooth, (k, j, i), self._planar, total, (start, stop), response)

        cost = _STEPS_A_VOXEL[self._method] * smooth.size
        in_blocks(work, len(smooth), lambda fraction: context.check(), cost)
        return response
