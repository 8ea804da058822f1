"""Cropping and padding to the box around something."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, LabelMap, Volume
from ...geometry import spatial_shape
from ..checks import check_volume, title
from ..dtypes import saturate
from ..limits import find_limit
from ..region import Slices, index_bounds, tight_box
from ..statistics import otsu
from ..voxelwise import spacing_kji
from .grids import labels_on_grid, moved_origin
from .parameters import CropParameters


def run_crop(
    volume: Volume,
    parameters: CropParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> dict[str, Volume | LabelMap]:
    """The box around region and mask, or around the foreground if neither is given.

    The box follows the volume's own axes, so nothing is interpolated.
    """
    check_volume(volume)
    start, stop = _box(volume, mask, region, parameters.pad, context)
    margin = np.round(parameters.margin / np.array(spacing_kji(volume))).astype(int)
    start, stop = start - margin, stop + margin
    shape = np.array(spatial_shape(volume))
    if not parameters.pad:
        start, stop = np.maximum(start, 0), np.minimum(stop, shape)
    ijk_to_ras = moved_origin(volume.ijk_to_ras, start[::-1])
    result = context.empty((*(stop - start), *volume.array.shape[3:]), volume.array.dtype)
    _fill(result, volume.array, start, parameters.pad_value)
    outputs: dict[str, Volume | LabelMap] = {
        "volume": replace(volume, array=result, ijk_to_ras=ijk_to_ras)
    }
    if mask is not None:
        outputs["segmentation"] = labels_on_grid(mask, result.shape[:3], ijk_to_ras)
    context.progress(1.0)
    return outputs


def _box(
    volume: Volume, mask: LabelMap | None, region: Boxes | None, pad: bool, context: Context
) -> tuple[NDArray[Any], NDArray[Any]]:
    """First and one past the last index (k, j, i); may reach beyond the volume with a region."""
    if mask is None and region is None:
        return _foreground(volume, context)
    # A region that will be padded is not clipped, so the note about it is not wanted.
    limit = find_limit(volume, mask, region, Context() if pad and mask is None else context)
    if mask is None and region is not None:
        low, high = index_bounds(volume, region)
        # Voxels whose centre lies inside; rounding must not lose a face that hits a centre.
        return np.ceil(low - 1e-6).astype(int), np.floor(high + 1e-6).astype(int) + 1
    return _corners(limit.box)


def _foreground(volume: Volume, context: Context) -> tuple[NDArray[Any], NDArray[Any]]:
    array = volume.array
    brightness = array if array.ndim == 3 else array[..., : 3 if volume.colour else None].max(-1)
    threshold = otsu(brightness)
    inside = brightness > threshold
    if not inside.any():
        raise UserError(
            f"{title(volume)} has the same value everywhere, so there is no foreground to crop "
            "to; give a region or a mask."
        )
    context.note(f"Cropped to the foreground: intensities above {threshold:.4g} (Otsu).")
    return _corners(tight_box(inside))


def _corners(box: Slices) -> tuple[NDArray[Any], NDArray[Any]]:
    return np.array([s.start for s in box]), np.array([s.stop for s in box])


def _fill(
    result: NDArray[Any], source: NDArray[Any], start: NDArray[Any], pad_value: float | None
) -> None:
    """Copy what overlaps; the rest becomes `pad_value`, or the source's minimum."""
    stop = start + result.shape[:3]
    low, high = np.maximum(start, 0), np.minimum(stop, source.shape[:3])
    if np.any(low != start) or np.any(high != stop):
        value = source.min() if pad_value is None else pad_value
        result[...] = saturate(np.asarray(value, dtype=np.float64), result.dtype)
    there = tuple(slice(a, b) for a, b in zip(low - start, high - start, strict=True))
    here = tuple(slice(a, b) for a, b in zip(low, high, strict=True))
    result[there] = source[here]
