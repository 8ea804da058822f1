"""Bilateral filter in two and three dimensions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..threads import in_blocks
from ..voxelwise import Progress, Spacing, filter_volume, margin_of
from .automatic import noise_of
from .parameters import BilateralParameters

_REACH = 2.0  # window radius in sigmas
_BINS = 4096  # entries of the table of range weights
_RANGE = 4.0  # sigmas it covers


def run_bilateral(
    volume: Volume,
    parameters: BilateralParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """The volume with each voxel averaged over near neighbours of similar intensity."""
    sigma_range = parameters.strength * noise_of(volume, parameters.noise, context)

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        return bilateral(image, spacing, parameters.sigma, sigma_range, progress)

    return filter_volume(
        volume,
        kernel,
        context,
        mask=mask,
        region=region,
        margin=margin_of(volume, _REACH * parameters.sigma),
        mode=parameters.mode,
    )


def bilateral(
    image: NDArray[Any], spacing: Spacing, sigma: float, sigma_range: float, progress: Progress
) -> NDArray[Any]:
    """Bilateral filter of an image (2D or 3D), as float32.

    Args:
        spacing: mm along the image's axes.
        sigma: of the spatial Gaussian, mm; the window is a ball of twice that radius.
        sigma_range: of the Gaussian over intensity differences.

    Neighbours outside the image are left out. Reference: Tomasi and Manduchi, ICCV 1998.
    """
    source = np.ascontiguousarray(image, dtype=np.float32)
    as_3d = source if source.ndim == 3 else source[None]
    offsets, weights = _window(spacing if len(spacing) == 3 else (1e9, *spacing), sigma)
    steps = np.linspace(0, _RANGE, _BINS)
    table = np.exp(-0.5 * steps**2).astype(np.float32)
    table[-1] = 0
    scale = np.float32((_BINS - 1) / (_RANGE * sigma_range))
    result = np.empty_like(as_3d)
    in_blocks(
        lambda a, b: _rows(as_3d, result, offsets, weights, table, scale, a, b),
        as_3d.shape[0] * as_3d.shape[1],
        progress,
        as_3d.size * len(weights),
    )
    return result.reshape(source.shape)


def _window(spacing: Spacing, sigma: float) -> tuple[NDArray[Any], NDArray[Any]]:
    """Offsets (n, 3) in voxels within the ball, and their spatial weights (n,)."""
    radii = [math.floor(_REACH * sigma / s) for s in spacing]
    grid = np.stack(np.meshgrid(*(np.arange(-r, r + 1) for r in radii), indexing="ij"), -1)
    offsets = grid.reshape(-1, 3)
    squared = ((offsets * np.asarray(spacing)) ** 2).sum(axis=1)
    near = squared <= (_REACH * sigma) ** 2
    weights = np.exp(-0.5 * squared[near] / sigma**2)
    return offsets[near].astype(np.int64), weights.astype(np.float32)


@njit(nogil=True, cache=True, fastmath=True)
def _rows(image, result, offsets, weights, table, scale, start, stop):  # type: ignore[no-untyped-def]
    depth, height, width = image.shape
    total = np.empty(width, np.float32)
    norm = np.empty(width, np.float32)
    last = len(table) - 1
    for row in range(start, stop):
        k, j = row // height, row % height
        total[:] = 0
        norm[:] = 0
        for n in range(len(weights)):
            dk, dj, di = offsets[n]
            if not (0 <= k + dk < depth and 0 <= j + dj < height):
                continue
            for i in range(max(0, -di), min(width, width - di)):
                value = image[k + dk, j + dj, i + di]
                step = min(abs(value - image[k, j, i]) * scale, np.float32(last))
                weight = weights[n] * table[int(step + np.float32(0.5))]
                total[i] += weight * value
                norm[i] += weight
        for i in range(width):
            result[k, j, i] = total[i] / norm[i]
