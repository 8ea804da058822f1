"""Voxel grids: 4x4 matrices from voxel index (i, j, k) to RAS mm, and what follows from them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .contract.errors import GeometryError
from .contract.payloads import LabelMap, Matrix, Volume, matrix

Vector = NDArray[np.float64]

_RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0, 1.0])


def to_lps(ijk_to_ras: Matrix) -> Matrix:
    """The same grid in LPS, as ITK, DICOM and NRRD files have it."""
    return matrix(_RAS_TO_LPS @ np.asarray(ijk_to_ras))


def from_lps(ijk_to_lps: Matrix) -> Matrix:
    """The inverse of `to_lps` (the same flip of the first two axes)."""
    return to_lps(ijk_to_lps)


def decompose(ijk_to_world: Matrix) -> tuple[Vector, Vector, Vector]:
    """Origin (3,) mm, spacing (3,) mm along i, j, k, and unit direction columns (3, 3).

    Raises:
        GeometryError: an axis has length zero, or the axes lie in one plane.
    """
    full = np.asarray(ijk_to_world, dtype=np.float64)
    spacing = np.linalg.norm(full[:3, :3], axis=0)
    if not np.all(np.isfinite(full)) or np.any(spacing <= 0):
        raise GeometryError("The volume's axes are not usable: an axis has length zero or NaN.")
    direction = full[:3, :3] / spacing
    if abs(np.linalg.det(direction)) < 1e-6:
        raise GeometryError("The volume's axes lie in one plane; correct its directions.")
    return full[:3, 3].copy(), spacing, direction


def compose(origin: Vector, spacing: Vector, direction: Vector) -> Matrix:
    """The inverse of `decompose`."""
    full = np.eye(4)
    full[:3, :3] = np.asarray(direction) * np.asarray(spacing)
    full[:3, 3] = origin
    return matrix(full)


def spatial_shape(volume: Volume | LabelMap) -> tuple[int, int, int]:
    """Number of voxels along k, j, i."""
    shape = volume.array.shape
    if isinstance(volume, LabelMap):
        return tuple(shape[-3:])
    return tuple(shape[:3])


def same_grid(a: Volume | LabelMap, b: Volume | LabelMap, tolerance_mm: float = 1e-3) -> bool:
    """Whether both have the same voxels: equal shape, and corners within `tolerance_mm`."""
    if spatial_shape(a) != spatial_shape(b):
        return False
    k, j, i = spatial_shape(a)
    corners = np.array([[x, y, z, 1.0] for x in (0, i - 1) for y in (0, j - 1) for z in (0, k - 1)])
    apart = corners @ (np.asarray(a.ijk_to_ras) - np.asarray(b.ijk_to_ras)).T
    return bool(np.abs(apart).max() <= tolerance_mm)
