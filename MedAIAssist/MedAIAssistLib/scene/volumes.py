"""Volume payloads and volume nodes."""

from __future__ import annotations

from typing import Any

import numpy as np
import vtk
from numpy.typing import NDArray

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Volume, matrix

from .display import create_volume_display, set_window, window_level
from .landing import Landing
from .scalars import allocate, storable, view
from .steps import Steps, copying
from .transforms import Matrix, from_vtk, node_to_world, to_vtk, world_to_local
from .undo import Change

COLOUR = (255.0, 127.5)
_LARGE_BYTES = 8 * 2**20


def read(node: Any) -> Volume:
    """A volume node as a payload that shares the node's memory, read-only.

    The matrix leads from array index (i, j, k) to world RAS mm: parent transforms are included,
    and so is the start of an image extent that is not 0.

    Raises:
        UserError: the node holds no voxels.
        GeometryError: a parent transform is not linear.
    """
    image = image_of(node)
    components = node.IsA("vtkMRMLVectorVolumeNode") or image.GetNumberOfScalarComponents() > 1
    array = view(image, components)
    colour = components and array.dtype == np.uint8 and array.shape[3] in (3, 4)
    return Volume(
        array,
        matrix(index_to_world(node)),
        node.GetName() or "",
        bool(colour and node.IsA("vtkMRMLVectorVolumeNode")),
    )


def image_of(node: Any) -> Any:
    """The node's vtkImageData.

    Raises:
        UserError: there is none, or it is empty.
    """
    image = node.GetImageData()
    if image is None or not image.GetNumberOfPoints() or image.GetPointData().GetScalars() is None:
        raise UserError(
            f"The volume '{node.GetName()}' holds no voxels. Load or choose another volume."
        )
    return image


def index_to_world(node: Any) -> Matrix:
    """(4, 4) from array index (i, j, k), counted from 0, to world RAS mm."""
    ijk_to_ras = vtk.vtkMatrix4x4()
    node.GetIJKToRASMatrix(ijk_to_ras)
    start = np.eye(4)
    start[:3, 3] = image_of(node).GetExtent()[::2]
    return node_to_world(node) @ from_vtk(ijk_to_ras) @ start


def write(
    scene: Any,
    volume: Volume,
    node_id: str | None = None,
    *,
    beside: str | None = None,
    change: Change | None = None,
    class_name: str | None = None,
) -> Steps[str]:
    """Put a volume into the scene in small steps; gives the node's id.

    The copy is made beside the scene; only the last step touches it, so a generator that is
    dropped leaves nothing behind.

    Args:
        scene: the vtkMRMLScene.
        volume: the payload; see `scalars.storable` for what becomes of its value type.
        node_id: node to replace in place: it keeps its id, name, parent transform and display.
        beside: node whose parent transform and folder a new node shares.
        change: receives what to do to undo.
        class_name: node class, where it is not to be chosen from the payload.

    Raises:
        UserError: the array has no voxels, another number of axes, or values no volume can hold.
        GeometryError: the node to replace lies under a transform that is not linear.
    """
    array = np.asarray(volume.array)
    check(array, volume.name)
    vector = array.ndim == 4
    fitting = "vtkMRMLVectorVolumeNode" if vector else "vtkMRMLScalarVolumeNode"
    landing = Landing(scene, class_name or fitting, node_id, beside, change)
    world_to_local(landing.parent, volume.ijk_to_ras)  # refuse a non-linear parent before copying
    dtype = yield from storable(array, volume.name)
    image = vtk.vtkImageData()
    target = allocate(image, array.shape, dtype)
    yield from copying(array, target)
    window = COLOUR if volume.colour else window_level(target)
    yield
    return _land(landing, volume, image, window)


def check(array: NDArray[Any], name: str) -> None:
    if array.ndim not in (3, 4) or not array.size:
        raise UserError(
            f"'{name}' has an array of shape {array.shape}; a volume needs voxels along "
            "k, j and i, and at most one more axis for components."
        )


def _land(landing: Landing, volume: Volume, image: Any, window: tuple[float, float]) -> str:
    local = world_to_local(landing.parent, volume.ijk_to_ras)
    node = landing.open(volume.name)
    modifying = node.StartModify()
    node.SetIJKToRASMatrix(to_vtk(local))
    if node.GetScene() is None:
        landing.close(node)
        create_volume_display(node, window)
    elif _would_block(node, image):
        set_window(node, window)
    node.SetAndObserveImageData(image)
    node.EndModify(modifying)
    return str(node.GetID())


def _would_block(node: Any, image: Any) -> bool:
    """Whether Slicer's automatic window would count the voxels of a large image at once."""
    display = node.GetDisplayNode()
    automatic = getattr(display, "GetAutoWindowLevel", lambda: False)()
    return bool(automatic) and image.GetActualMemorySize() * 1024 > _LARGE_BYTES
