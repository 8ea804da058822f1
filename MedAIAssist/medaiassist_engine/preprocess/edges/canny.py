"""Canny edges in two and three dimensions."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import generate_binary_structure, label

from ...context import Context
from ...contract.errors import ParameterError
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume
from ..limits import find_limit
from ..smoothing import gaussian_gradient
from ..statistics import otsu, percentiles
from ..threads import in_blocks
from ..voxelwise import Progress, Spacing, scratch, share
from .parameters import CannyParameters
from .result import Result, as_segmentation, as_volume, measure
from .thinning import keep_maxima

_LOW_TO_HIGH = 0.4  # as in common implementations, where only one threshold is given


def run_canny(
    volume: Volume,
    parameters: CannyParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Result:
    """Edge voxels as a segmentation, or as a volume of 0 and 1."""
    check_volume(volume)
    limit = find_limit(volume, mask, region, context)

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        return ridges(image, spacing, parameters.sigma, progress)

    memory = scratch(context.part(0, 0.9))
    found = measure(
        volume, kernel, memory, limit, sigma=parameters.sigma, around=2, mode=parameters.mode
    )
    low, high = _thresholds(found, parameters, context)
    edges = hysteresis(found, low, high, flat=parameters.mode == "2d")
    context.progress(1.0)
    if parameters.output == "segmentation":
        return as_segmentation(volume, edges, context)
    result = context.empty(edges.shape, np.uint8)
    result[...] = edges
    return as_volume(volume, result)


def ridges(image: NDArray[Any], spacing: Spacing, sigma: float, progress: Progress) -> NDArray[Any]:
    """Gradient magnitude per mm of a float image, kept only at its maxima across the edge.

    Reference: Canny, IEEE TPAMI 8(6), 1986.
    """
    derivatives = gaussian_gradient(image, spacing, sigma, share(progress, 0, 3))
    components = [d.astype(np.float32, copy=False) for d in derivatives]
    if image.ndim == 2:
        components = [np.zeros((1, *image.shape), np.float32), *(c[None] for c in components)]
        spacing = (1e9, *spacing)
    k, j, i = components
    magnitude = _lengths(k, j, i, share(progress, 1, 3))
    steps = min(spacing) / np.asarray(spacing, np.float32)
    thin: NDArray[Any] = np.zeros_like(magnitude)
    in_blocks(
        lambda a, b: keep_maxima(magnitude, k, j, i, steps, thin, a, b),
        magnitude.shape[0] * magnitude.shape[1],
        share(progress, 2, 3),
        8 * magnitude.size,
    )
    return thin.reshape(image.shape)


def _lengths(k: NDArray[Any], j: NDArray[Any], i: NDArray[Any], progress: Progress) -> NDArray[Any]:
    """The length of each vector; in blocks, as the squares of a volume need much memory."""
    found = np.empty_like(k)

    def block(a: int, b: int) -> None:
        part = found[a:b]
        np.multiply(k[a:b], k[a:b], out=part)
        part += j[a:b] * j[a:b]
        part += i[a:b] * i[a:b]
        np.sqrt(part, out=part)

    in_blocks(block, len(found), progress, 4 * found.size)
    return found


def hysteresis(strength: NDArray[Any], low: float, high: float, *, flat: bool) -> NDArray[np.bool_]:
    """Voxels of at least `low` that touch, through such voxels, one of at least `high`.

    Touching by corners counts; with `flat` only within a slice.
    """
    structure = generate_binary_structure(3, 3)
    if flat:
        structure[[0, 2]] = False
    labels, count = label((strength >= low) & (strength > 0), structure)
    strong = np.zeros(count + 1, dtype=bool)
    strong[labels[strength >= high]] = True
    strong[0] = False
    edges: NDArray[np.bool_] = strong[labels]
    return edges


def _thresholds(found: NDArray[Any], p: CannyParameters, context: Context) -> tuple[float, float]:
    candidates = found[found > 0]
    if candidates.size == 0:
        return 0.0, 0.0

    def level(percent: float) -> float:
        if p.thresholds == "percentile":
            return percentiles(candidates, percent)[0]
        return percent / 100 * float(candidates.max())

    high = otsu(candidates) if p.high is None else level(p.high)
    low = _LOW_TO_HIGH * high if p.low is None else level(p.low)
    if p.high is None or p.low is None:
        context.note(f"Canny thresholds: {low:.4g} and {high:.4g} intensity/mm.")
    if low > high:
        raise ParameterError(
            f"The low threshold ({low:.4g} intensity/mm) is above the high one ({high:.4g}); "
            "lower it or set it to automatic."
        )
    return low, high
