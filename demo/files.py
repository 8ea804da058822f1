"""What the demo leaves on disk, written by Slicer's own storage nodes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import slicer
from numpy.typing import NDArray
from PIL import Image

from .scene import Workspace
from .slice_views import ORIENTATIONS, render_slice

TILE = (360, 360)


def save_volume(node: Any, path: Path) -> None:
    """A volume node as NRRD.

    Raises:
        OSError: Slicer could not write it.
    """
    path.unlink(missing_ok=True)  # Slicer would say at length that it replaces the file
    storage = slicer.vtkMRMLVolumeArchetypeStorageNode()
    storage.SetFileName(str(path))
    if not storage.WriteData(node):
        raise OSError(f"{path} could not be written.")


def save_scene(workspace: Workspace, path: Path) -> None:
    """The whole scene as .mrb.

    Raises:
        OSError: Slicer could not write it.
    """
    if not workspace.scene.WriteToMRB(str(path)):
        raise OSError(f"{path} could not be written.")


def save_picture(workspace: Workspace, columns: list[tuple[Any, Any]], path: Path) -> None:
    """Axial, coronal and sagittal slices (rows) of volumes (columns) as PNG.

    Args:
        columns: volume node and the segmentation shown over it, or None.
    """
    for _volume, segmentation in columns:
        _set_visible(segmentation, False)
    pictures = []
    for volume, segmentation in columns:
        _set_visible(segmentation, True)
        pictures.append(np.vstack([_tile(workspace, volume, o) for o in ORIENTATIONS]))
        _set_visible(segmentation, False)
    Image.fromarray(np.hstack(pictures)).save(path)
    for _volume, segmentation in columns:
        _set_visible(segmentation, True)


def _tile(workspace: Workspace, volume: Any, orientation: str) -> NDArray[np.uint8]:
    return render_slice(
        workspace.scene, workspace.application_logic, volume, orientation, size=TILE
    )


def _set_visible(segmentation: Any, visible: bool) -> None:
    if segmentation is not None:
        segmentation.GetDisplayNode().SetVisibility(visible)
