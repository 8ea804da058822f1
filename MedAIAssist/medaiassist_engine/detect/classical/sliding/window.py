"""The window that a classifier judges, and pictures scaled so that objects fill it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....preprocess.smoothing import gaussian
from ....preprocess.voxelwise import Progress
from ...boxes.grid import Reals
from ..grids import Grid, coarser
from ..pictures import Picture
from .resampling import linearly

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

_BEYOND = 3  # objects may reach beyond the edge by one part in so many
_MOST_PIXELS = 1 << 28


@dataclass(frozen=True)
class Window:
    """An object and its surroundings on a grid of fixed size.

    Attributes:
        shape: (D,) pixels.
        ring: pixels of surroundings on each side.
        size: (D,) mm of an object at scale 1.
    """

    shape: tuple[int, ...]
    ring: int
    size: Reals

    @property
    def inner(self) -> Places:
        """(D,) pixels of the object."""
        return np.array(self.shape) - 2 * self.ring

    def pixel(self, scale: float) -> Reals:
        """(D,) mm."""
        return np.asarray(self.size * scale / self.inner)


@dataclass(frozen=True)
class Level:
    """A picture at a scale.

    Attributes:
        image: of D dimensions, with `pad` pixels more on each side, where the edge is repeated.
        step: (D,) voxels of the picture for each pixel.
    """

    image: Floats
    window: Window
    step: Reals
    pad: Places

    def boxes(self, starts: Places) -> Reals:
        """Boxes (n, 2 D) on the picture's grid of the objects in windows that start at pixels
        (n, D) of `image`."""
        low = (starts + self.window.ring - self.pad) * self.step
        return np.concatenate([low, low + self.window.inner * self.step], axis=1)


def levels(
    picture: Picture,
    window: Window,
    scales: Sequence[float],
    deviation: float,
    progress: Progress = lambda fraction: None,
) -> Iterator[Level]:
    """One for each scale at which the picture holds a window.

    Args:
        deviation: what values are divided by.
    """
    grid = _as_grid(picture)
    for n, scale in enumerate(sorted(scales)):
        progress(n / len(scales))
        step = window.pixel(scale) / picture.spacing
        shape = np.maximum(1, np.rint(np.array(picture.image.shape) / step)).astype(int)
        pad = window.ring + window.inner // _BEYOND
        if (shape + 2 * pad < window.shape).any() or math.prod(shape) > _MOST_PIXELS:
            continue
        grid = _thinned(grid, step, progress)
        image = _resampled(grid, tuple(int(s) for s in shape), picture)
        image /= np.float32(deviation)
        padded = np.pad(image, [(int(p), int(p)) for p in pad], mode="edge")
        yield Level(padded, window, np.array(picture.image.shape) / shape, pad)


def scales_of(sizes: Reals, window: Window, beyond: float) -> tuple[float, ...]:
    """Scales in steps of a fifth from the smallest to the largest example, and `beyond` (a
    factor) more on either side.

    Args:
        sizes: (n, D) mm of the examples.
    """
    relative = np.exp(np.log(sizes / window.size).mean(axis=1))
    low, high = math.log(relative.min() / beyond), math.log(relative.max() * beyond)
    count = max(1, math.ceil((high - low) / math.log(1.2) - 1e-9) + 1)
    return tuple(float(s) for s in np.exp(np.linspace(low, high, count)))


def deviation_of(image: NDArray[Any]) -> float:
    """The standard deviation of an image's values, from a sample."""
    flat = image.reshape(-1)
    return max(float(flat[:: 1 + flat.size // (1 << 20)].std(dtype=np.float64)), 1e-30)


def _as_grid(picture: Picture) -> Grid:
    """A slice becomes a volume of one."""
    if picture.image.ndim == 3:
        k, j, i = picture.spacing
        return Grid(picture.image, (k, j, i))
    return Grid(picture.image[None], (1.0, *picture.spacing))  # type: ignore[arg-type]


def _thinned(grid: Grid, step: Reals, progress: Progress) -> Grid:
    """Voxels left out as far as a step allows: resampling the rest then takes little memory."""
    flat = len(step) == 2
    wanted = [1.0, *step] if flat else list(step)
    factors = tuple(2 ** max(0, math.floor(math.log2(s + 1e-9))) for s in wanted)
    k, j, i = (max(f, done) for f, done in zip(factors, grid.factors, strict=True))
    if (k, j, i) == grid.factors:
        return grid
    return coarser(grid, (k, j, i), progress)


def _resampled(grid: Grid, shape: tuple[int, ...], picture: Picture) -> Floats:
    flat = picture.image.ndim == 2
    step = np.divide(picture.image.shape, shape)
    wanted = (1, *shape) if flat else shape
    step = np.concatenate([[1.0], step]) if flat else step
    ratio = step / grid.factors
    widths = [0.5 * math.sqrt(max(float(r * r) - 1, 0.0)) for r in ratio]
    image = gaussian(grid.image.astype(np.float32), widths, lambda fraction: None)
    # Middles of pixels in voxels of the thinned grid, whose voxel n is voxel n * factor.
    first = ((step - 1) / 2) / grid.factors
    places = [f + r * np.arange(n) for f, r, n in zip(first, ratio, wanted, strict=True)]
    image = linearly(image, places)
    return image[0] if flat else image
