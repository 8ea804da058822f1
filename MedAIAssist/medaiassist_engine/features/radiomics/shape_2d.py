"""Shape of a region of one slice: its outline by marching squares, pixels and principal axes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .diameters import axis_lengths, largest_distance, surface_points
from .feature import Definition, Values, all_undefined
from .shape_3d import axis_ratio

FEATURES = {
    "MeshSurface": Definition("Area inside the outline by marching squares.", "mm²"),
    "PixelSurface": Definition("Number of pixels times their area.", "mm²"),
    "Perimeter": Definition("Length of the outline.", "mm"),
    "PerimeterSurfaceRatio": Definition("Perimeter over area inside the outline.", "1/mm"),
    "Sphericity": Definition("Perimeter of the circle of the same area over the perimeter."),
    "MaximumDiameter": Definition("Largest distance of two points of the outline.", "mm"),
    "MajorAxisLength": Definition("Four times the root of the larger moment.", "mm"),
    "MinorAxisLength": Definition("Four times the root of the smaller moment.", "mm"),
    "Elongation": Definition("Minor over major axis length; 1 is as wide as long."),
    "SphericalDisproportion": Definition("One over sphericity.", extra=True),
}

# Share of a cell inside the outline by which corners are: bits of (0, 0), (0, 1), (1, 0), (1, 1).
_AREA = np.array([0, 1, 1, 4, 1, 4, 2, 7, 1, 2, 4, 7, 4, 7, 7, 8]) / 8


def shape_2d(inside: NDArray[np.bool_], spacing: tuple[float, float, float], axis: int) -> Values:
    """All features of a region (k, j, i) that is one voxel thick along the array's `axis`."""
    if inside.shape[axis] > 1:
        return all_undefined(FEATURES, "it spans several slices")
    steps = np.delete(np.asarray(spacing), axis)
    mask = np.pad(inside.squeeze(axis), 1)
    surface, perimeter = outline(mask, (float(steps[0]), float(steps[1])))
    circle = 2 * float(np.sqrt(np.pi * surface))
    minor, major = axis_lengths(mask, steps).tolist()
    return {
        "MeshSurface": surface,
        "PixelSurface": float(np.count_nonzero(inside) * steps.prod()),
        "Perimeter": perimeter,
        "PerimeterSurfaceRatio": perimeter / surface,
        "Sphericity": circle / perimeter,
        "MaximumDiameter": largest_distance(surface_points(mask), steps),
        "MajorAxisLength": major,
        "MinorAxisLength": minor,
        "Elongation": axis_ratio(minor, major),
        "SphericalDisproportion": perimeter / circle,
    }


def outline(mask: NDArray[np.bool_], spacing: tuple[float, float]) -> tuple[float, float]:
    """mm² inside, and mm of, the outline halfway between the mask and what is around it.

    Pixels that touch by a corner only are apart.
    """
    m = mask.astype(np.int64)
    kinds = m[:-1, :-1] + 2 * m[:-1, 1:] + 4 * m[1:, :-1] + 8 * m[1:, 1:]
    counts = np.bincount(kinds.ravel(), minlength=16)
    rows, columns = spacing
    corner = float(np.hypot(rows, columns)) / 2
    lengths = np.zeros(16)
    lengths[[1, 2, 4, 8, 7, 11, 13, 14]] = corner
    lengths[[6, 9]] = 2 * corner
    lengths[[3, 12]], lengths[[5, 10]] = columns, rows
    return float(counts @ _AREA) * rows * columns, float(counts @ lengths)
