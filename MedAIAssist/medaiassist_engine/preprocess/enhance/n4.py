"""N4 bias field correction."""

from __future__ import annotations

from typing import Any

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume, title
from ..itk import execute, from_itk, to_itk
from ..limits import find_limit
from ..statistics import otsu
from ..voxelwise import Kernel, Progress, Spacing, filter_volume
from .parameters import N4Parameters

_FEWEST = 8  # voxels along an axis that shrinking leaves, for the field's B-splines


def run_n4(
    volume: Volume,
    parameters: N4Parameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """The volume without its slow shading, estimated inside the mask, corrected everywhere.

    Raises:
        UserError: the volume is a line of voxels, or no foreground voxel is brighter than 0.
    """
    check_volume(volume)
    foreground = None
    if mask is not None:
        limit = find_limit(volume, mask, None, context)
        foreground = np.zeros(volume.array.shape[:3], np.uint8)
        foreground[limit.box] = 1 if limit.inside is None else limit.inside
    kernel = _kernel(volume, parameters, foreground, context)
    # The shading is judged from the whole volume; a region limits only where it is removed.
    return filter_volume(volume, kernel, context, region=region, margin=volume.array.shape[:3])


def _kernel(
    volume: Volume, p: N4Parameters, foreground: NDArray[Any] | None, context: Context
) -> Kernel:
    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        if 1 in image.shape:
            raise UserError(
                f"{title(volume)} is a single line of voxels, too thin for N4; choose another."
            )
        if foreground is not None:
            inside = foreground.reshape(image.shape)
        elif p.otsu:
            threshold = otsu(image)
            inside = (image > threshold).astype(np.uint8)
            context.note(f"Foreground: intensities above {threshold:.4g} (Otsu).")
        else:
            inside = np.ones(image.shape, np.uint8)
        inside = inside & (image > 0)
        if not inside.any():
            raise UserError(
                f"{title(volume)} has no positive values in its foreground, which N4 needs; "
                "choose an MR volume or another mask."
            )
        return correct_bias(image, inside, spacing, p.shrink, p.iterations, p.levels, progress)

    return kernel


def correct_bias(
    image: NDArray[Any],
    inside: NDArray[Any],
    spacing: Spacing,
    shrink: int,
    iterations: int,
    levels: int,
    progress: Progress,
) -> NDArray[Any]:
    """Divide a float image (2D or 3D) by the bias field estimated where `inside` is 1.

    Overwrites `image`. Reference: Tustison et al., IEEE TMI 29(6), 2010.
    """
    full = sitk.Cast(to_itk(image, spacing), sitk.sitkFloat32)
    factors = [max(1, min(shrink, n // _FEWEST)) for n in reversed(image.shape)]
    n4 = sitk.N4BiasFieldCorrectionImageFilter()
    n4.SetMaximumNumberOfIterations([iterations] * levels)
    n4.SetConvergenceThreshold(1e-3)

    def fraction() -> float:
        level = min(n4.GetCurrentLevel(), levels - 1)
        return float(level + n4.GetElapsedIterations() / iterations) / levels

    small = sitk.Shrink(full, factors)
    small_inside = sitk.Shrink(to_itk(inside.astype(np.uint8), spacing), factors)
    execute(n4, small, small_inside, progress=progress, fraction=fraction)
    log_bias = from_itk(n4.GetLogBiasFieldAsImage(full))
    for part, bias in zip(image, log_bias, strict=True):
        part /= np.exp(bias)
    return image
