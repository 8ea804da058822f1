"""Patterns made of examples: turned, scaled, and averaged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from ....preprocess.smoothing import gaussian
from ...boxes.grid import Reals
from ..grids import Triple

Floats = NDArray[np.float32]

_ROUNDS = 3  # of aligning examples with their mean
_SLACK = 0.15  # of half an example's size: how far it may have been drawn off the others


@dataclass(frozen=True)
class Variant:
    """How a pattern differs from the examples.

    Attributes:
        angle: radians, in the plane of rows and columns, from rows to columns.
        scale: of its size.
    """

    angle: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True)
class Lattice:
    """The searched grid, as patterns are made for it.

    Attributes:
        spacing: mm along k, j, i.
        margin: share of an object's size that is looked at around it.
        planar: patterns are one voxel thin along k, and keep their size there.
    """

    spacing: Triple
    margin: float
    planar: bool

    def half(self, size: Reals) -> Reals:
        """Half the lengths in mm of a pattern for an object of this size."""
        half: Reals = size / 2 * (1 + self.margin)
        return half * self._within

    def scaled(self, size: Reals, scale: float) -> Reals:
        """An object's size (3,) after a change of scale."""
        return size * np.where(self._within, scale, 1.0)

    @property
    def _within(self) -> NDArray[np.bool_]:
        return np.array([not self.planar, True, True])


@dataclass(frozen=True)
class Pattern:
    """What is looked for, on the searched grid; its middle voxel is the object's.

    Attributes:
        values: (k, j, i), of odd lengths; mean 0 and length 1 inside, 0 outside.
        inside: bool of the same shape.
        deviation: standard deviation inside before it was scaled.
        size: (3,) mm of the box around the object.
    """

    values: Floats
    inside: NDArray[np.bool_]
    deviation: float
    size: Reals


@dataclass(frozen=True)
class Example:
    """One drawn box.

    Attributes:
        image: (k, j, i), smoothed as the searched grid is, around the box.
        spacing: mm.
        middle: continuous index of the box's middle in `image`, voxel centres at whole numbers.
        size: (3,) mm.
    """

    image: Floats
    spacing: Triple
    middle: Reals
    size: Reals

    def shifted(self, offset: Reals) -> Example:
        """With the middle moved by some mm."""
        return Example(self.image, self.spacing, self.middle + offset / self.spacing, self.size)


def variants(rotations: int, size_change: float) -> tuple[Variant, ...]:
    """All combinations of evenly spaced turns and of sizes up to a share larger and smaller.

    Sizes come in steps of at most 12 %, which a match hardly suffers from.
    """
    widest = math.log1p(size_change)
    steps = math.ceil(widest / math.log(1.12) - 1e-9)
    scales = [math.exp(widest * n / steps) if steps else 1.0 for n in range(-steps, steps + 1)]
    angles = [2 * math.pi * n / rotations for n in range(rotations)]
    return tuple(Variant(angle, scale) for scale in scales for angle in angles)


def cut_example(
    image: NDArray[np.generic], spacing: Triple, box: Reals, size: Reals, blur: Reals, around: float
) -> Example:
    """The surroundings of a box (6,) of an image (k, j, i).

    Args:
        size: (3,) mm of the box.
        blur: (3,) mm, standard deviation that the searched grid was smoothed by.
        around: how many times its half size to keep on each side of the middle.
    """
    middle = (box[:3] + box[3:]) / 2 - 0.5
    reach = around * size / 2 / spacing + 4 * blur / spacing + 2
    start = np.clip(np.floor(middle - reach), 0, np.array(image.shape) - 1).astype(int)
    stop = np.clip(np.ceil(middle + reach) + 1, start + 1, image.shape).astype(int)
    part = image[tuple(slice(a, b) for a, b in zip(start, stop, strict=True))]
    smooth = gaussian(
        np.array(part, dtype=np.float32), [float(w) for w in blur / spacing], lambda fraction: None
    )
    return Example(smooth, spacing, middle - start, size)


def patterns(
    examples: Sequence[Example], lattice: Lattice, variant: Variant, each: bool
) -> list[Pattern]:
    """One pattern of the mean of examples, or one for each of them.

    Raises:
        ValueError: an example has the same value everywhere.
    """
    mean_size = _mean_size(examples)
    sampled = [_sampled(e, lattice, variant, mean_size) for e in examples]
    size = _around(lattice.scaled(mean_size, variant.scale), variant.angle)
    inside = sampled[0][1]
    parts = [_scaled(values, inside) for values, _ in sampled]
    if each:
        return [Pattern(v, inside, d, size) for v, d in parts]
    mean, _ = _scaled(np.mean([v for v, _ in parts], axis=0), inside)
    return [Pattern(mean, inside, float(np.mean([d for _, d in parts])), size)]


def aligned(examples: Sequence[Example], lattice: Lattice) -> list[Example]:
    """Examples moved a little, so that each agrees best with the mean of the others."""
    if len(examples) < 2:
        return list(examples)
    mean_size = _mean_size(examples)
    shape = _shape(lattice.half(mean_size), lattice.spacing, 0.0)
    slack = np.minimum(np.array(shape) // 2 * _SLACK, 4).astype(int)
    wide = [_sampled(e, lattice, Variant(), mean_size, slack)[0] for e in examples]
    windows = [sliding_window_view(w, shape) for w in wide]
    shifts = np.tile(slack, (len(examples), 1))
    for _ in range(_ROUNDS):
        parts = [_unit(w[tuple(s)]) for w, s in zip(windows, shifts, strict=True)]
        for n, window in enumerate(windows):
            others = np.sum([p for m, p in enumerate(parts) if m != n], axis=0)
            agreement = [np.vdot(_unit(window[at]), others) for at in np.ndindex(window.shape[:3])]
            shifts[n] = np.unravel_index(int(np.argmax(agreement)), window.shape[:3])
            parts[n] = _unit(window[tuple(shifts[n])])
    drift = np.round((shifts - slack).mean(axis=0))  # all moved alike is no alignment
    moved = (shifts - slack - drift) * lattice.spacing
    return [e.shifted(m * e.size / mean_size) for e, m in zip(examples, moved, strict=True)]


def _mean_size(examples: Sequence[Example]) -> Reals:
    return np.asarray(np.exp(np.mean([np.log(e.size) for e in examples], axis=0)))


def _sampled(
    example: Example,
    lattice: Lattice,
    variant: Variant,
    mean_size: Reals,
    slack: NDArray[np.int_] | None = None,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Values on the searched grid and which belong to the turned box."""
    spacing = np.array(lattice.spacing)
    wanted = lattice.scaled(mean_size, variant.scale)
    half = lattice.half(wanted)
    shape = np.array(_shape(half, lattice.spacing, variant.angle))
    shape = shape + 2 * slack if slack is not None else shape
    offsets = np.moveaxis(np.indices(tuple(shape.tolist())), 0, -1) - (shape - 1) / 2
    turned = (offsets * spacing) @ _turn(variant.angle)  # the inverse turn of row vectors
    inside = (np.abs(turned) <= half + spacing / 2).all(axis=-1)
    place = example.middle + turned * (example.size / wanted) / example.spacing
    values = map_coordinates(
        example.image, np.moveaxis(place, -1, 0), order=1, mode="nearest", output=np.float32
    )
    return values, inside


def _shape(half: Reals, spacing: Triple, angle: float) -> tuple[int, ...]:
    reach = np.abs(_turn(angle)) @ half
    return tuple(int(2 * math.floor(r / s + 1e-6) + 1) for r, s in zip(reach, spacing, strict=True))


def _turn(angle: float) -> Reals:
    """(3, 3): turns columns (k, j, i) from j to i."""
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def _around(size: Reals, angle: float) -> Reals:
    """The box around a turned ellipse with these diameters."""
    around: Reals = np.sqrt(_turn(angle) ** 2 @ size**2)
    return around


def _scaled(values: Floats, inside: NDArray[np.bool_]) -> tuple[Floats, float]:
    part = values[inside].astype(np.float64)
    part -= part.mean()
    length = float(np.linalg.norm(part))
    if length <= 1e-6 * max(1.0, float(np.abs(values).max())):
        raise ValueError("the same value everywhere")
    scaled = np.zeros(values.shape, np.float32)
    scaled[inside] = part / length
    return scaled, length / math.sqrt(part.size)


def _unit(values: Floats) -> Floats:
    centred = values - values.mean()
    return centred / max(float(np.linalg.norm(centred)), 1e-12)
