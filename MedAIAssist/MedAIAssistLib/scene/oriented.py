"""Label images on voxel grids: allocation, and sampling one grid on another without blocking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import slicer
import vtk
from numpy.typing import DTypeLike, NDArray

from medaiassist_engine.contract.errors import UserError

from .scalars import allocate, view
from .steps import Steps, blocks, copying
from .transforms import Matrix, from_vtk, relative, to_vtk

_TOLERANCE = 1e-4  # voxels


@dataclass(frozen=True)
class Grid:
    """Voxels along k, j, i, and the (4, 4) from array index (i, j, k) to some space in mm."""

    shape: tuple[int, int, int]
    matrix: Matrix


def grid_of(image: Any) -> Grid:
    """The grid of a vtkOrientedImageData, array index 0 at the start of its extent."""
    matrix = vtk.vtkMatrix4x4()
    image.GetImageToWorldMatrix(matrix)
    start = np.eye(4)
    start[:3, 3] = image.GetExtent()[::2]
    i, j, k = image.GetDimensions()
    return Grid((k, j, i), from_vtk(matrix) @ start)


def create(grid: Grid, dtype: DTypeLike) -> tuple[Any, NDArray[Any]]:
    """A vtkOrientedImageData on the grid and a writable view of its uninitialised voxels."""
    image = slicer.vtkOrientedImageData()
    array = allocate(image, grid.shape, dtype)
    image.SetGeometryFromImageToWorldMatrix(to_vtk(grid.matrix))
    return image, array


def geometry_of(grid: Grid) -> Any:
    """A vtkOrientedImageData with the grid's geometry and no voxels."""
    image = slicer.vtkOrientedImageData()
    image.SetExtent(*(v for n in reversed(grid.shape) for v in (0, n - 1)))
    image.SetGeometryFromImageToWorldMatrix(to_vtk(grid.matrix))
    return image


def sampled(image: Any, grid: Grid) -> Steps[NDArray[Any]]:
    """Labels of `image` on `grid` (nearest voxel, 0 outside).

    Shares the image's memory where it has exactly this grid; copies where the voxels coincide.
    """
    if image is None or image.GetDimensions()[0] < 1 or not image.GetNumberOfPoints():
        return np.zeros(grid.shape, np.uint8)
    own = grid_of(image)
    voxels = view(image, False)
    offset = _whole_offset(own, grid)
    if offset is None:
        return (yield from _resampled(image, grid, voxels.dtype))
    if own.shape == grid.shape and not any(offset):
        return voxels
    result = np.zeros(grid.shape, voxels.dtype)
    window = tuple(
        (max(0, o), min(n, o + m)) for o, n, m in zip(offset, grid.shape, own.shape, strict=True)
    )
    if all(low < high for low, high in window):
        inner = tuple(slice(low, high) for low, high in window)
        outer = tuple(slice(a - o, b - o) for (a, b), o in zip(window, offset, strict=True))
        yield from copying(voxels[outer], result[inner])
    return result


def _whole_offset(own: Grid, grid: Grid) -> tuple[int, int, int] | None:
    """Where `own` starts in `grid`, as k, j, i, if both have the same voxels there."""
    shift = relative(grid.matrix, own.matrix)
    largest = max(own.shape)
    start = np.round(shift[:3, 3])
    if np.abs(shift[:3, :3] - np.eye(3)).max() * largest > _TOLERANCE:
        return None
    if np.abs(shift[:3, 3] - start).max() > _TOLERANCE:
        return None
    i, j, k = (int(v) for v in start)
    return k, j, i


def _resampled(image: Any, grid: Grid, dtype: DTypeLike) -> Steps[NDArray[Any]]:
    result = np.empty(grid.shape, dtype)
    for planes, rows in blocks(grid.shape, 24 * result.itemsize):
        reference = geometry_of(grid)
        _, j, i = grid.shape
        first, last = planes.start, min(planes.stop, grid.shape[0]) - 1
        reference.SetExtent(0, i - 1, rows.start, min(rows.stop, j) - 1, first, last)
        output = slicer.vtkOrientedImageData()
        resample = slicer.vtkOrientedImageDataResample.ResampleOrientedImageToReferenceOrientedImage
        if not resample(image, reference, output):
            raise UserError("The segmentation could not be resampled on the volume's grid.")
        result[planes, rows] = view(output, False)
        yield
    return result
