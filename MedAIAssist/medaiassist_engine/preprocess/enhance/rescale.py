"""Linear change of intensities."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume
from ..limits import find_limit
from ..voxelwise import map_values
from .parameters import RescaleParameters


def run_rescale(
    volume: Volume,
    parameters: RescaleParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """alpha * x + beta, or its absolute value; integers saturate."""
    check_volume(volume)

    def function(values: NDArray[Any]) -> NDArray[Any]:
        values *= parameters.alpha
        values += parameters.beta
        return np.abs(values, out=values) if parameters.absolute else values

    return map_values(volume, function, context, find_limit(volume, mask, region, context))
