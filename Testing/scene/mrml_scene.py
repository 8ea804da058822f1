"""Nodes to test with: volumes on awkward grids, transforms, segmentations, a listing of a scene."""

from __future__ import annotations

from typing import Any

import numpy as np
import slicer
import vtk
from numpy.typing import NDArray

from MedAIAssistLib.scene.transforms import to_vtk

AXIAL = np.diag([-0.8, -0.8, 2.5, 1.0])


def rotation(degrees: float, axis: tuple[float, float, float] = (1.0, 2.0, 3.0)) -> NDArray[Any]:
    """(4, 4) rotation about an axis through the origin."""
    transform = vtk.vtkTransform()
    transform.RotateWXYZ(degrees, *axis)
    matrix = transform.GetMatrix()
    return np.array([[matrix.GetElement(r, c) for c in range(4)] for r in range(4)])


def grid_matrix(degrees: float = 25.0, left_handed: bool = False) -> NDArray[Any]:
    """Oblique, anisotropic, away from the origin; left-handed on request."""
    spacing = np.diag([0.7, 1.1, -3.0 if left_handed else 3.0, 1.0])
    matrix = rotation(degrees) @ spacing
    matrix[:3, 3] = (12.5, -40.0, 7.25)
    return matrix


def add_volume(
    scene: Any,
    array: NDArray[Any],
    matrix: NDArray[Any] | None = None,
    name: str = "image",
    class_name: str = "vtkMRMLScalarVolumeNode",
) -> Any:
    """A volume node made by Slicer's own conversion, independent of the code under test."""
    node = scene.AddNewNodeByClass(class_name, name)
    slicer.util.updateVolumeFromArray(node, array)
    node.SetIJKToRASMatrix(to_vtk(grid_matrix() if matrix is None else matrix))
    return node


def add_transform(scene: Any, matrix: NDArray[Any], parent: Any | None = None) -> Any:
    node = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "transform")
    node.SetMatrixTransformToParent(to_vtk(matrix))
    if parent is not None:
        node.SetAndObserveTransformNodeID(parent.GetID())
    return node


def add_nonlinear_transform(scene: Any) -> Any:
    spline = vtk.vtkThinPlateSplineTransform()
    before, after = vtk.vtkPoints(), vtk.vtkPoints()
    for x, y, z in ((0, 0, 0), (50, 0, 0), (0, 50, 0), (0, 0, 50), (30, 30, 30)):
        before.InsertNextPoint(x, y, z)
        after.InsertNextPoint(x + 0.05 * y * z, y, z)
    spline.SetSourceLandmarks(before)
    spline.SetTargetLandmarks(after)
    spline.SetBasisToR()
    node = scene.AddNewNodeByClass("vtkMRMLTransformNode", "bend")
    node.SetAndObserveTransformToParent(spline)
    return node


def listing(scene: Any) -> list[tuple[str, int]]:
    """Every node's id and modification time: equal before and after means nothing was touched."""
    nodes = (scene.GetNthNode(n) for n in range(scene.GetNumberOfNodes()))
    return [(node.GetID(), node.GetMTime()) for node in nodes]


def ramp(shape: tuple[int, ...], dtype: Any = np.int16) -> NDArray[Any]:
    """Voxels that all differ as far as the type allows."""
    return (np.arange(np.prod(shape)) % 120).reshape(shape).astype(dtype)


def two_labels(shape: tuple[int, int, int] = (6, 7, 8)) -> Any:
    array = np.zeros(shape, np.uint8)
    array[1:4, 2:5, 3:6] = 7
    array[4, 5, 6] = 3
    return array
