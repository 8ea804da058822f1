"""4x4 matrices of nodes, as numpy arrays, and what their parent transforms do to them."""

from __future__ import annotations

from typing import Any

import numpy as np
import slicer
import vtk
from numpy.typing import NDArray

from medaiassist_engine.contract.errors import GeometryError

Matrix = NDArray[np.float64]


def from_vtk(matrix: Any) -> Matrix:
    """A vtkMatrix4x4 as a new (4, 4) array."""
    return np.array([[matrix.GetElement(r, c) for c in range(4)] for r in range(4)])


def to_vtk(matrix: Any) -> Any:
    """A (4, 4) array or nested tuples as a new vtkMatrix4x4."""
    result = vtk.vtkMatrix4x4()
    result.DeepCopy(np.asarray(matrix, dtype=np.float64).ravel().tolist())
    return result


def relative(base: Matrix, matrix: Matrix) -> Matrix:
    """The (4, 4) `matrix` seen from `base`: inverse(base) @ matrix."""
    return np.asarray(np.linalg.solve(base, matrix), dtype=np.float64)


def parent_to_world(parent: Any | None, name: str = "The node") -> Matrix:
    """The matrix from the space below a transform node (None: the world) to world RAS mm.

    Raises:
        GeometryError: a transform of the chain is not linear; the text names `name`.
    """
    if parent is None:
        return np.eye(4)
    if not parent.IsTransformToWorldLinear():
        raise GeometryError(
            f"'{name}' lies under the non-linear transform '{parent.GetName()}', so it has no "
            "regular voxel grid in the world. Harden the transform on it first."
        )
    matrix = vtk.vtkMatrix4x4()
    slicer.vtkMRMLTransformNode.GetMatrixTransformBetweenNodes(parent, None, matrix)
    return from_vtk(matrix)


def node_to_world(node: Any) -> Matrix:
    """The matrix from a node's own space to world RAS mm; errors as `parent_to_world`."""
    return parent_to_world(node.GetParentTransformNode(), node.GetName())


def world_to_local(parent: Any | None, world: Any) -> Matrix:
    """What a node below `parent` must hold so that it lies at `world`, a (4, 4), in the world."""
    return relative(parent_to_world(parent, "The result"), np.asarray(world, dtype=np.float64))
