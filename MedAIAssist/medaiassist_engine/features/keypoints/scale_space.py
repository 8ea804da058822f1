"""Gaussian scale space of a volume, in mm, one octave at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...preprocess.smoothing import gaussian
from ...preprocess.voxelwise import Progress

INTERVALS = 3
"""Scales searched per octave (Lowe 2004: more finds more, but less repeatable, keypoints)."""

SAMPLING = 1.6
"""The first scale of an octave in its own voxels (Lowe 2004)."""

_BLUR_OF_VOXELS = 0.5  # standard deviation, in voxels, that an image comes with (Lowe 2004)
_LEAST_VOXELS = 8
_COARSER_BY = 1.3  # an axis is halved if it then stays within this factor of the octave's voxel
_HALFWAY = (-1 / 16, 9 / 16, 9 / 16, -1 / 16)  # cubic interpolation in the middle of two voxels


@dataclass(frozen=True)
class Level:
    """Four successive smoothed images: their differences are the DoG below, at and above a scale.

    Attributes:
        images: of scales sigma / step, sigma, sigma * step, sigma * step^2.
        to_ras: (3, 4), maps an index (k, j, i, 1) of the images to RAS mm.
        sigma: scale of images[1] in mm.
    """

    images: tuple[NDArray[np.float32], ...]
    to_ras: NDArray[np.float64]
    sigma: float


def levels(
    image: NDArray[np.float32],
    to_ras: NDArray[np.float64],
    sigma: float,
    octaves: int | None,
    progress: Progress,
) -> Iterator[Level]:
    """All levels from fine to coarse; at most four smoothed images are alive at a time.

    Args:
        image: (k, j, i).
        to_ras: (3, 4), maps (k, j, i, 1) to RAS mm.
        sigma: the finest scale in mm.
        octaves: at most so many doublings of the scale; None goes on while the image is
            at least eight voxels thick.
    """
    variance = (_BLUR_OF_VOXELS * np.linalg.norm(to_ras[:, :3], axis=0)) ** 2
    count = octave_count(image.shape, to_ras, sigma, octaves)
    done, work = 0.0, sum(8.0**-o for o in range(count))
    for octave in range(count):
        share = 8.0**-octave / work

        def report(fraction: float, done: float = done, share: float = share) -> None:
            progress(min(1.0, done + share * fraction))

        image, variance = _blurred(image, to_ras, variance, sigma, report, 0)
        image, to_ras = _coarser(image, to_ras, sigma)
        window = [image]
        for n in range(1, INTERVALS + 3):
            scale = sigma * 2 ** (n / INTERVALS)
            image, variance = _blurred(image, to_ras, variance, scale, report, n)
            window.append(image)
            if n == INTERVALS:
                following, its_variance = image, variance
            if len(window) == 4:
                yield Level(tuple(window), to_ras, sigma * 2 ** ((n - 2) / INTERVALS))
                del window[0]
        sigma *= 2
        image, variance = following, its_variance
        done += share


def octave_count(
    shape: Sequence[int], to_ras: NDArray[np.float64], sigma: float, most: int | None
) -> int:
    """Doublings of the scale until the image is less than eight voxels of that scale thick."""
    extent = float(np.min(np.asarray(shape) * np.linalg.norm(to_ras[:, :3], axis=0)))
    count = 0
    while extent * SAMPLING / (sigma * 2**count) >= _LEAST_VOXELS and count != most:
        count += 1
    return count if min(shape) >= 3 else 0


def _blurred(
    image: NDArray[np.float32],
    to_ras: NDArray[np.float64],
    variance: NDArray[np.float64],
    sigma: float,
    progress: Progress,
    step: int,
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """The image at `sigma` mm from one that has `variance` mm² along each axis."""
    missing = np.maximum(sigma**2 - variance, 0)
    widths = np.sqrt(missing) / np.linalg.norm(to_ras[:, :3], axis=0)
    steps = INTERVALS + 3
    smooth: NDArray[Any] = gaussian(
        image, [float(w) for w in widths], lambda f: progress((step + f) / steps)
    )
    return smooth, variance + missing


def _coarser(
    image: NDArray[np.float32], to_ras: NDArray[np.float64], sigma: float
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """The image with axes halved that are sampled finer than its scale needs."""
    to_ras = to_ras.copy()
    for axis in range(3):
        while (
            2 * np.linalg.norm(to_ras[:, axis]) <= _COARSER_BY * sigma / SAMPLING
            and image.shape[axis] >= _LEAST_VOXELS
        ):
            if image.shape[axis] % 2 == 0:
                to_ras[:, 3] += to_ras[:, axis] / 2
            image = _halved(image, axis)
            to_ras[:, axis] *= 2
    return image, to_ras


def _halved(image: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """Every second voxel of an odd length; midway between pairs of an even one.

    So the samples lie the same from either end, and a volume stored backwards gives the same.
    """
    moved = np.moveaxis(image, axis, 0)
    if len(moved) % 2:
        return np.ascontiguousarray(np.moveaxis(moved[::2], 0, axis))
    padded = np.pad(moved, [(1, 1), (0, 0), (0, 0)], mode="edge")
    outer, inner = np.float32(_HALFWAY[0]), np.float32(_HALFWAY[1])
    middle = (padded[1:-1:2] + padded[2:-1:2]) * inner
    middle += (padded[0:-3:2] + padded[3::2]) * outer
    return np.ascontiguousarray(np.moveaxis(middle, 0, axis))
