"""Largest distances between points of a mask's surface, in space and within planes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Points = NDArray[np.int64]


def surface_points(mask: NDArray[np.bool_]) -> Points:
    """Where the mesh crosses between voxels, in half voxels: (n, axes), sorted.

    Args:
        mask: of any number of axes, with a margin of False on all sides.
    """
    found = []
    for axis in range(mask.ndim):
        crossing = np.argwhere(np.diff(mask.view(np.int8), axis=axis)) * 2
        crossing[:, axis] += 1
        found.append(crossing)
    points = np.concatenate(found)
    return points[np.lexsort(points.T[::-1])]


def largest_distance(points: Points, spacing: NDArray[np.float64]) -> float:
    """Largest distance in mm between any two of the sorted surface points (n, 2 or 3)."""
    ends = _row_ends(points)
    corners = ends * (spacing / 2)
    if points.shape[1] == 3 and len(ends) > 1000:
        from scipy.spatial import ConvexHull

        corners = corners[ConvexHull(corners).vertices]
    if points.shape[1] == 2:
        corners = np.column_stack([np.zeros(len(corners)), corners])
    return float(np.sqrt(_largest_square(corners[:, 0], corners[:, 1], corners[:, 2])))


def largest_in_planes(points: Points, axis: int, spacing: NDArray[np.float64]) -> float:
    """The same between points of one plane across `axis`, over all planes."""
    order = [axis, *(a for a in range(3) if a != axis)]
    turned = points[:, order]
    ends = _row_ends(turned[np.lexsort(turned.T[::-1])])
    starts = np.flatnonzero(np.diff(ends[:, 0], prepend=-1))
    mm = ends * (spacing[order] / 2)
    squares = [
        _largest_square(mm[a:b, 0], mm[a:b, 1], mm[a:b, 2])
        for a, b in zip(starts, [*starts[1:], len(ends)], strict=True)
    ]
    return float(np.sqrt(max(squares)))


def _row_ends(points: Points) -> Points:
    """The first and last of the sorted points along each row: no others can be furthest apart."""
    change = np.any(np.diff(points[:, :-1], axis=0), axis=1)
    first, last = np.append(True, change), np.append(change, True)
    return points[first | last]


@njit(nogil=True, cache=True)
def _largest_square(x, y, z):  # type: ignore[no-untyped-def]
    """Largest squared distance of two points; those with x or y too near are passed by."""
    largest = 0.0
    width = (x.max() - x.min()) ** 2 + (z.max() - z.min()) ** 2
    for a in range(x.size):
        for b in range(x.size - 1, a, -1):
            apart = (y[b] - y[a]) ** 2
            if apart + width <= largest:
                continue
            square = (x[b] - x[a]) ** 2 + apart + (z[b] - z[a]) ** 2
            if square > largest:
                largest = square
    return largest


def axis_lengths(mask: NDArray[Any], spacing: NDArray[np.float64]) -> NDArray[np.float64]:
    """Full axes in mm, ascending, of the ellipsoid with the voxels' principal moments.

    The covariance is that of a sample (n - 1), as in the IBSI's reference values.
    """
    moments = np.zeros((mask.ndim, mask.ndim))
    centred = []
    for axis, indices in enumerate(np.nonzero(mask)):
        centred.append((indices - indices.mean()) * spacing[axis])
    for a, left in enumerate(centred):
        for b, right in enumerate(centred[: a + 1]):
            moments[a, b] = moments[b, a] = float((left * right).sum())
    moments /= max(len(centred[0]) - 1, 1)
    lengths: NDArray[np.float64] = 4 * np.sqrt(np.maximum(np.linalg.eigvalsh(moments), 0))
    # What is left of rounding in directions without extent.
    lengths[lengths < 1e-6 * max(lengths[-1], float(spacing.min()))] = 0
    return lengths
