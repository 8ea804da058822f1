"""Resampling to another voxel size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import LabelMap, Matrix, Volume, matrix, spacing_of
from ..checks import check_volume, title
from ..dtypes import store, working_dtype
from ..itk import execute, from_itk, to_itk
from ..smoothing import gaussian
from ..voxelwise import Progress, Spacing, spacing_kji
from .grids import labels_on_grid, moved_origin
from .parameters import ResampleParameters

_MOST_VOXELS = 2**32
_INTERPOLATORS = {
    "linear": sitk.sitkLinear,
    "nearest": sitk.sitkNearestNeighbor,
    "bspline": sitk.sitkBSpline,
}


def run_resample(
    volume: Volume,
    parameters: ResampleParameters,
    context: Context,
    mask: LabelMap | None = None,
) -> dict[str, Volume | LabelMap]:
    """The volume, and the mask if given, on voxels of the spacing; the centre stays in place.

    Raises:
        UserError: the result would have more than 2^32 voxels.
    """
    check_volume(volume)
    spacing = parameters.spacing or (min(spacing_kji(volume)),) * 3
    shape, ijk_to_ras = resampled_grid(volume, spacing)
    result = context.empty((*shape, *volume.array.shape[3:]), volume.array.dtype)
    count = result.shape[3] if result.ndim == 4 else 1
    for c in range(count):
        part = context.part(c / count, (c + 1) / count)
        source, target = volume.array, result
        if result.ndim == 4:
            source, target = source[..., c], target[..., c]
        values = resample_array(
            source,
            spacing_kji(volume),
            shape,
            spacing[::-1],
            parameters.interpolation,
            parameters.antialias,
            part.progress,
        )
        store(target, values)
    outputs: dict[str, Volume | LabelMap] = {
        "volume": replace(volume, array=result, ijk_to_ras=ijk_to_ras)
    }
    if mask is not None:
        outputs["segmentation"] = labels_on_grid(mask, shape, ijk_to_ras)
    return outputs


def resampled_grid(
    volume: Volume, spacing: tuple[float, float, float]
) -> tuple[tuple[int, int, int], Matrix]:
    """Shape (k, j, i) and matrix of the grid with `spacing` (i, j, k; mm) that has the same
    directions and centre, and covers the same field of view to within half a voxel."""
    old = np.array(spacing_of(volume.ijk_to_ras))
    count = np.array(volume.array.shape[2::-1])
    new = np.maximum(1, np.floor(count * old / spacing + 0.5 + 1e-9))
    if new.prod() > _MOST_VOXELS:
        i, j, k = (f"{n:.0f}" for n in new)
        raise UserError(
            f"{title(volume)} would become {i} x {j} x {k} voxels; choose a larger spacing."
        )
    factor = np.asarray(spacing) / old
    start = (count - 1) / 2 - (new - 1) / 2 * factor
    full = np.array(moved_origin(volume.ijk_to_ras, start))
    full[:3, :3] *= factor
    return (int(new[2]), int(new[1]), int(new[0])), matrix(full)


def resample_array(
    array: NDArray[Any],
    spacing: Spacing,
    shape: tuple[int, int, int],
    new_spacing: Spacing,
    interpolation: str,
    antialias: bool,
    progress: Progress,
) -> NDArray[Any]:
    """A (k, j, i) array on `shape` voxels of `new_spacing` (mm along k, j, i) with the same centre.

    Beyond the outermost voxel centres the outermost values are repeated.
    """
    image = array.astype(working_dtype(array.dtype))
    if antialias and interpolation != "nearest":
        # As skimage.transform.resize: half the excess of the new voxel over the old.
        sigma = [max(0.0, (n / s - 1) / 2) for s, n in zip(spacing, new_spacing, strict=True)]
        image = gaussian(image, sigma, lambda f: progress(0.5 * f))
    moving = to_itk(image, spacing)
    resampler = sitk.ResampleImageFilter()
    resampler.SetInterpolator(_INTERPOLATORS[interpolation])
    resampler.SetUseNearestNeighborExtrapolator(True)
    resampler.SetSize([int(n) for n in reversed(shape)])
    resampler.SetOutputSpacing([float(s) for s in reversed(new_spacing)])
    origin = [
        (n - 1) * s / 2 - (m - 1) * t / 2
        for n, s, m, t in zip(image.shape, spacing, shape, new_spacing, strict=True)
    ]
    resampler.SetOutputOrigin([float(o) for o in reversed(origin)])
    return from_itk(execute(resampler, moving, progress=lambda f: progress(0.5 + 0.5 * f)))
