"""Gradient magnitude."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import sobel

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume
from ..limits import find_limit
from ..smoothing import gaussian_gradient
from ..statistics import otsu
from ..voxelwise import Progress, Spacing, scratch
from .parameters import GradientParameters
from .result import Result, as_segmentation, as_volume, measure


def run_gradient(
    volume: Volume,
    parameters: GradientParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Result:
    """The gradient's length per mm as a volume, or where it reaches a threshold."""
    check_volume(volume)
    limit = find_limit(volume, mask, region, context)

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        if parameters.method == "sobel":
            return sobel_magnitude(image, spacing)
        return gaussian_magnitude(image, spacing, parameters.sigma, progress)

    memory = context if parameters.output == "volume" else scratch(context)
    found = measure(
        volume, kernel, memory, limit, sigma=parameters.sigma, around=1, mode=parameters.mode
    )
    if parameters.output == "volume":
        return as_volume(volume, found)
    threshold = parameters.threshold
    if threshold is None:
        inside = found[limit.box]
        threshold = otsu(inside if limit.inside is None else inside[limit.inside])
        context.note(f"Gradient threshold: {threshold:.4g} intensity/mm (Otsu).")
    return as_segmentation(volume, (found >= threshold) & (found > 0), context)


def gaussian_magnitude(
    image: NDArray[Any], spacing: Spacing, sigma: float, progress: Progress
) -> NDArray[Any]:
    """|grad| per mm of a float image smoothed by `sigma` mm."""
    return _length(gaussian_gradient(image, spacing, sigma, progress))


def sobel_magnitude(image: NDArray[Any], spacing: Spacing) -> NDArray[Any]:
    """|grad| per mm of a float image by Sobel's operator, scaled to be a true derivative."""
    scale = 2.0 * 4.0 ** (image.ndim - 1)
    return _length([sobel(image, axis) / (scale * step) for axis, step in enumerate(spacing)])


def _length(components: list[NDArray[Any]]) -> NDArray[Any]:
    total: NDArray[Any] = np.zeros_like(components[0])
    for component in components:
        component *= component
        total += component
    np.sqrt(total, out=total)
    return total
