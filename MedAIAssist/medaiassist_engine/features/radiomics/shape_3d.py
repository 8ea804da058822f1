"""Shape of a region in space: its mesh, its voxels and their principal axes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .diameters import axis_lengths, largest_distance, largest_in_planes, surface_points
from .feature import Definition, Value, Values
from .mesh import mesh_volume_and_area

FEATURES = {
    "MeshVolume": Definition("Volume inside the mesh by marching cubes.", "mm³"),
    "VoxelVolume": Definition("Number of voxels times their volume.", "mm³"),
    "SurfaceArea": Definition("Area of the mesh.", "mm²"),
    "SurfaceVolumeRatio": Definition("Area over volume of the mesh.", "1/mm"),
    "Sphericity": Definition("Area of the sphere of the same volume over the mesh's area."),
    "Maximum3DDiameter": Definition("Largest distance of two surface points.", "mm"),
    "Maximum2DDiameterSlice": Definition(
        "Largest distance of two surface points in one slice (array axes j and i).", "mm"
    ),
    "Maximum2DDiameterColumn": Definition(
        "Largest distance of two surface points in one plane of array axes k and i.", "mm"
    ),
    "Maximum2DDiameterRow": Definition(
        "Largest distance of two surface points in one plane of array axes k and j.", "mm"
    ),
    "MajorAxisLength": Definition("Four times the root of the largest moment.", "mm"),
    "MinorAxisLength": Definition("Four times the root of the middle moment.", "mm"),
    "LeastAxisLength": Definition("Four times the root of the smallest moment.", "mm"),
    "Elongation": Definition("Minor over major axis length; 1 is as wide as long."),
    "Flatness": Definition("Least over major axis length; 1 is as thick as long."),
    "Compactness1": Definition("Volume over root(pi) area^1.5.", extra=True),
    "Compactness2": Definition("36 pi volume² over area³: sphericity cubed.", extra=True),
    "SphericalDisproportion": Definition("One over sphericity.", extra=True),
}


def shape_3d(inside: NDArray[np.bool_], spacing: tuple[float, float, float]) -> Values:
    """All features of a region: bool (k, j, i), at least one True; spacing likewise, mm."""
    steps = np.asarray(spacing)
    mask = np.pad(inside, 1)
    volume, area = mesh_volume_and_area(mask, spacing)
    sphere = float(np.cbrt(36 * np.pi * volume**2))
    points = surface_points(mask)
    least, minor, major = axis_lengths(mask, steps).tolist()
    return {
        "MeshVolume": volume,
        "VoxelVolume": float(np.count_nonzero(inside) * steps.prod()),
        "SurfaceArea": area,
        "SurfaceVolumeRatio": area / volume,
        "Sphericity": sphere / area,
        "Maximum3DDiameter": largest_distance(points, steps),
        "Maximum2DDiameterSlice": largest_in_planes(points, 0, steps),
        "Maximum2DDiameterColumn": largest_in_planes(points, 1, steps),
        "Maximum2DDiameterRow": largest_in_planes(points, 2, steps),
        "MajorAxisLength": major,
        "MinorAxisLength": minor,
        "LeastAxisLength": least,
        "Elongation": axis_ratio(minor, major),
        "Flatness": axis_ratio(least, major),
        "Compactness1": volume / (area**1.5 * float(np.sqrt(np.pi))),
        "Compactness2": 36 * float(np.pi) * volume**2 / area**3,
        "SphericalDisproportion": area / sphere,
    }


def axis_ratio(shorter: float, longer: float) -> Value:
    """Their quotient, undefined for a single voxel."""
    return shorter / longer if longer > 0 else "a single voxel has no axes"
