"""Windowing: clip to two limits and stretch between them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import ParameterError
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume
from ..limits import Limit, find_limit
from ..statistics import percentiles, values_within
from ..voxelwise import map_values
from .parameters import WindowParameters


def run_window(
    volume: Volume,
    parameters: WindowParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """Intensities clipped to the window and, if asked, stretched to the output range."""
    p = parameters
    if p.stretch and p.output_low >= p.output_high:
        raise ParameterError(
            f"Output minimum ({p.output_low:g}) must be below output maximum ({p.output_high:g})."
        )
    check_volume(volume)
    limit = find_limit(volume, mask, region, context)
    low, high = _limits(volume, p, limit, context)

    def function(values: NDArray[Any]) -> NDArray[Any]:
        np.clip(values, low, high, out=values)
        if p.stretch:
            values -= low
            values *= (p.output_high - p.output_low) / max(high - low, 1e-12)
            values += p.output_low
        return values

    dtype = None if p.output_type == "same" else p.output_type
    return map_values(volume, function, context, limit, dtype)


def _limits(
    volume: Volume, p: WindowParameters, limit: Limit, context: Context
) -> tuple[float, float]:
    if p.method == "window":
        return p.level - p.window / 2, p.level + p.window / 2
    if p.lower >= p.upper:
        raise ParameterError(
            f"Lower percentile ({p.lower:g}) must be below upper percentile ({p.upper:g})."
        )
    low, high = percentiles(values_within(volume, limit), p.lower, p.upper)
    context.note(f"Window from percentiles: {low:.4g} to {high:.4g} (intensity units).")
    return low, high
