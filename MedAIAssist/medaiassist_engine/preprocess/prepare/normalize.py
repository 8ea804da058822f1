"""Normalising intensities across cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import ParameterError, UserError
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume, title
from ..dtypes import working_dtype
from ..limits import find_limit
from ..statistics import mean_and_deviation, percentiles, values_within
from ..voxelwise import channels, copy_of
from .parameters import NormalizeParameters

# Clip to low..high, subtract the shift, divide by the scale.
_Mapping = tuple[float, float, float, float]


def run_normalize(
    volume: Volume,
    parameters: NormalizeParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """float32; all voxels by the statistics inside mask and region, each channel by its own."""
    check_volume(volume)
    if parameters.robust and parameters.lower >= parameters.upper:
        raise ParameterError(
            f"Lower percentile ({parameters.lower:g}) must be below "
            f"upper percentile ({parameters.upper:g})."
        )
    limit = find_limit(volume, mask, region, context)
    whole = find_limit(volume, None, None, context)
    values = values_within(volume, limit)
    result = copy_of(volume, whole, context, np.float32)
    sources, targets = channels(volume.array, volume), channels(result, volume)
    for c, (source, target) in enumerate(zip(sources, targets, strict=True)):
        inside = values if values.ndim == 1 else values[:, c]
        mapping = _mapping(inside, parameters, title(volume))
        if parameters.method != "window":
            context.note(f"Normalised with shift {mapping[2]:.4g} and scale {mapping[3]:.4g}.")
        for n, part in enumerate(source):
            target[n] = _apply(part.astype(working_dtype(part.dtype)), mapping)
            context.progress((c + (n + 1) / len(source)) / len(sources))
    return replace(volume, array=result)


def _mapping(values: NDArray[Any], p: NormalizeParameters, called: str) -> _Mapping:
    if p.method == "window":
        low = p.level - p.window / 2
        return low, low + p.window, low, p.window
    low, high = percentiles(values, *((p.lower, p.upper) if p.robust else (0, 100)))
    if low >= high:
        raise UserError(
            f"{called} has the same value everywhere it is measured, so it cannot be normalised; "
            "choose another mask or region, or wider percentiles."
        )
    if p.method == "minmax":
        return low, high, low, high - low
    clip = (low, high) if p.robust else (-np.inf, np.inf)
    return *clip, *mean_and_deviation(values, *clip)


def _apply(values: NDArray[Any], mapping: _Mapping) -> NDArray[Any]:
    low, high, shift, scale = mapping
    np.clip(values, low, high, out=values)
    values -= shift
    values /= scale
    return values
