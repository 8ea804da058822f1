"""Non-local means denoising of images and volumes."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

# Tiles are small enough for the rows in use to stay in cache and long enough for the margins,
# where pairs with the next tile are weighed twice, to cost little. They never depend on the number
# of workers, so neither does the result.
_VOLUME_TILE = (32, 64, 256)
_PLANE_TILE = (1, 256, 256)
_POLL_SECONDS = 0.1

_Tile = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Task:
    image: NDArray
    result: NDArray[np.float32]
    offset: float
    scale: float
    noise_variance: float | None  # in scaled units, None where the noise is not Rician
    patch_radius: int
    search_radius: int
    stop: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(1, np.uint8))

    def reach(self, axis: int) -> int:
        flat = axis == 0 and self.image.shape[0] == 1
        return 0 if flat else self.search_radius + self.patch_radius


def non_local_means(
    image: NDArray,
    *,
    sigma: float,
    strength: float = 1.0,
    patch_radius: int = 1,
    search_radius: int = 3,
    rician: bool = False,
    progress: Callable[[float], None] | None = None,
    out: NDArray[np.float32] | None = None,
    workers: int | None = None,
) -> NDArray[np.float32]:
    image = np.asarray(image)
    _check_arguments(image, sigma, strength, patch_radius, search_radius)
    result = _result_array(image, out)
    lowest, highest = _range(image)
    h = max(strength * sigma, 1e-9 * (highest - lowest))
    if strength * sigma == 0 or image.size == 0:
        result[...] = image
        return result
    volume = image if image.ndim == 3 else image[np.newaxis]
    patch_size = (2 * patch_radius + 1) ** (3 if volume.shape[0] > 1 else 2)
    scale = float(np.sqrt(np.log2(np.e) / patch_size) / h)
    task = _Task(
        image=volume,
        result=result.reshape(volume.shape) if result.ndim == 3 else result[np.newaxis],
        offset=0.0 if rician else 0.5 * lowest + 0.5 * highest,
        scale=scale,
        noise_variance=2 * (sigma * scale) ** 2 if rician else None,
        patch_radius=patch_radius,
        search_radius=search_radius,
    )
    _run(task, workers or os.cpu_count() or 1, progress)
    return result


def _check_arguments(image, sigma, strength, patch_radius, search_radius) -> None:
    if image.ndim not in (2, 3):
        raise ValueError(f"Non-local means needs a 2D or 3D image, not {image.ndim}D.")
    if image.dtype.kind not in "biuf":
        raise ValueError(f"Non-local means needs real numbers, not {image.dtype}.")


def _result_array(image, out):
    if out is None:
        return np.empty(image.shape, np.float32)
    return out


def _range(image: NDArray) -> tuple[float, float]:
    if image.size == 0:
        return 0.0, 0.0
    lowest, highest = float(image.min()), float(image.max())
    if not (np.isfinite(lowest) and np.isfinite(highest)):
        raise ValueError("The image holds NaN or infinite values; replace them before denoising.")
    return lowest, highest


def _run(task: _Task, workers: int, progress: Callable[[float], None] | None) -> None:
    tile_shape = _VOLUME_TILE if task.image.shape[0] > 1 else _PLANE_TILE
    tiles = list(product(*map(_splits, task.image.shape, tile_shape)))
    pool = ThreadPoolExecutor(min(workers, len(tiles)))
    try:
        pending = {pool.submit(_denoise_tile, task, tile) for tile in tiles}
        while pending:
            finished, pending = wait(pending, _POLL_SECONDS, FIRST_COMPLETED)
            for future in finished:
                future.result()
            if progress is not None:
                progress(1.0 - len(pending) / len(tiles))
    finally:
        task.stop[0] = 1
        pool.shutdown(wait=True, cancel_futures=True)


def _splits(length: int, longest: int) -> list[tuple[int, int]]:
    count = -(-length // longest)
    edges = [length * index // count for index in range(count + 1)]
    return list(zip(edges, edges[1:]))


def _denoise_tile(task: _Task, tile: _Tile) -> None:
    from . import nlm_kernel

    width = tile[2][1] - tile[2][0]
    margin, stride = nlm_kernel.row_layout(width, task.search_radius, task.patch_radius)
    features = _padded_tile(task, tile, margin, stride)
    values = features if task.noise_variance is None else features * features
    k, j = (slice(reach, -reach or None) for reach in (task.reach(0), task.reach(1)))
    numerator = values[k, j].copy()  # the voxel itself, with weight 1
    denominator = np.ones_like(numerator)
    nlm_kernel.accumulate(
        features, values, numerator, denominator, width=width,
        search_radius=task.search_radius, patch_radius=task.patch_radius, stop=task.stop,
    )
    columns = slice(margin, margin + width)
    mean = numerator[..., columns]
    mean /= denominator[..., columns]
    if task.noise_variance is not None:
        mean -= task.noise_variance
        np.sqrt(np.maximum(mean, 0, out=mean), out=mean)
    mean /= np.float32(task.scale)
    mean += np.float32(task.offset)
    task.result[tuple(slice(*span) for span in tile)] = mean


def _padded_tile(task: _Task, tile: _Tile, margin: int, stride: int) -> NDArray[np.float32]:
    reaches = (task.reach(0), task.reach(1), margin)
    shape = [stop - start + 2 * reach for (start, stop), reach in zip(tile, reaches)]
    padded = np.zeros((*shape[:2], stride), np.float32)
    inside = [
        (max(start - reach, 0), min(stop + reach, length))
        for (start, stop), reach, length in zip(tile, reaches, task.image.shape)
    ]
    block = task.image[tuple(slice(*span) for span in inside)]
    origins = [start - reach for (start, _), reach in zip(tile, reaches)]
    centre = padded[
        tuple(slice(first - o, last - o) for (first, last), o in zip(inside, origins))
    ]
    dtype = np.result_type(block.dtype, np.float32)
    np.subtract(block, task.offset, out=centre, dtype=dtype, casting="same_kind")
    centre *= np.float32(task.scale)
    for axis, (origin, size, length) in enumerate(zip(origins, shape, task.image.shape)):
        positions = np.arange(origin, origin + size)
        outside = (positions < 0) | (positions >= length)
        if outside.any():
            lines = np.moveaxis(padded, axis, 0)
            lines[:size][outside] = lines[_reflected(positions[outside], length) - origin]
    return padded


def _reflected(positions, length):
    if length == 1:
        return np.zeros_like(positions)
    period = 2 * (length - 1)
    folded = np.abs(positions) % period
    return np.minimum(folded, period - folded)
