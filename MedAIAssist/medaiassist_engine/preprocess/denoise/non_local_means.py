"""Non-local means of images and volumes: checks, tiles, threads; the arithmetic is compiled."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Voxels of a tile along k and j. Larger tiles compute fewer pairs twice, at their margins; smaller
# ones stay in the L2 cache. The number of workers has no say, so it cannot change the result.
_VOLUME_TILE = (32, 64)
_PLANE_TILE = (1, 256)
_POLL_SECONDS = 0.1

_Span = tuple[int, int]


@dataclass(frozen=True)
class _Task:
    image: NDArray[Any]  # (k, j, i)
    result: NDArray[np.float32]
    offset: float  # what is computed on is (image - offset) * scale
    scale: float
    bias: float  # of the squared magnitude under Rician noise, scaled
    rician: bool
    search_radius: int
    patch_radius: int
    stop: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(1, np.uint8))

    @property
    def planar(self) -> bool:
        return self.image.shape[0] == 1


def non_local_means(
    image: NDArray[Any],
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
    """Replace each voxel by the average of voxels nearby whose surroundings look alike.

    The weight of voxel y in the average at x is exp(-d(x, y) / h^2), where h = strength * sigma
    and d is the mean squared difference of the patches around x and y; x itself has weight 1.
    In the terms of Coupé et al. (2008) that is beta = strength^2 / 2. Best for brain MR is a
    strength of 1 at 5 to 10 % noise and about 1.2 at 3 %.

    Args:
        image: (j, i) or (k, j, i), any real type, finite; never modified. A volume of one slice
            is a 2D image. Radii are in voxels along every axis, whatever the spacing.
        sigma: standard deviation of the noise in the units of the image (`estimate_noise`).
        strength: larger removes more noise and more detail.
        patch_radius: patches are 2 * patch_radius + 1 voxels wide.
        search_radius: y is within this distance of x along each axis; time grows with its cube.
        rician: the noise is that of magnitude MR; what is averaged are then squares, less their
            bias of 2 sigma^2 (Wiest-Daesslé et al. 2008).
        progress: gets the fraction done, from the calling thread, several times a second; when
            it raises, the workers stop within milliseconds and the exception goes on. What is in
            `out` is then undefined.
        out: float32 array for the result, of the image's shape, apart from it in memory.
        workers: threads, by default one per processor; they do not change a single bit.

    Returns:
        The denoised image, float32. A copy of the image if sigma or strength is 0.

    Beyond the edges the image is mirrored (without repeating the edge). Memory needed is the
    result and about 10 MB per worker, 20 MB with the largest radii: 1.6 times a float32 volume of
    256 x 256 x 128 with two workers. The first use of a pair of radii on a machine compiles for 1
    to 2 seconds; later processes load numba and the code in half a second.

    Raises:
        ValueError: an argument cannot be used, or the image has NaN or infinite values.

    References: Buades, Coll, Morel: A non-local algorithm for image denoising, CVPR 2005. Coupé,
    Yger, Prima, Hellier, Kervrann, Barillot: An optimized blockwise nonlocal means denoising
    filter for 3-D magnetic resonance images, IEEE TMI 27, 2008. The patches of all pairs with
    the same offset are compared at once, after Darbon, Cunha, Chan, Osher, Jensen: Fast nonlocal
    filtering applied to electron cryomicroscopy, ISBI 2008, but with short box sums in place of
    their integral image, which loses precision. Wiest-Daesslé, Prima, Coupé, Morrissey,
    Barillot: Rician noise removal by non-local means filtering for low signal-to-noise ratio
    MRI, MICCAI 2008.
    """
    image = np.asarray(image)
    _check(image, sigma, strength, patch_radius, search_radius, workers)
    result = np.empty(image.shape, np.float32) if out is None else out
    _check_out(image, result)
    lowest, highest = _range(image)
    if sigma == 0 or strength == 0 or image.size == 0:
        result[...] = image
        return result
    offset = 0.0 if rician else 0.5 * lowest + 0.5 * highest
    volume = image if image.ndim == 3 else image[np.newaxis]
    scale = _scale(
        strength * sigma,
        max(highest - offset, offset - lowest),
        (2 * patch_radius + 1) ** (2 if volume.shape[0] == 1 else 3),
    )
    task = _Task(
        image=volume,
        result=result if image.ndim == 3 else result[np.newaxis],
        offset=offset,
        scale=scale,
        bias=2 * (sigma * scale) ** 2,
        rician=rician,
        search_radius=search_radius,
        patch_radius=patch_radius,
    )
    _run(task, workers or os.cpu_count() or 1, progress)
    return result


def _check(
    image: NDArray[Any],
    sigma: float,
    strength: float,
    patch_radius: int,
    search_radius: int,
    workers: int | None,
) -> None:
    if image.ndim not in (2, 3):
        raise ValueError(f"Non-local means needs an image of 2 or 3 dimensions, not {image.ndim}.")
    if image.dtype.kind not in "biuf":
        raise ValueError(f"Non-local means needs real numbers, not {image.dtype}.")
    if not (math.isfinite(strength * sigma) and strength >= 0 and sigma >= 0):
        raise ValueError(f"Noise and strength are not negative; got {sigma} and {strength}.")
    if patch_radius < 0 or search_radius < 1:
        raise ValueError(f"Radii {patch_radius} (patch), {search_radius} (search) are too small.")
    if workers is not None and workers < 1:
        raise ValueError(f"At least one worker is needed, not {workers}.")


def _check_out(image: NDArray[Any], out: NDArray[Any]) -> None:
    if out.dtype != np.float32 or out.shape != image.shape:
        raise ValueError(f"The output must be float32 of shape {image.shape}.")
    if np.may_share_memory(out, image):
        raise ValueError("The output must not share memory with the image.")


def _range(image: NDArray[Any]) -> tuple[float, float]:
    if image.size == 0:
        return 0.0, 0.0
    lowest, highest = float(image.min()), float(image.max())
    if not (math.isfinite(lowest) and math.isfinite(highest)):
        raise ValueError("The image has NaN or infinite values; replace them before denoising.")
    return lowest, highest


def _scale(h: float, largest: float, patch_size: int) -> float:
    """Factor to the image that makes a weight 2^-(sum of squared differences over the patch)."""
    if largest > 0:  # beyond these bounds only float32 could notice, by overflow
        h = min(max(h, 1e-9 * largest), 1e9 * largest)
    return math.sqrt(math.log2(math.e) / patch_size) / h


def _run(task: _Task, workers: int, progress: Callable[[float], None] | None) -> None:
    from .nlm_kernel import TILE_WIDTH

    longest = (*(_PLANE_TILE if task.planar else _VOLUME_TILE), TILE_WIDTH)
    tiles = list(product(*map(_spans, task.image.shape, longest)))
    pool = ThreadPoolExecutor(min(workers, len(tiles)), "non_local_means")
    try:
        pending = {pool.submit(_denoise_tile, task, *tile) for tile in tiles}
        while pending:
            finished, pending = wait(pending, _POLL_SECONDS, FIRST_COMPLETED)
            for future in finished:
                future.result()
            if progress is not None:
                progress(1.0 - len(pending) / len(tiles))
    finally:
        task.stop[0] = 1
        pool.shutdown(wait=True, cancel_futures=True)


def _spans(length: int, longest: int) -> list[_Span]:
    """Start and stop of the fewest parts of nearly equal length."""
    parts = -(-length // longest)
    return list(pairwise(length * part // parts for part in range(parts + 1)))


def _denoise_tile(task: _Task, k: _Span, j: _Span, i: _Span) -> None:
    from .nlm_kernel import compiled_kernel, row_layout

    kernel = compiled_kernel(task.search_radius, task.patch_radius, planar=task.planar)
    margin, row = row_layout(task.search_radius, task.patch_radius)
    features = _padded_tile(task, (k, j, i), margin, row)
    values = features * features if task.rician else features
    mean = np.zeros((k[1] - k[0], j[1] - j[0], row), np.float32)
    weight = np.zeros_like(mean)
    kernel(features, values, mean, weight, i[1] - i[0], task.stop)
    if task.stop[0]:
        return
    columns = slice(margin, margin + i[1] - i[0])
    mean, weight = mean[..., columns], weight[..., columns]
    mean /= weight
    if task.rician:
        mean -= np.float32(task.bias)
        np.sqrt(np.maximum(mean, 0, out=mean), out=mean)
    mean *= np.float32(1 / task.scale)
    mean += np.float32(task.offset)
    task.result[slice(*k), slice(*j), slice(*i)] = mean


def _padded_tile(
    task: _Task, tile: tuple[_Span, _Span, _Span], margin: int, row: int
) -> NDArray[np.float32]:
    """A tile, scaled, with what surrounds it, mirrored where that is beyond the image."""
    reach = task.search_radius + task.patch_radius
    reaches = (0 if task.planar else reach, reach, margin)
    origin = [start - r for (start, _), r in zip(tile, reaches, strict=True)]
    end = [stop + r for (_, stop), r in zip(tile, reaches, strict=True)]
    padded = np.zeros((end[0] - origin[0], end[1] - origin[1], row), np.float32)
    source, target = [], []
    for length, o, e in zip(task.image.shape, origin, end, strict=True):
        first, last = max(o, 0), min(e, length)
        source.append(slice(first, last))
        target.append(slice(first - o, last - o))
    block, inside = task.image[tuple(source)], padded[tuple(target)]
    working = np.result_type(block.dtype, np.float32)
    np.subtract(block, task.offset, out=inside, dtype=working, casting="same_kind")
    inside *= np.float32(task.scale)
    for axis, (length, o, e) in enumerate(zip(task.image.shape, origin, end, strict=True)):
        positions = np.arange(o, e)
        beyond = positions[(positions < 0) | (positions >= length)]
        lines = np.moveaxis(padded, axis, 0)
        lines[beyond - o] = lines[_mirrored(beyond, length) - o]
    return padded


def _mirrored(positions: NDArray[np.intp], length: int) -> NDArray[np.intp]:
    if length == 1:
        return np.zeros_like(positions)
    period = 2 * (length - 1)
    folded = np.abs(positions) % period
    return np.minimum(folded, period - folded)
