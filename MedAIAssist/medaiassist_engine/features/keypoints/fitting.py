"""Transforms through matched points: least squares, and RANSAC against wrong matches."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...preprocess.voxelwise import Progress

_CONFIDENCE = 0.9999
_MOST_TRIALS = 50_000
_BATCH = 1 << 20  # residuals in memory at a time
_MOST_REFITS = 30
_MOST_SCALING = 4.0  # beyond this, a fit is a degenerate sample


@dataclass(frozen=True)
class Fit:
    """A transform and the matches that agree with it.

    Attributes:
        matrix: (d, d + 1), maps source to target.
        inliers: (n,) which pairs lie within the tolerance.
        residuals: (n,) distance of mapped source and target in mm.
    """

    matrix: NDArray[np.float64]
    inliers: NDArray[np.bool_]
    residuals: NDArray[np.float64]


def least_squares(
    source: NDArray[np.float64], target: NDArray[np.float64], model: str
) -> NDArray[np.float64]:
    """The (…, d, d + 1) transforms that best map source to target, both (…, n, d).

    Args:
        model: "rigid" and "similarity" (Umeyama, IEEE TPAMI 13(4), 1991), or "affine".
    """
    middle, aim = source.mean(axis=-2, keepdims=True), target.mean(axis=-2, keepdims=True)
    x, y = source - middle, target - aim
    if model == "affine":
        linear = (np.linalg.pinv(x) @ y).swapaxes(-1, -2)
    else:
        linear = _turned(x, y, model == "similarity")
    shift = aim - middle @ linear.swapaxes(-1, -2)
    return np.concatenate([linear, shift.swapaxes(-1, -2)], axis=-1)


def _turned(x: NDArray[Any], y: NDArray[Any], scaled: bool) -> NDArray[np.float64]:
    u, values, vt = np.linalg.svd(y.swapaxes(-1, -2) @ x)
    signs = np.ones_like(values)
    signs[..., -1] = np.where(np.linalg.det(u @ vt) < 0, -1.0, 1.0)
    rotation = (u * signs[..., None, :]) @ vt
    if not scaled:
        return rotation
    spread = (x**2).sum(axis=(-1, -2))
    scale = (values * signs).sum(axis=-1) / np.where(spread > 0, spread, 1)
    return rotation * scale[..., None, None]


def apply(matrix: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (n, d) mapped by a (…, d, d + 1) transform."""
    mapped: NDArray[np.float64] = (
        points @ matrix[..., :-1].swapaxes(-1, -2) + matrix[..., None, :, -1]
    )
    return mapped


def ransac(
    source: NDArray[np.float64],
    target: NDArray[np.float64],
    model: str,
    tolerance: float,
    seed: int = 0,
    progress: Progress = lambda fraction: None,
) -> Fit | None:
    """The transform that most pairs agree with, refitted to them until they no longer change.

    Fischler and Bolles, CACM 24(6), 1981, with a local refit of each new best (Chum et al., DAGM
    2003). The same seed gives the same result. None if no sample gave a usable transform.

    Args:
        source, target: (n, d) in mm, d is 2 or 3.
        model: see `least_squares`.
        tolerance: largest residual in mm of a pair that agrees.
        seed: of the random samples.
        progress: called with 0..1; may raise to stop.
    """
    count, dimensions = source.shape
    size = dimensions + 1 if model == "affine" else dimensions
    if count < size:
        return None
    random = np.random.default_rng(seed)
    best: Fit | None = None
    trials, needed = 0, float(_MOST_TRIALS)
    batch = int(np.clip(_BATCH // (count * dimensions), 16, 1024))
    while trials < needed:
        samples = random.random((batch, count)).argpartition(size - 1, axis=1)[:, :size]
        fits = least_squares(source[samples], target[samples], model)
        fits = fits[_usable(fits)]
        agreeing = (_residuals(fits, source, target) <= tolerance).sum(axis=1)
        trials += batch
        if len(fits) and (best is None or agreeing.max() > best.inliers.sum()):
            found = _refitted(fits[agreeing.argmax()], source, target, model, tolerance, size)
            if best is None or found.inliers.sum() > best.inliers.sum():
                best = found
                needed = min(needed, _trials_needed(float(best.inliers.mean()) ** size))
        progress(min(1.0, trials / needed))
    return best


def _trials_needed(share: float) -> float:
    """Samples until one is surely good, where this share of them is."""
    share = min(max(share, 1e-12), 1 - 1e-9)
    return math.log(1 - _CONFIDENCE) / math.log1p(-share)


def _refitted(
    matrix: NDArray[np.float64],
    source: NDArray[np.float64],
    target: NDArray[np.float64],
    model: str,
    tolerance: float,
    size: int,
) -> Fit:
    """Least squares through what agrees, again and again until that stays the same.

    A refit may agree with a few pairs less than the sample that happened to fit most, but is far
    more accurate; so the count does not decide here.
    """
    best = _judged(matrix, source, target, tolerance)
    for _ in range(_MOST_REFITS):
        inside = best.inliers
        if inside.sum() < size:
            break
        refit = least_squares(source[inside], target[inside], model)
        if not _usable(refit[None])[0]:
            break
        best = _judged(refit, source, target, tolerance)
        if np.array_equal(best.inliers, inside):
            break
    return best


def _judged(
    matrix: NDArray[np.float64], source: NDArray[Any], target: NDArray[Any], tolerance: float
) -> Fit:
    residuals = _residuals(matrix[None], source, target)[0]
    return Fit(matrix, residuals <= tolerance, residuals)


def _residuals(
    matrices: NDArray[np.float64], source: NDArray[Any], target: NDArray[Any]
) -> NDArray[np.float64]:
    distances: NDArray[np.float64] = np.linalg.norm(apply(matrices, source) - target, axis=-1)
    return distances


def _usable(matrices: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether they stretch and shrink within reason and do not mirror."""
    linear = matrices[..., :-1]
    stretch = np.linalg.svd(linear, compute_uv=False)
    usable: NDArray[np.bool_] = (stretch[:, 0] <= _MOST_SCALING) & (
        stretch[:, -1] >= 1 / _MOST_SCALING
    )
    return usable & (np.linalg.det(linear) > 0)
