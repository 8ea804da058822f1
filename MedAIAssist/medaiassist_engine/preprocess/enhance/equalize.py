"""Histogram equalisation."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume
from ..limits import Limit, find_limit
from ..statistics import otsu, sample, values_within
from ..voxelwise import map_values
from .hue import on_value
from .parameters import EqualizeParameters


def run_equalize(
    volume: Volume,
    parameters: EqualizeParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """Intensities spread evenly between their minimum and maximum inside the limits."""
    check_volume(volume)
    limit = find_limit(volume, mask, region, context)

    def equalize(scalar: Volume, inner: Context) -> Volume:
        return _equalize(scalar, parameters, inner, limit)

    if volume.colour and volume.array.ndim == 4:
        return on_value(volume, context, equalize)
    return equalize(volume, context)


def _equalize(
    volume: Volume, parameters: EqualizeParameters, context: Context, limit: Limit
) -> Volume:
    values = values_within(volume, limit)
    low, high = float(values.min()), float(values.max())
    start = low
    if parameters.foreground and limit.inside is None and high > low:
        start = otsu(values)
        context.note(f"Equalised the foreground: intensities above {start:.4g} (Otsu).")
    counts, edges = np.histogram(sample(values), parameters.bins, (start, high))
    cumulative = counts.cumsum() / max(counts.sum(), 1)
    centres = (edges[1:] + edges[:-1]) / 2

    def function(part: NDArray[Any]) -> NDArray[Any]:
        mapped = start + (high - start) * np.interp(part, centres, cumulative)
        return np.where(part < start, part, mapped).astype(part.dtype)

    return map_values(volume, function, context, limit)
