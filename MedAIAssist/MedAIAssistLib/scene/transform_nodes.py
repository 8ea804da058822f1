"""Transform payloads and linear transform nodes."""

from __future__ import annotations

from typing import Any

import numpy as np

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Transform, matrix

from .hierarchy import folder_of, put_into_folder
from .landing import Landing
from .steps import Steps
from .transforms import node_to_world, parent_to_world, to_vtk, world_to_local
from .undo import Change

_NAME = "{name} - aligned"


def read(node: Any) -> Transform:
    """A transform node with all above it, as it takes points to the world.

    Raises:
        GeometryError: one of them is not linear.
    """
    name = node.GetName() or ""
    return Transform(matrix(parent_to_world(node, name)), name)


def write(
    scene: Any,
    transform: Transform,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
) -> Steps[str]:
    """Put a transform into a linear transform node; arguments and result as `volumes.write`.

    It maps from world to world, so a new node shares the folder of `beside`, but not its parent.

    Raises:
        UserError: the matrix cannot be inverted, or is not finite.
        GeometryError: the node to replace lies under a transform that is not linear.
    """
    values = np.asarray(transform.matrix, dtype=np.float64)
    if not np.isfinite(values).all() or abs(np.linalg.det(values)) < 1e-12:
        raise UserError(
            f"The transform '{transform.name}' cannot be inverted, so nothing can be moved by it. "
            "Run the operation again with other settings."
        )
    landing = Landing(scene, "vtkMRMLLinearTransformNode", node_id, None, change)
    yield
    local = world_to_local(landing.parent, values)
    node = landing.open(transform.name or "Transform")
    node.SetMatrixTransformToParent(to_vtk(local))
    created = node.GetScene() is None
    landing.close(node)
    near = scene.GetNodeByID(beside) if beside else None
    if created and near is not None:
        put_into_folder(node, folder_of(near))
    return str(node.GetID())


def apply(scene: Any, transform: Any, moving: Any, change: Change) -> None:
    """Move a node by a transform node; what it already lies under is kept.

    A node without a parent comes under the transform itself. One that has a parent comes under a
    new transform, which is both one after the other; so nothing else is moved.

    Raises:
        UserError: it lies under the transform already.
        GeometryError: a transform is not linear.
    """
    parent = moving.GetParentTransformNode()
    if parent is transform:
        text = "'{0}' lies under '{1}' already. Undo, or choose another transform."
        raise UserError(text.format(moving.GetName(), transform.GetName()))
    if parent is not None:
        both = parent_to_world(transform, transform.GetName()) @ node_to_world(moving)
        landing = Landing(scene, "vtkMRMLLinearTransformNode", change=change)
        transform = landing.open(_NAME.format(name=moving.GetName()))
        transform.SetMatrixTransformToParent(to_vtk(both))
        landing.close(transform)
    change.moving(moving)
    moving.SetAndObserveTransformNodeID(transform.GetID())
