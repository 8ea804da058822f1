"""Gaussian blur."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..smoothing import TRUNCATE, gaussian
from ..voxelwise import Progress, Spacing, filter_volume, margin_of
from .parameters import GaussianParameters


def run_gaussian(
    volume: Volume,
    parameters: GaussianParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """The volume blurred by a Gaussian of `sigma` mm."""

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        return gaussian(image, [parameters.sigma / s for s in spacing], progress)

    return filter_volume(
        volume,
        kernel,
        context,
        mask=mask,
        region=region,
        margin=margin_of(volume, TRUNCATE * parameters.sigma),
        mode=parameters.mode,
    )
