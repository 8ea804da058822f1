"""Windows cut around examples, as they are and slightly changed."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import map_coordinates

from ....preprocess.smoothing import gaussian
from ...boxes.grid import Reals, centres, sizes
from ..pictures import Picture
from .window import Floats, Window


@dataclass(frozen=True)
class Change:
    """How a window differs from the example as drawn.

    Attributes:
        shift: (D,) share of the size.
        scale: of the size.
        flip: (D,) 1 or -1.
        angle: radians, in the plane of the last two axes.
    """

    shift: Reals
    scale: float
    flip: Reals
    angle: float


def changes(dimensions: int, count: int, mirror: bool, seed: int = 0) -> Iterator[Change]:
    """The example itself, then `count` random small changes, each in every mirror image.

    Only axes within slices are mirrored.
    """
    rng = np.random.default_rng(seed)
    signs = [1.0, -1.0] if mirror else [1.0]
    flips = [np.array([*(1.0,) * (dimensions - 2), *f]) for f in itertools.product(signs, signs)]
    for n in range(count + 1):
        small = rng.uniform(-1, 1, dimensions + 2) * (n > 0)
        for flip in flips:
            yield Change(0.05 * small[:-2], math.exp(0.06 * small[-2]), flip, 0.15 * small[-1])


def cut(
    picture: Picture, box: Reals, window: Window, change: Change, border: int, deviation: float
) -> Floats:
    """The window around the object in `box` (2 D,) on its own grid, and `border` pixels more.

    Args:
        deviation: what values are divided by.
    """
    size = sizes(box[None])[0] * change.scale
    middle = centres(box[None])[0] - 0.5 + change.shift * size
    step = size / window.inner  # voxels a pixel
    shape = np.array(window.shape) + 2 * border
    offsets = np.moveaxis(np.indices(tuple(shape.tolist())), 0, -1) - (shape - 1) / 2
    turned = (offsets * change.flip) @ _turn(change.angle, len(shape))
    place = middle + turned * step
    low = np.floor(place.reshape(-1, len(shape)).min(axis=0)) - 3
    high = np.ceil(place.reshape(-1, len(shape)).max(axis=0)) + 4
    start = np.clip(low, 0, np.array(picture.image.shape) - 1).astype(int)
    stop = np.clip(high, start + 1, picture.image.shape).astype(int)
    part = picture.image[tuple(slice(a, b) for a, b in zip(start, stop, strict=True))]
    widths = [0.5 * math.sqrt(max(float(s * s) - 1, 0.0)) for s in step]
    smooth = gaussian(np.array(part, dtype=np.float32), widths, lambda fraction: None)
    values = map_coordinates(
        smooth, np.moveaxis(place - start, -1, 0), order=1, mode="nearest", output=np.float32
    )
    return values / np.float32(deviation)


def _turn(angle: float, dimensions: int) -> Reals:
    turn = np.eye(dimensions)
    c, s = math.cos(angle), math.sin(angle)
    turn[-2:, -2:] = [[c, -s], [s, c]]
    return turn
