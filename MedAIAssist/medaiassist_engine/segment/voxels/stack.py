"""The features of a box of voxels, computed from that box and what lies around it only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .scales import INTEGRATION, FeatureSet, Triple, weights

Index = tuple[int, int, int]
Floats = NDArray[np.float32]
Box = tuple[slice, slice, slice]
Check = Callable[[], None]

_STEPS = 1 << 28  # multiplications between two checks: about a tenth of a second


def nothing() -> None:
    """A check that never stops anything."""


def features_of(
    image: NDArray[Any],
    box: Box,
    wanted: FeatureSet,
    ijk_to_ras: NDArray[np.float64] | None = None,
    check: Check = nothing,
) -> Floats:
    """Features of the voxels of a box: (voxels in C order, features), as `wanted.names`.

    Intensity; at each scale the Gaussian and, as wanted, its difference to the next finer scale
    (at the finest, to the image), gradient magnitude and Laplacian (per mm and mm²), eigenvalues
    of the Hessian (descending) and of the structure tensor; position in RAS mm. Edges of the
    image are repeated outwards. A voxel's features do not depend on the box.

    Args:
        image: (k, j, i), any real type.
        box: inside the image, with a start and a stop along each axis.
        ijk_to_ras: needed for the position.
        check: called every now and then; may raise to stop.
    """
    block, low = _surroundings(image, box, wanted.reach)
    shape = (box[0].stop - box[0].start, box[1].stop - box[1].start, box[2].stop - box[2].start)
    out = np.empty((shape[0] * shape[1] * shape[2], len(wanted.names)), np.float32)
    inner = tuple(slice(n, n + size) for n, size in zip(low, shape, strict=True))
    out[:, 0] = previous = block[inner].ravel()
    column = 1
    for sigma in wanted.sigmas:
        previous, column = _one_scale(
            block, low, shape, wanted, sigma, previous, out, column, check
        )
    if wanted.position:
        if ijk_to_ras is None:
            raise ValueError("Positions need the matrix from voxel indices to mm.")
        out[:, column:] = _positions(box, ijk_to_ras)
    return out


def _surroundings(image: NDArray[Any], box: Box, reach: Index) -> tuple[Floats, Index]:
    """The part of the image that the box's features depend on, and where the box lies in it."""
    starts = [max(s.start - r, 0) for s, r in zip(box, reach, strict=True)]
    stops = [min(s.stop + r, n) for s, r, n in zip(box, reach, image.shape, strict=True)]
    part = image[tuple(slice(a, b) for a, b in zip(starts, stops, strict=True))]
    k, j, i = (s.start - a for s, a in zip(box, starts, strict=True))
    return np.ascontiguousarray(part, dtype=np.float32), (k, j, i)


def _one_scale(
    block: Floats,
    low: Index,
    shape: Index,
    wanted: FeatureSet,
    sigma: float,
    previous: Floats,
    out: Floats,
    column: int,
    check: Check,
) -> tuple[Floats, int]:
    """Fill the columns of a scale; gives the Gaussian and the next free column."""
    from .derivative_kernel import local_features

    margin = (0 if wanted.planar else 1, 1, 1)
    smooth = _smoothed(block, low, shape, margin, wanted.voxels(sigma), check)
    centre = smooth[tuple(slice(m, m + n) for m, n in zip(margin, shape, strict=True))].ravel()
    out[:, column] = centre
    column += 1
    if wanted.difference:
        out[:, column] = previous - centre
        column += 1
    chosen = (wanted.gradient, wanted.laplacian, wanted.hessian)
    if any(chosen):
        local_features(smooth, wanted.spacing, wanted.planar, chosen, out, column)
        column += wanted.gradient + wanted.laplacian + wanted.dimensions * wanted.hessian
    if wanted.structure:
        _structure_tensor(block, low, shape, wanted, sigma, out, column, check)
        column += wanted.dimensions
    return centre, column


def _smoothed(
    block: Floats, low: Index, shape: Index, margin: Index, sigma: Triple, check: Check
) -> Floats:
    """The box, `margin` voxels larger on each side, smoothed by `sigma` voxels."""
    from .smoothing_kernel import smooth_box

    k, j, i = (low[0] - margin[0], low[1] - margin[1], low[2] - margin[2])
    out = np.empty([n + 2 * m for n, m in zip(shape, margin, strict=True)], np.float32)
    bells = [weights(s) for s in sigma]
    deep, high, wide = (len(bell) for bell in bells)
    rows = (out.shape[1] + high) * (out.shape[2] + wide) * (deep + 1)
    step = max(1, _STEPS // (rows + out.shape[1] * out.shape[2] * (high + wide)))
    for plane in range(0, len(out), step):
        check()
        smooth_box(block, (k + plane, j, i), *bells, out[plane : plane + step])
    return out


def _structure_tensor(
    block: Floats,
    low: Index,
    shape: Index,
    wanted: FeatureSet,
    sigma: float,
    out: Floats,
    column: int,
    check: Check,
) -> None:
    from .derivative_kernel import gradient, tensor_eigenvalues

    window = wanted.voxels(INTEGRATION * sigma)
    k, j, i = (len(weights(w)) // 2 for w in window)
    planar = wanted.planar
    smooth = _smoothed(
        block, low, shape, (k if planar else k + 1, j + 1, i + 1), wanted.voxels(sigma), check
    )
    slopes = np.empty((3, shape[0] + 2 * k, shape[1] + 2 * j, shape[2] + 2 * i), np.float32)
    gradient(smooth, wanted.spacing, planar, slopes)
    tensor = np.zeros((6, *shape), np.float32)
    pairs = ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2))
    for component, (a, b) in zip(tensor, pairs, strict=True):
        if not (planar and 0 in (a, b)):
            slope = slopes[a] * slopes[b]
            component[...] = _smoothed(slope, (k, j, i), shape, (0, 0, 0), window, check)
    tensor_eigenvalues(tensor, planar, out, column)


def _positions(box: Box, ijk_to_ras: NDArray[np.float64]) -> Floats:
    k, j, i = np.meshgrid(*(np.arange(s.start, s.stop) for s in box), indexing="ij")
    index = np.stack([i.ravel(), j.ravel(), k.ravel()], axis=1)
    return (index @ ijk_to_ras[:3, :3].T + ijk_to_ras[:3, 3]).astype(np.float32)
