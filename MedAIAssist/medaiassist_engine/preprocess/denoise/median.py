"""Median filter."""

from __future__ import annotations

from typing import Any

import SimpleITK as sitk
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..itk import execute, from_itk, to_itk
from ..voxelwise import Progress, Spacing, filter_volume
from .parameters import MedianParameters


def run_median(
    volume: Volume,
    parameters: MedianParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """Each voxel becomes the median of the cube of `radius` voxels around it."""
    radius = parameters.radius

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        median = sitk.MedianImageFilter()
        median.SetRadius([radius] * image.ndim)
        return from_itk(execute(median, to_itk(image, spacing), progress=progress))

    return filter_volume(
        volume,
        kernel,
        context,
        mask=mask,
        region=region,
        margin=(radius, radius, radius),
        mode=parameters.mode,
    )
