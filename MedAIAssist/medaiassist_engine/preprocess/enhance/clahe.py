"""Contrast-limited adaptive histogram equalisation in two and three dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..checks import check_volume
from ..threads import in_blocks
from ..voxelwise import Progress, Spacing, filter_volume, spacing_kji
from .clahe_kernel import interpolate_tables
from .hue import on_value
from .parameters import ClaheParameters

_TILES = 8  # along the longest side, where no size is given


def run_clahe(
    volume: Volume,
    parameters: ClaheParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """The volume with each neighbourhood's contrast spread by itself."""
    check_volume(volume)
    sides = np.multiply(volume.array.shape[:3], spacing_kji(volume))
    size = parameters.size or float(sides.max()) / _TILES

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        sides = zip(image.shape, spacing, strict=True)
        tiles = [max(1, round(n * step / size)) for n, step in sides]
        return equalize_adaptive(image, tiles, parameters.limit, parameters.bins, progress)

    def filtered(scalar: Volume, inner: Context) -> Volume:
        return filter_volume(scalar, kernel, inner, mask=mask, region=region, mode=parameters.mode)

    if volume.colour and volume.array.ndim == 4:
        return on_value(volume, context, filtered)
    return filtered(volume, context)


def equalize_adaptive(
    image: NDArray[Any], tiles: Sequence[int], limit: float, bins: int, progress: Progress
) -> NDArray[Any]:
    """CLAHE of a float image (2D or 3D); the result spans the image's own range.

    Args:
        tiles: number of tiles along each axis.
        limit: highest bin of a tile's histogram, in multiples of the mean bin.

    Reference: Zuiderveld, Graphics Gems IV, 1994.
    """
    low, high = float(image.min()), float(image.max())
    if low == high:
        return image
    as_3d = image if image.ndim == 3 else image[None]
    tiles = tuple(tiles) if image.ndim == 3 else (1, *tiles)
    scaled = ((as_3d - low) * ((bins - 1) / (high - low))).astype(np.float32)
    tables = _tables(scaled, tiles, limit, bins)
    k, j, i = (_neighbours(n, count) for n, count in zip(as_3d.shape, tiles, strict=True))
    in_blocks(
        lambda a, b: interpolate_tables(scaled, tables, k, j, i, a, b),
        as_3d.shape[0] * as_3d.shape[1],
        progress,
        as_3d.size,
    )
    scaled *= high - low
    scaled += low
    return scaled.reshape(image.shape)


def _tables(scaled: NDArray[Any], tiles: Sequence[int], limit: float, bins: int) -> NDArray[Any]:
    """(tk, tj, ti, bins): each tile's clipped cumulative histogram, 0..1."""
    tables = np.empty((*tiles, bins), np.float32)
    edges = [
        np.linspace(0, n, count + 1).round().astype(int)
        for n, count in zip(scaled.shape, tiles, strict=True)
    ]
    for tile in np.ndindex(*tiles):
        part = scaled[tuple(slice(e[t], e[t + 1]) for e, t in zip(edges, tile, strict=True))]
        nearest = (part + np.float32(0.5)).astype(np.intp).ravel()
        histogram = np.bincount(nearest, minlength=bins).astype(np.float64)
        highest = max(limit * part.size / bins, 1.0)
        excess = np.maximum(histogram - highest, 0).sum()
        histogram = np.minimum(histogram, highest) + excess / bins
        tables[tile] = histogram.cumsum() / part.size
    return tables


def _neighbours(length: int, tiles: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """For each voxel along an axis: the tiles before and after it, and the latter's weight."""
    position = np.clip((np.arange(length) + 0.5) * tiles / length - 0.5, 0, tiles - 1)
    before = np.floor(position).astype(np.int64)
    return before, np.minimum(before + 1, tiles - 1), (position - before).astype(np.float32)
