"""Moves the views to a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .show import nodes_of
from .transforms import from_vtk

_INNER = 0.4  # of the field of view on either side of its middle


def look_at_box(scene: Any, ras: Sequence[float], in_3d: bool = False) -> None:
    """Move all slice views to a world RAS position in mm.

    A view stays where it is within its plane as long as the position is well inside it, else it is
    centred. In 3D the cameras turn round the position from now on.
    """
    for slice_node in nodes_of(scene, "vtkMRMLSliceNode"):
        if _well_inside(slice_node, ras):
            slice_node.JumpSliceByOffsetting(*ras)
        else:
            slice_node.JumpSliceByCentering(*ras)
    if in_3d:
        for camera in nodes_of(scene, "vtkMRMLCameraNode"):
            _aim(camera, ras)


def _well_inside(slice_node: Any, ras: Sequence[float]) -> bool:
    plane = from_vtk(slice_node.GetSliceToRAS())
    along = np.linalg.solve(plane, [*ras, 1.0])[:2]
    return bool((np.abs(along) <= _INNER * np.array(slice_node.GetFieldOfView()[:2])).all())


def _aim(camera: Any, ras: Sequence[float]) -> None:
    shift = np.subtract(ras, camera.GetFocalPoint())
    modifying = camera.StartModify()
    camera.SetPosition(*np.add(camera.GetPosition(), shift))
    camera.SetFocalPoint(*ras)
    camera.EndModify(modifying)
