"""Laplacian of Gaussian and its zero crossings."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume
from ..limits import Limit, find_limit
from ..smoothing import gaussian
from ..statistics import sample
from ..voxelwise import Progress, Spacing, scratch
from .parameters import LogParameters
from .result import Result, as_segmentation, as_volume, measure


def run_log(
    volume: Volume,
    parameters: LogParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Result:
    """The response per mm² as a volume, or its zero crossings as a segmentation."""
    check_volume(volume)
    limit = find_limit(volume, mask, region, context)

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        return laplacian_of_gaussian(image, spacing, parameters.sigma, progress)

    memory = context if parameters.output == "volume" else scratch(context)
    found = measure(
        volume, kernel, memory, limit, sigma=parameters.sigma, around=1, mode=parameters.mode
    )
    if parameters.output == "volume":
        return as_volume(volume, found)
    threshold = parameters.threshold
    if threshold is None:
        threshold = _automatic(found, limit)
        context.note(f"Least jump at a zero crossing: {threshold:.4g} intensity/mm².")
    axes = (1, 2) if parameters.mode == "2d" else (0, 1, 2)
    return as_segmentation(volume, zero_crossings(found, threshold, axes), context)


def laplacian_of_gaussian(
    image: NDArray[Any], spacing: Spacing, sigma: float, progress: Progress
) -> NDArray[Any]:
    """Sum of second differences per mm² of a float image smoothed by `sigma` mm."""
    smooth = gaussian(image, [sigma / s for s in spacing], progress)
    total = np.zeros_like(smooth)
    for axis, step in enumerate(spacing):
        moved, target = np.moveaxis(smooth, axis, 0), np.moveaxis(total, axis, 0)
        if len(moved) == 1:
            continue
        rise = np.diff(moved, axis=0) / step**2
        target[:-1] += rise
        target[1:] -= rise
    return total


def zero_crossings(response: NDArray[Any], threshold: float, axes: tuple[int, ...]) -> NDArray[Any]:
    """Where the sign changes to the next voxel along `axes` by a jump of at least `threshold`.

    Of the two voxels at a crossing the one nearer to zero is marked; exact zeros, as outside a
    mask, count as no sign.
    """
    edges = np.zeros(response.shape, dtype=bool)
    for axis in axes:
        moved, marked = np.moveaxis(response, axis, 0), np.moveaxis(edges, axis, 0)
        for n in range(len(moved) - 1):
            here, there = moved[n], moved[n + 1]
            crossing = (np.sign(here) * np.sign(there) < 0) & (np.abs(here - there) >= threshold)
            nearer = np.abs(here) <= np.abs(there)
            marked[n] |= crossing & nearer
            marked[n + 1] |= crossing & ~nearer
    return edges


def _automatic(found: NDArray[Any], limit: Limit) -> float:
    """One standard deviation of the response: about where noise ends and anatomy begins."""
    inside = found[limit.box]
    return float(np.std(sample(inside if limit.inside is None else inside[limit.inside])))
