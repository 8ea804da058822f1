"""Total variation denoising in two and three dimensions."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ...context import Context
from ...contract.payloads import Boxes, LabelMap, Volume
from ..threads import in_blocks
from ..voxelwise import Progress, Spacing, filter_volume
from .automatic import noise_of
from .parameters import TotalVariationParameters

_REACH = 16  # voxels beyond which the result hardly depends on the image
_CHANGE = 2e-4  # relative change of the energy at which it has converged


def run_total_variation(
    volume: Volume,
    parameters: TotalVariationParameters,
    context: Context,
    mask: LabelMap | None = None,
    region: Boxes | None = None,
) -> Volume:
    """The volume with the least total variation near it."""
    weight = parameters.weight * noise_of(volume, parameters.noise, context)

    def kernel(image: NDArray[Any], spacing: Spacing, progress: Progress) -> NDArray[Any]:
        return chambolle(image, weight, parameters.iterations, progress)

    return filter_volume(
        volume,
        kernel,
        context,
        mask=mask,
        region=region,
        margin=(_REACH, _REACH, _REACH),
        mode=parameters.mode,
    )


def chambolle(
    image: NDArray[Any], weight: float, iterations: int, progress: Progress
) -> NDArray[Any]:
    """The minimiser u of `|grad u| + (u - image)^2 / (2 weight)`, summed over voxels, as float32.

    Takes images of 2 or 3 dimensions and gives what `skimage.restoration.denoise_tv_chambolle`
    gives, in threads and with a progress callback.

    Reference: Chambolle, J. Math. Imaging Vis. 20, 2004.
    """
    source = np.ascontiguousarray(image, dtype=np.float32)
    as_3d = source if source.ndim == 3 else source[None]
    result = as_3d.copy()
    dual = np.zeros((3, *as_3d.shape), np.float32)
    tau = 1 / (2 * source.ndim)
    rows = as_3d.shape[0] * as_3d.shape[1]
    energies = np.zeros(rows)
    first = previous = 0.0
    for n in range(iterations):
        in_blocks(
            lambda a, b: _primal(as_3d, dual, result, energies, a, b), rows, _quiet, as_3d.size
        )
        in_blocks(
            lambda a, b: _dual(dual, result, energies, weight, tau, a, b), rows, _quiet, as_3d.size
        )
        energy = energies.sum()
        progress((n + 1) / iterations)
        if n == 0:
            first = energy
        elif abs(previous - energy) < _CHANGE * first:
            break
        previous = energy
    return result.reshape(source.shape)


def _quiet(fraction: float) -> None:
    """Progress is told once for each iteration, not for each block."""


@njit(nogil=True, cache=True)
def _primal(image, dual, result, energies, start, stop):  # type: ignore[no-untyped-def]
    """result = image + div(dual); energies[row] = sum of squares of the change."""
    height, width = image.shape[1:]
    for row in range(start, stop):
        k, j = row // height, row % height
        squares = 0.0
        for i in range(width):
            change = -(dual[0, k, j, i] + dual[1, k, j, i] + dual[2, k, j, i])
            if k > 0:
                change += dual[0, k - 1, j, i]
            if j > 0:
                change += dual[1, k, j - 1, i]
            if i > 0:
                change += dual[2, k, j, i - 1]
            result[k, j, i] = image[k, j, i] + change
            squares += change * change
        energies[row] = squares


@njit(nogil=True, cache=True)
def _dual(dual, result, energies, weight, tau, start, stop):  # type: ignore[no-untyped-def]
    """One projected step of the dual; adds weight * |grad result| to the energies."""
    depth, height, width = result.shape
    for row in range(start, stop):
        k, j = row // height, row % height
        variation = 0.0
        for i in range(width):
            here = result[k, j, i]
            along_k = result[k + 1, j, i] - here if k + 1 < depth else 0.0
            along_j = result[k, j + 1, i] - here if j + 1 < height else 0.0
            along_i = result[k, j, i + 1] - here if i + 1 < width else 0.0
            norm = np.sqrt(along_k * along_k + along_j * along_j + along_i * along_i)
            variation += norm
            divisor = 1.0 + norm * tau / weight
            dual[0, k, j, i] = (dual[0, k, j, i] - tau * along_k) / divisor
            dual[1, k, j, i] = (dual[1, k, j, i] - tau * along_j) / divisor
            dual[2, k, j, i] = (dual[2, k, j, i] - tau * along_i) / divisor
        energies[row] += weight * variation
