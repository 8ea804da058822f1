"""The frame around every filter: limits, channels, dimensions, voxel types, progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from ..context import Context
from ..contract.payloads import Boxes, LabelMap, Volume, spacing_of
from .checks import check_volume
from .dtypes import store, working_dtype
from .limits import Limit, find_limit

Spacing = tuple[float, ...]
Progress = Callable[[float], None]
# Takes a float image of 2 or 3 dimensions, the spacing in mm along its axes, and a callback.
Kernel = Callable[[NDArray[Any], Spacing, Progress], NDArray[Any]]
Margin = tuple[int, int, int]


def spacing_kji(volume: Volume) -> tuple[float, float, float]:
    """Voxel size in mm along the array's axes k, j, i."""
    i, j, k = spacing_of(volume.ijk_to_ras)
    return k, j, i


def margin_of(volume: Volume, reach_mm: float) -> Margin:
    """Voxels along k, j, i that a reach in mm covers."""
    k, j, i = (int(np.ceil(reach_mm / s)) for s in spacing_kji(volume))
    return k, j, i


def filter_volume(
    volume: Volume,
    kernel: Kernel,
    context: Context,
    *,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
    margin: Margin = (0, 0, 0),
    mode: str = "3d",
) -> Volume:
    """Apply `kernel` to each channel (not alpha) inside mask and region; the rest stays.

    Only the box around mask and region, grown by `margin` voxels, is computed. The result has
    the volume's grid and voxel type; integers are rounded and saturated.

    Raises:
        UserError, GeometryError: the inputs cannot be used (see `checks` and `limits`).
    """
    check_volume(volume)
    limit = find_limit(volume, mask, region, context)
    result = copy_of(volume, limit, context)
    sources, targets = channels(volume.array, volume), channels(result, volume)
    for n, (source, target) in enumerate(zip(sources, targets, strict=True)):
        part = context.part(n / len(sources), (n + 1) / len(sources))
        filter_channel(source, target, kernel, spacing_kji(volume), limit, margin, mode, part)
    return replace(volume, array=result)


def filter_channel(
    source: NDArray[Any],
    target: NDArray[Any],
    kernel: Kernel,
    spacing: Spacing,
    limit: Limit,
    margin: Margin,
    mode: str,
    context: Context,
) -> None:
    """Write the filtered (k, j, i) `source` into `target` within `limit`."""
    if mode == "2d":
        margin = (0, *margin[1:])
    grown = limit.grown(margin, source.shape)
    image = np.array(source[grown], dtype=working_dtype(source.dtype), order="C")
    filtered = apply_kernel(kernel, image, spacing, mode, context.progress)
    store(target[limit.box], filtered[limit.inner(grown)], limit.inside)


def apply_kernel(
    kernel: Kernel, image: NDArray[Any], spacing: Spacing, mode: str, progress: Progress
) -> NDArray[Any]:
    """`kernel` on the whole image, or slice by slice; may overwrite `image`.

    A volume of one slice, whichever axis it is thin along, is a 2D image.
    """
    if mode == "3d" and 1 not in image.shape:
        return kernel(image, spacing, progress)
    axis = 0 if mode == "2d" else image.shape.index(1)
    in_plane = tuple(s for a, s in enumerate(spacing) if a != axis)
    slices = np.moveaxis(image, axis, 0)
    count = len(slices)
    for n, part in enumerate(slices):
        slices[n] = kernel(np.ascontiguousarray(part), in_plane, share(progress, n, count))
        progress((n + 1) / count)
    return image


def share(progress: Progress, n: int, count: int) -> Progress:
    """Progress of the n-th of `count` equal parts."""
    return lambda fraction: progress((n + fraction) / count)


def map_values(
    volume: Volume,
    function: Callable[[NDArray[Any]], NDArray[Any]],
    context: Context,
    limit: Limit,
    dtype: DTypeLike | None = None,
) -> Volume:
    """Apply `function` to every value (not alpha) within `limit`, a slice at a time.

    `function` gets float arrays and may overwrite them. The result has the voxel type `dtype`,
    by default the volume's.
    """
    dtype = np.dtype(dtype or volume.array.dtype)
    result = copy_of(volume, limit, context, dtype)
    colours = 3 if has_alpha(volume) else None
    source, target = volume.array[limit.box], result[limit.box]
    for n in range(len(source)):
        values = source[n][..., :colours] if volume.array.ndim == 4 else source[n]
        mapped = function(values.astype(working_dtype(volume.array.dtype)))
        place = target[n][..., :colours] if volume.array.ndim == 4 else target[n]
        inside = None if limit.inside is None else limit.inside[n]
        if inside is not None and mapped.ndim == 3:
            inside = inside[..., None] & np.ones(mapped.shape[-1], dtype=bool)
        store(place, mapped, inside)
        context.progress((n + 1) / len(source))
    return replace(volume, array=result)


def copy_of(
    volume: Volume, limit: Limit, context: Context, dtype: DTypeLike | None = None
) -> NDArray[Any]:
    """Memory for a result, already holding the volume's values where they will not be replaced."""
    result = context.empty(volume.array.shape, dtype or volume.array.dtype)
    if limit.inside is not None:
        store(result, volume.array)
    elif has_alpha(volume):
        store(result[..., 3], volume.array[..., 3])
    return result


def channels(array: NDArray[Any], volume: Volume) -> Sequence[NDArray[Any]]:
    """Views (k, j, i) of the array's channels that filters work on: all but alpha."""
    if array.ndim == 3:
        return [array]
    count = 3 if has_alpha(volume) else array.shape[3]
    return [array[..., c] for c in range(count)]


def has_alpha(volume: Volume) -> bool:
    """Whether the fourth component is opacity, which filters leave alone."""
    return volume.colour and volume.array.ndim == 4 and volume.array.shape[3] == 4


def scratch(context: Context) -> Context:
    """The same context, but results go to ordinary memory: for steps that are not the last."""
    return Context(report=lambda fraction, _: context.progress(fraction), notes=context.notes)
