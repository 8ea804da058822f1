"""Gaussian smoothing and spatial derivatives on all cores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from .threads import in_blocks
from .voxelwise import Progress, share

TRUNCATE = 4.0


def gaussian(image: NDArray, sigma: Sequence[float], progress: Progress) -> NDArray:
    """Smooth a float image with `sigma` voxels along each axis; edges are repeated outwards.

    The same as `scipy.ndimage.gaussian_filter(image, sigma, mode="nearest")`.
    """
    for axis, width in enumerate(sigma):
        if width > 0 and image.shape[axis] > 1:
            image = _along(image, axis, width, share(progress, axis, len(sigma)))
    return image


def _along(image: NDArray, axis: int, sigma: float, progress: Progress) -> NDArray:
    result = np.empty_like(image)
    across = 0 if axis else 1

    def smooth(start: int, stop: int) -> None:
        block = [slice(None)] * image.ndim
        block[across] = slice(start, stop)
        gaussian_filter1d(
            image[tuple(block)], sigma, axis, 0, result[tuple(block)], "nearest", 0.0, TRUNCATE
        )

    in_blocks(smooth, image.shape[across], progress)
    return result


def gradients(image: NDArray, spacing: Sequence[float]) -> list[NDArray]:
    """Central differences per mm along each axis; zero along axes of one voxel."""
    return [
        np.gradient(image, step, axis=axis) if image.shape[axis] > 1 else np.zeros_like(image)
        for axis, step in enumerate(spacing)
    ]
