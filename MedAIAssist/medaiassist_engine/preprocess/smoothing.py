"""Gaussian smoothing and spatial derivatives on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from .threads import in_blocks
from .voxelwise import Progress, share

TRUNCATE = 4.0


def gaussian(image: NDArray[Any], sigma: Sequence[float], progress: Progress) -> NDArray[Any]:
    """Smooth a float image with `sigma` voxels along each axis; edges are repeated outwards.

    The same as `scipy.ndimage.gaussian_filter(image, sigma, mode="nearest")`.
    """
    for axis, width in enumerate(sigma):
        if width > 0 and image.shape[axis] > 1:
            image = _along(image, axis, width, share(progress, axis, len(sigma)))
    return image


def _along(image: NDArray[Any], axis: int, sigma: float, progress: Progress) -> NDArray[Any]:
    result = np.empty_like(image)
    across = 0 if axis else 1

    def smooth(start: int, stop: int) -> None:
        block = [slice(None)] * image.ndim
        block[across] = slice(start, stop)
        gaussian_filter1d(
            image[tuple(block)], sigma, axis, 0, result[tuple(block)], "nearest", 0.0, TRUNCATE
        )

    in_blocks(smooth, image.shape[across], progress, image.size)
    return result


def gaussian_gradient(
    image: NDArray[Any], spacing: Sequence[float], sigma: float, progress: Progress
) -> list[NDArray[Any]]:
    """Derivatives per mm along each axis of a float image smoothed by `sigma` mm.

    Central differences, unlike sampled derivatives of the Gaussian, stay right where sigma is
    smaller than a voxel, as across thick slices. They smooth by themselves like a box of variance
    spacing^2 / 3, so that much is taken off sigma along their axis.
    """
    return [
        _derivative(image, spacing, sigma, axis, share(progress, axis, image.ndim))
        for axis in range(image.ndim)
    ]


def _derivative(
    image: NDArray[Any], spacing: Sequence[float], sigma: float, axis: int, progress: Progress
) -> NDArray[Any]:
    if image.shape[axis] == 1:
        return np.zeros_like(image)
    widths = [sigma / s for s in spacing]
    widths[axis] = max(widths[axis] ** 2 - 1 / 3, 0) ** 0.5
    derivative: NDArray[Any] = np.gradient(
        gaussian(image, widths, progress), spacing[axis], axis=axis
    )
    return derivative
