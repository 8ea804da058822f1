"""Volume and surface of the mesh that marching cubes makes of a mask, without making the mesh.

A mask has only 256 kinds of cell between eight neighbouring voxels. Each kind is meshed once; the
mask is then read once to count them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numba import njit
from numpy.typing import NDArray

Triangles = NDArray[np.float64]


def mesh_volume_and_area(
    mask: NDArray[np.bool_], spacing: tuple[float, float, float]
) -> tuple[float, float]:
    """mm³ inside, and mm² of, the surface halfway between the mask and what is around it.

    Args:
        mask: (k, j, i), with a margin of False on all sides.
        spacing: mm along k, j, i.
    """
    counts, heights = np.zeros(256, np.int64), np.zeros(256, np.int64)
    count_cells(np.ascontiguousarray(mask).view(np.int8), counts, heights)
    kinds, unit = _unit_triangles()
    triangles = unit * np.asarray(spacing)
    sides = triangles[:, 1:] - triangles[:, :1]
    normals = np.cross(sides[:, 0], sides[:, 1]) / 2
    area = float((counts[kinds] * np.linalg.norm(normals, axis=1)).sum())
    # Divergence theorem for the field (k, 0, 0): the volume is the sum of k times the normal's k.
    lifted = counts[kinds] * triangles[:, :, 0].mean(axis=1) + heights[kinds] * spacing[0]
    return abs(float((lifted * normals[:, 0]).sum())), area


@lru_cache(maxsize=1)
def _unit_triangles() -> tuple[NDArray[np.int64], Triangles]:
    """Kind of cell (n,) and corners (n, 3, 3) of all triangles, in cells of one voxel."""
    from skimage.measure import marching_cubes

    kinds, triangles = [], []
    for kind in range(1, 255):
        corners = np.array([kind >> bit & 1 for bit in range(8)], np.float32).reshape(2, 2, 2)
        vertices, faces, _, _ = marching_cubes(corners, 0.5)
        kinds.append(np.full(len(faces), kind))
        triangles.append(vertices[faces].astype(np.float64))
    return np.concatenate(kinds), np.concatenate(triangles)


@njit(nogil=True, cache=True)
def count_cells(mask, counts, heights):  # type: ignore[no-untyped-def]
    """Add to counts[kind] the cells of each kind, to heights[kind] the sum of their k."""
    depth, height, width = mask.shape
    for k in range(depth - 1):
        for j in range(height - 1):
            # The left half of a cell is the right half of the one before.
            left = 0
            for i in range(width):
                right = mask[k, j, i] | mask[k, j + 1, i] << 2
                right |= mask[k + 1, j, i] << 4 | mask[k + 1, j + 1, i] << 6
                if i:
                    kind = left | right << 1
                    counts[kind] += 1
                    heights[kind] += k
                left = right
