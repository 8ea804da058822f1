"""Compiled search for blobs between three scales, and their measures; import it lazily."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ....segment.voxels.derivative_kernel import eigenvalues_2d, eigenvalues_3d
from .response_kernel import hessian

Floats = NDArray[np.float32]
Box = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]


@njit(nogil=True, cache=True)
def extrema(
    below: Floats, own: Floats, above: Floats, least: float, sign: int, planar: bool, box: Box
) -> NDArray[np.int64]:
    """(n, 3) voxels of a box where the response is the largest of all neighbours in three scales.

    Of equal ones the first counts. Neighbours outside the array are not asked.

    Args:
        least: what the response must reach.
        sign: 1 looks for largest, -1 for smallest (most negative) responses, 0 for both.
        planar: neighbours lie in the same slice.
    """
    found = np.empty((256, 3), np.int64)
    count = 0
    for k in range(box[0][0], box[0][1]):
        for j in range(box[1][0], box[1][1]):
            for i in range(box[2][0], box[2][1]):
                value = own[k, j, i]
                if abs(value) < least or value * sign < 0 or value == 0:
                    continue
                turn = np.float32(1.0) if value > 0 else np.float32(-1.0)
                if _beaten(own, turn, turn * value, k, j, i, planar, 0):
                    continue
                if _beaten(below, turn, turn * value, k, j, i, planar, -1):
                    continue
                if _beaten(above, turn, turn * value, k, j, i, planar, 1):
                    continue
                if count == len(found):
                    longer = np.empty((2 * count, 3), np.int64)
                    longer[:count] = found
                    found = longer
                found[count, 0], found[count, 1], found[count, 2] = k, j, i
                count += 1
    return found[:count].copy()


@njit(nogil=True, cache=True)
def _beaten(image, turn, value, k, j, i, planar, scale):  # type: ignore[no-untyped-def]
    nk, nj, ni = image.shape
    deep = 0 if planar else 1
    for z in range(max(k - deep, 0), min(k + deep + 1, nk)):
        for y in range(max(j - 1, 0), min(j + 2, nj)):
            for x in range(max(i - 1, 0), min(i + 2, ni)):
                other = turn * image[z, y, x]
                if other > value:
                    return True
                if other == value:
                    earlier = (z, y, x) < (k, j, i) if scale == 0 else scale < 0
                    if earlier:
                        return True
    return False


@njit(nogil=True, cache=True)
def measures(
    smooth: Floats,
    below: Floats,
    own: Floats,
    above: Floats,
    places: NDArray[np.int64],
    scale: tuple[float, float, float],
    planar: bool,
) -> NDArray[np.float64]:
    """(n, 6): the peak's offset along k, j, i in voxels and along the scales in steps, the
    response there, and the least share that a curvature has of the largest (0..1).

    Peaks lie between voxels and scales where parabolas through three values put them.

    Args:
        smooth: the image at the scale of `own`; scale: sigma / spacing along each axis.
    """
    out = np.zeros((len(places), 6))
    for n in range(len(places)):
        k, j, i = places[n]
        peak = own[k, j, i]
        gain = 0.0
        for axis in range(1 if planar else 0, 3):
            a, b, c = axis == 0, axis == 1, axis == 2
            if places[n, axis] in (0, own.shape[axis] - 1):
                continue
            offset, more = _parabola(own[k - a, j - b, i - c], peak, own[k + a, j + b, i + c])
            out[n, axis] = offset
            gain += more
        out[n, 3], more = _parabola(below[k, j, i], peak, above[k, j, i])
        out[n, 4] = peak + gain + more
        kk, jj, ii, kj, ki, ji = hessian(smooth, scale, planar, k, j, i)
        if planar:
            large, small = eigenvalues_2d(jj, ii, ji)
        else:
            large, _, small = eigenvalues_3d(kk, jj, ii, kj, ki, ji)
        weak, strong = (-large, -small) if peak > 0 else (small, large)
        out[n, 5] = max(weak, 0.0) / strong if strong > 0 else 0.0
    return out


@njit(nogil=True, cache=True)
def _parabola(a, b, c):  # type: ignore[no-untyped-def]
    """Where the parabola through values at -1, 0, 1 has its vertex, and how far above b."""
    bend = np.float64(a) - 2 * np.float64(b) + np.float64(c)
    slope = (np.float64(c) - np.float64(a)) / 2
    if bend == 0.0:
        return 0.0, 0.0
    offset = min(max(-slope / bend, -0.5), 0.5)
    return offset, (slope + bend * offset / 2) * offset
