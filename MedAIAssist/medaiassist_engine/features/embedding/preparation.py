"""The part of a volume that a network sees, on the voxels and in the range it was made for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import ParameterError, UserError
from ...contract.payloads import Volume, spacing_of
from ...preprocess.checks import title
from ...preprocess.limits import Limit
from ...preprocess.prepare.reorient import axis_codes, reorient
from ...preprocess.prepare.resample import resample_array
from ...preprocess.voxelwise import spacing_kji
from ..regions import Part
from .form import Form
from .parameters import EmbeddingParameters

_ROBUST = (0.1, 99.9)
_MULTIPLE = 32  # what networks with pooling need, where no size is known
# By where the axis across the slices points: columns and rows as slices are viewed.
_VIEWED = {"S": "LPS", "I": "LPS", "A": "LIA", "P": "LIA", "R": "PIR", "L": "PIR"}

Reals = NDArray[np.float32]


@dataclass(frozen=True)
class Scale:
    """How intensities become those of the network: clipped to black..white, then mapped."""

    black: float
    white: float
    factor: float
    offset: float

    def __call__(self, values: NDArray[Any]) -> Reals:
        clipped = np.clip(values.astype(np.float32), self.black, self.white)
        return np.asarray(clipped * self.factor + self.offset, dtype=np.float32)

    @property
    def lowest(self) -> float:
        return self.black * self.factor + self.offset


def scale_of(channel: NDArray[Any], form: Form, p: EmbeddingParameters) -> Scale:
    """From the whole volume, so that all of its segments are seen alike.

    Raises:
        ParameterError: black is not below white.
    """
    low, high = (float(v) for v in np.percentile(channel.astype(np.float32), _ROBUST))
    if p.normalize == "none":
        low, high = float(channel.min()), float(channel.max())
    low = low if p.low is None else p.low
    high = high if p.high is None else p.high
    if low > high or (low == high and (p.low, p.high) != (None, None)):
        raise ParameterError(
            f"Black below ({low:g}) must be less than white above ({high:g}); "
            "change one or set both to automatic."
        )
    if p.normalize == "none":
        return Scale(low, high, 1.0, 0.0)
    if p.normalize == "zscore":
        clipped = np.clip(channel, low, high)
        deviation = float(clipped.std(dtype=np.float64)) or 1.0
        return Scale(low, high, 1 / deviation, -float(clipped.mean(dtype=np.float64)) / deviation)
    start, end = (form.range if p.normalize == "automatic" else None) or (0.0, 1.0)
    factor = (end - start) / ((high - low) or 1.0)
    return Scale(low, high, factor, start - low * factor)


def channels_of(volume: Volume, form: Form) -> list[NDArray[Any]]:
    """The (k, j, i) arrays of a volume as the network's channels; grey ones are repeated.

    Raises:
        UserError: the volume has several values per voxel, but not as many as the network takes.
    """
    if volume.array.ndim == 3:
        return [volume.array] * form.channels
    count = volume.array.shape[3]
    usable = 3 if volume.colour and count == 4 else count  # without its opacity
    if usable != form.channels:
        raise UserError(
            f"{title(volume)} has {count} values per voxel, but the network takes {form.channels}; "
            "choose another volume or network."
        )
    return [volume.array[..., n] for n in range(usable)]


def batch_of(
    volume: Volume,
    part: Part,
    form: Form,
    p: EmbeddingParameters,
    channels: list[tuple[NDArray[Any], Scale]],
    context: Context,
) -> Reals:
    """(1, channels, i, j, k) of a part that has voxels, or (slices, channels, i, j); or with the
    axes reversed, as the parameters say."""
    assert part.box is not None
    spacing = spacing_kji(volume)
    around = tuple(round(p.margin / s) for s in spacing)
    limit = Limit(part.box)
    box = limit.grown((around[0], around[1], around[2]), volume.array.shape[:3])
    axes = _orientation(volume, form, p)
    images = []
    for n, (channel, scale) in enumerate(channels):
        context.progress(0.5 * n / len(channels), "Preparing the image")
        image = scale(channel[box])
        if p.mask:
            inside = np.zeros(image.shape, dtype=bool)
            inside[limit.inner(box)] = part.mask()
            image[~inside] = scale.lowest
        image, matrix = (
            (image, volume.ijk_to_ras) if axes is None else reorient(image, volume.ijk_to_ras, axes)
        )
        i, j, k = spacing_of(matrix)
        if form.dimensions == 2:
            image = _some_slices(image, p.slices)
        images.append(_fitted(image, (k, j, i), form, p, scale.lowest))
    stacked = np.stack(images)  # channels, k, j, i
    if form.dimensions == 2:
        stacked = np.moveaxis(stacked, 1, 0)  # slices, channels, j, i
        ordered = stacked.swapaxes(2, 3) if p.axes == "ijk" else stacked
        return np.ascontiguousarray(ordered)
    ordered = stacked.transpose(0, 3, 2, 1) if p.axes == "ijk" else stacked
    return np.ascontiguousarray(ordered[None])


def _orientation(volume: Volume, form: Form, p: EmbeddingParameters) -> str | None:
    """Where i, j, k are to point; None for as they are stored."""
    if p.orientation == "stored":
        return None
    if p.orientation != "automatic":
        return p.orientation
    if form.dimensions == 3:
        return "RAS"
    thin = [axis for axis in range(3) if volume.array.shape[2 - axis] == 1]  # i, j, k
    across = thin[0] if len(thin) == 1 else 2
    return _VIEWED[axis_codes(volume.ijk_to_ras)[across]]


def _some_slices(image: Reals, most: int) -> Reals:
    if len(image) <= most:
        return image
    return image[np.linspace(0, len(image) - 1, most).round().astype(int)]


def _fitted(
    image: Reals,
    spacing: tuple[float, float, float],
    form: Form,
    p: EmbeddingParameters,
    fill: float,
) -> Reals:
    """On the network's voxels; in 2D the slices stay as many as they are."""
    first = 3 - form.dimensions  # axes that are the network's
    size = [0] * first + list(form.size[::-1] if form.size else [0] * form.dimensions)
    new = list(p.spacing[::-1]) if p.spacing else list(spacing)
    if form.dimensions == 2:
        size[0], new[0] = len(image), spacing[0]
    extent = [n * s for n, s in zip(image.shape, spacing, strict=True)]
    if p.fit == "resize" and form.size:
        shape = size
        new = [e / n for e, n in zip(extent, size, strict=True)]
    else:
        shape = [max(1, round(e / s)) for e, s in zip(extent, new, strict=True)]
    if tuple(shape) != image.shape:
        k, j, i = shape
        image = resample_array(
            image, spacing, (k, j, i), (new[0], new[1], new[2]), "linear", True, lambda _: None
        )
    multiples = [-(-n // _MULTIPLE) * _MULTIPLE for n in image.shape]
    return _padded(image, [n or m for n, m in zip(size, multiples, strict=True)], fill)


def _padded(image: Reals, shape: list[int], fill: float) -> Reals:
    """Around the same centre, cut or filled."""
    result = np.full(shape, fill, dtype=np.float32)
    source, target = [], []
    for old, new in zip(image.shape, shape, strict=True):
        kept = min(old, new)
        source.append(slice((old - kept) // 2, (old - kept) // 2 + kept))
        target.append(slice((new - kept) // 2, (new - kept) // 2 + kept))
    result[tuple(target)] = image[tuple(source)]
    return result
