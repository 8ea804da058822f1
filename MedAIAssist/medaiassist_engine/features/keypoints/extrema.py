"""Extrema of differences of Gaussians in space and scale, to a fraction of a voxel."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...preprocess.threads import in_blocks
from ...preprocess.voxelwise import Progress
from .scale_space import INTERVALS, Level

_BEFORE_REFINEMENT = 0.8  # share of the contrast that the voxel itself must have
_MOST_MOVES = 5
_INSIDE = 0.6  # an offset beyond half a voxel belongs to the neighbour; a little slack ends cycles
_NEIGHBOURHOOD = np.array(list(itertools.product((-1, 0, 1), repeat=3)))


@dataclass(frozen=True)
class Extrema:
    """Refined extrema of one level.

    Attributes:
        index: (n, 3) continuous k, j, i in the level's images.
        sigma: (n,) scale in mm.
        response: (n,) difference of Gaussians there; positive in dark spots.
    """

    index: NDArray[np.float64]
    sigma: NDArray[np.float64]
    response: NDArray[np.float64]


def find_extrema(level: Level, contrast: float, edge_ratio: float, progress: Progress) -> Extrema:
    """Extrema of at least `contrast` (intensity) that are not edges.

    Args:
        level: where to look.
        contrast: least absolute DoG value.
        edge_ratio: largest allowed ratio of the principal curvatures per mm².
        progress: called now and then.
    """
    voxels = _candidates(level, _BEFORE_REFINEMENT * contrast, progress)
    voxels, offset, response, hessian = _refined(level, voxels)
    sharp = np.abs(response) >= contrast
    sharp &= _blob_like(hessian, np.linalg.inv(level.to_ras[:, :3]), edge_ratio)
    return Extrema(
        index=(voxels + offset[:, :3])[sharp],
        sigma=level.sigma * 2 ** (offset[sharp, 3] / INTERVALS),
        response=response[sharp],
    )


def _candidates(level: Level, contrast: float, progress: Progress) -> NDArray[np.int64]:
    """(n, 3) voxels above or below all 80 neighbours in space and scale, in order."""
    from .extrema_kernel import search_extrema  # compiled: loading it takes a while

    depth = level.images[0].shape[0]
    found: dict[int, NDArray[np.int64]] = {}

    def search(start: int, stop: int) -> None:
        found[start] = search_extrema(*level.images, np.float32(contrast), start + 1, stop + 1)

    in_blocks(search, max(depth - 2, 0), progress, 8 * level.images[0].size)
    parts = [found[start] for start in sorted(found)]
    return np.concatenate([np.zeros((0, 3), np.int64), *parts])


def _refined(level: Level, voxels: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
    """Voxel, offset (k, j, i, scale), value and spatial Hessian of the fitted quadratics.

    Brown and Lowe, BMVC 2002. Where the fit's extremum lies nearer to another voxel, that one is
    tried; what does not come to rest is dropped.
    """
    last = np.array(level.images[0].shape) - 2
    voxels = voxels.copy()
    for _ in range(_MOST_MOVES):
        offset, value, hessian = _fitted(level, voxels)
        moves = np.where(np.abs(offset[:, :3]) > _INSIDE, np.sign(offset[:, :3]), 0).astype(int)
        moved = np.clip(voxels + moves, 1, last)
        if np.array_equal(moved, voxels):
            break
        voxels = moved
    offset, value, hessian = _fitted(level, voxels)
    settled = (np.abs(offset[:, :3]) <= _INSIDE).all(axis=1) & (np.abs(offset[:, 3]) <= 1)
    voxels, first = np.unique(voxels[settled], axis=0, return_index=True)
    return (
        voxels,
        offset[settled][first],
        value[settled][first],
        hessian[settled][first],
    )


def _fitted(level: Level, voxels: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
    """Offset of the extremum, its value, and the Hessian in voxels of a quadratic at `voxels`."""
    k, j, i = (voxels[:, None, :] + _NEIGHBOURHOOD).transpose(2, 0, 1)
    smooth = np.stack([image[k, j, i].astype(np.float64) for image in level.images], axis=-1)
    cube = np.diff(smooth, axis=-1).reshape(-1, 3, 3, 3, 3)
    gradient = np.empty((len(voxels), 4))
    hessian = np.empty((len(voxels), 4, 4))
    for a in range(4):
        ahead, behind = _at(cube, {a: 2}), _at(cube, {a: 0})
        gradient[:, a] = (ahead - behind) / 2
        hessian[:, a, a] = ahead + behind - 2 * _at(cube, {})
        for b in range(a):
            along = _at(cube, {a: 2, b: 2}) + _at(cube, {a: 0, b: 0})
            across = _at(cube, {a: 2, b: 0}) + _at(cube, {a: 0, b: 2})
            hessian[:, a, b] = hessian[:, b, a] = (along - across) / 4
    offset = _solved(hessian, -gradient)
    value = _at(cube, {}) + (gradient * offset).sum(axis=1) / 2
    return offset, value, hessian[:, :3, :3]


def _at(cube: NDArray[Any], moved: dict[int, int]) -> NDArray[Any]:
    k, j, i, s = (moved.get(axis, 1) for axis in range(4))
    values: NDArray[Any] = cube[:, k, j, i, s]
    return values


def _solved(matrices: NDArray[Any], right: NDArray[Any]) -> NDArray[Any]:
    """Solutions of small systems; infinite where there is none."""
    size = np.abs(matrices).max(axis=(1, 2), initial=0)
    usable = np.abs(np.linalg.det(matrices)) > 1e-9 * size**4
    solution = np.full(right.shape, np.inf)
    solution[usable] = np.linalg.solve(matrices[usable], right[usable][..., None])[..., 0]
    return solution


def _blob_like(hessian: NDArray[Any], to_index: NDArray[Any], ratio: float) -> NDArray[np.bool_]:
    """Whether all principal curvatures per mm² have one sign and differ by at most `ratio`.

    The test of Lowe 2004 in three dimensions (Allaire et al., MMBIA 2008), without eigenvalues:
    trace³ / determinant grows with the ratio of the curvatures.
    """
    curvature = to_index.T @ hessian @ to_index
    trace = np.trace(curvature, axis1=1, axis2=2)
    minors = (trace**2 - np.einsum("nij,nji->n", curvature, curvature)) / 2
    determinant = np.linalg.det(curvature)
    same_sign = (minors > 0) & (trace * determinant > 0)
    limit = (2 * ratio + 1) ** 3 / ratio**2
    kept: NDArray[np.bool_] = same_sign & (np.abs(trace) ** 3 < limit * np.abs(determinant))
    return kept
