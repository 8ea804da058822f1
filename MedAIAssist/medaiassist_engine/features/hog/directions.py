"""Directions spread evenly over the half sphere, from the faces of a regular polyhedron."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np
from numpy.typing import NDArray

_GOLDEN = (1 + 5**0.5) / 2
_SIGNS = (1.0, -1.0)


@cache
def face_normals(polyhedron: str) -> NDArray[np.float64]:
    """(n, 3) unit normals, one of each opposite pair: 10 of an icosahedron, 6 of a dodecahedron.

    They are the corners of the dual polyhedron. Mirroring an axis only reorders them.
    """
    if polyhedron == "icosahedron":
        corners = [*itertools.product(_SIGNS, repeat=3), *_rectangles(1 / _GOLDEN, _GOLDEN)]
    else:
        corners = _rectangles(1.0, _GOLDEN)
    upper = np.array([corner for corner in corners if corner > (0.0, 0.0, 0.0)])
    return upper / np.linalg.norm(upper[0])


def _rectangles(width: float, height: float) -> list[tuple[float, ...]]:
    """Corners of three upright rectangles in the planes of the axes."""
    flat = [(0.0, s * width, t * height) for s in _SIGNS for t in _SIGNS]
    return [corner[shift:] + corner[:shift] for corner in flat for shift in range(3)]


def neighbour_cosine(normals: NDArray[np.float64]) -> float:
    """Cosine of the angle between a normal and its nearest neighbours."""
    cosines = np.abs(normals @ normals.T)
    np.fill_diagonal(cosines, 0)
    return float(cosines.max())
