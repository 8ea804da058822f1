"""Gamma correction."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume
from ..limits import find_limit
from ..statistics import percentiles, values_within
from ..voxelwise import map_values
from .parameters import GammaParameters


def run_gamma(
    volume: Volume,
    parameters: GammaParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """Intensities raised to `gamma` on a scale where their minimum is 0 and maximum 1."""
    check_volume(volume)
    limit = find_limit(volume, mask, region, context)
    low, high = percentiles(values_within(volume, limit), 0, 100)
    span = max(high - low, 1e-12)

    def function(values: NDArray[Any]) -> NDArray[Any]:
        values -= low
        values /= span
        values **= parameters.gamma
        values *= span
        values += low
        return values

    return map_values(volume, function, context, limit)
