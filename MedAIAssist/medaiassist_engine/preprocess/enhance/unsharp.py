"""Unsharp masking."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume
from ..smoothing import TRUNCATE, gaussian
from ..voxelwise import Progress, Spacing, filter_volume, margin_of
from .parameters import UnsharpParameters


def run_unsharp(
    volume: Volume,
    parameters: UnsharpParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """The volume plus `amount` times its difference from a blurred copy, within its old range."""
    check_volume(volume)
    low, high = volume.array.min(), volume.array.max()

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        detail: NDArray[Any] = image - gaussian(
            image, [parameters.sigma / s for s in spacing], progress
        )
        detail[np.abs(detail) < parameters.threshold] = 0
        detail *= parameters.amount
        detail += image
        np.clip(detail, low, high, out=detail)
        return detail

    return filter_volume(
        volume,
        kernel,
        context,
        mask=mask,
        region=region,
        margin=margin_of(volume, TRUNCATE * parameters.sigma),
        mode=parameters.mode,
    )
