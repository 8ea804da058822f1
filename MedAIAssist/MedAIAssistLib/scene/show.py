"""Results where the user looks: in the slice views, windowed, centred on what was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Points

from .hierarchy import folder_of
from .layouts import show_chart, show_table
from .pictures import picture_of, show_volume
from .provenance import input_node

Position = tuple[float, float, float]


def show(
    scene: Any,
    node_id: str,
    application_logic: Any | None = None,
    centre: Position | None = None,
    fit: bool = False,
) -> None:
    """Make a result visible in all views of the scene.

    A volume becomes the background, or lies half transparent over its input where it is a picture
    of that; a label map volume becomes the label layer; a segmentation, points, lines and boxes
    lie over what is shown already, or over their input where nothing is. Tables and charts appear
    beside the slices.

    Args:
        scene: the vtkMRMLScene.
        node_id: the result; one that is gone is passed over.
        application_logic: needed only to fit.
        centre: world RAS mm to centre the slice views on.
        fit: also fit the field of view to the background volume.
    """
    node = scene.GetNodeByID(node_id)
    if node is None:
        return
    if node.IsA("vtkMRMLLabelMapVolumeNode"):
        for composite in nodes_of(scene, "vtkMRMLSliceCompositeNode"):
            composite.SetLabelVolumeID(node_id)
    elif node.IsA("vtkMRMLVolumeNode"):
        show_volume(scene, node, picture_of(node))
    elif node.IsA("vtkMRMLTableNode"):
        show_table(scene, node)
    elif node.IsA("vtkMRMLPlotChartNode"):
        show_chart(scene, node)
    elif node.IsA("vtkMRMLTransformNode"):
        return
    elif node.IsA("vtkMRMLDisplayableNode"):
        if _outlined(node):
            _box_display().show_outlines(node)
        else:
            node.CreateDefaultDisplayNodes()
            node.SetDisplayVisibility(True)
        _show_below(scene, input_node(node, "volume"))
    if fit and application_logic is not None:
        fit_views(application_logic)
    if centre is not None:
        centre_views(scene, centre)


def seen(nodes: list[Any]) -> list[Any]:
    """Of nodes that are shown together, those to be seen: only one table and one chart fit, and
    boxes that are drawn together are shown by the first of them.
    """
    kept: list[Any] = []
    drawn: set[int] = set()
    for node in nodes:
        sole = node.IsA("vtkMRMLTableNode") or node.IsA("vtkMRMLPlotChartNode")
        if sole and any(other.IsA(node.GetClassName()) for other in kept):
            continue
        if _outlined(node):
            if folder_of(node) in drawn:
                continue
            drawn.add(folder_of(node))
        kept.append(node)
    return kept


def _outlined(node: Any) -> bool:
    return bool(_box_display().is_outlined(node))


def _box_display() -> Any:
    from . import box_display  # which lists nodes by this module

    return box_display


def background_of(scene: Any) -> Any | None:
    """The volume that the first slice view shows; None where it shows none."""
    for composite in nodes_of(scene, "vtkMRMLSliceCompositeNode"):
        return scene.GetNodeByID(composite.GetBackgroundVolumeID() or "")
    return None


def same_place(one: Any, other: Any) -> bool:
    """Whether two displayable nodes fill the same box of space, up to 1 % of its size."""
    boxes = np.array([_bounds(one), _bounds(other)])
    size = np.abs(np.diff(boxes[0].reshape(3, 2))).max()
    return bool(np.abs(boxes[0] - boxes[1]).max() <= 0.01 * size)


def middle_of(node: Any) -> Position | None:
    """The middle of what a node shows, in world RAS mm; None where it has no place in space."""
    if not node.IsA("vtkMRMLDisplayableNode"):
        return None
    low_x, high_x, low_y, high_y, low_z, high_z = _bounds(node)
    if low_x > high_x:
        return None
    return (low_x + high_x) / 2, (low_y + high_y) / 2, (low_z + high_z) / 2


def _bounds(node: Any) -> list[float]:
    bounds = [0.0] * 6
    node.GetRASBounds(bounds)
    return bounds


def _show_below(scene: Any, volume: Any | None) -> None:
    """Show a volume in the slice views that show none."""
    if volume is None or not volume.IsA("vtkMRMLVolumeNode"):
        return
    for composite in nodes_of(scene, "vtkMRMLSliceCompositeNode"):
        if scene.GetNodeByID(composite.GetBackgroundVolumeID() or "") is None:
            composite.SetBackgroundVolumeID(volume.GetID())


def centre_views(scene: Any, ras: Position) -> None:
    """Centre all slice views on a world RAS position in mm."""
    for slice_node in nodes_of(scene, "vtkMRMLSliceNode"):
        slice_node.JumpSliceByCentering(*ras)


def look_at(scene: Any, ras: Position) -> None:
    """Move the slice views to a world RAS position in mm, marked by the crosshair."""
    for slice_node in nodes_of(scene, "vtkMRMLSliceNode"):
        slice_node.JumpSliceByOffsetting(*ras)
    for crosshair in nodes_of(scene, "vtkMRMLCrosshairNode"):
        crosshair.SetCrosshairRAS(*ras)
        if crosshair.GetCrosshairMode() == crosshair.NoCrosshair:
            crosshair.SetCrosshairMode(crosshair.ShowSmallBasic)


def fit_views(application_logic: Any) -> None:
    """Fit each slice view's field of view to its background volume."""
    logics = application_logic.GetSliceLogics()
    for n in range(logics.GetNumberOfItems() if logics is not None else 0):
        logics.GetItemAsObject(n).FitSliceToBackground()


def centre_of(payload: Points | Boxes | LabelMap) -> Position | None:
    """Where to look: the best box, the strongest point, or the middle of the labelled voxels.

    Returns:
        World RAS mm, or None where nothing was found.

    Raises:
        UserError: the payload has no place in space.
    """
    if isinstance(payload, Boxes):
        return _best(payload.centres, payload.scores)
    if isinstance(payload, Points):
        return _best(payload.positions, payload.response)
    if isinstance(payload, LabelMap):
        return _middle(payload)
    raise UserError(f"A {type(payload).__name__} has no place to centre the views on.")


def _best(positions: Any, weights: Any | None) -> Position | None:
    if not len(positions):
        return None
    known = np.zeros(1) if weights is None else np.nan_to_num(weights, nan=-np.inf)
    x, y, z = positions[int(np.argmax(known))]
    return float(x), float(y), float(z)


def _middle(labels: LabelMap) -> Position | None:
    array = np.asarray(labels.array)
    layers = array if array.ndim == 4 else array[None]
    columns = layers.max(axis=3)  # (layer, k, j); max runs along memory and is much faster than any
    along_i = layers.reshape(-1, layers.shape[3]).max(axis=0)
    hits = [np.flatnonzero(a) for a in (columns.max((0, 2)), columns.max((0, 1)), along_i)]
    if not all(hit.size for hit in hits):
        return None
    k, j, i = ((hit[0] + hit[-1]) / 2 for hit in hits)
    x, y, z, _ = np.asarray(labels.ijk_to_ras) @ [i, j, k, 1.0]
    return float(x), float(y), float(z)


def nodes_of(scene: Any, class_name: str) -> Iterator[Any]:
    """The scene's nodes of a class."""
    for n in range(scene.GetNumberOfNodesByClass(class_name)):
        yield scene.GetNthNodeByClass(n, class_name)
