"""How boxes are shown: few by displays of their own, many as outlines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from . import box_outlines
from .box_colours import Colour
from .box_facts import ROI
from .box_groups import BoxGroup
from .hierarchy import folder_of

MOST_SHAPED = 12
"""Boxes of a group that have displays of their own; more are drawn as outlines."""

_HANDLES = 1.5  # percent of the view; ROIs begin with 3, which hides small boxes


@contextmanager
def undisplayed(scene: Any) -> Iterator[Any]:
    """Gives a hidden display node for ROIs to refer to while they are added to the scene.

    Slicer makes a display for each markup that comes without. Once they are there, `release` lets
    them have none. That is slower than to add many while the views are not told, but each step is
    short: with 200 in the scene 9 ms for one, where 20 at once take 70 ms.
    """
    shared = scene.CreateNodeByClass("vtkMRMLMarkupsROIDisplayNode")
    shared.UnRegister(None)
    shared.SetVisibility(False)
    shared.AddViewNodeID("vtkMRMLViewNodeNone")
    shared.SetHideFromEditors(True)
    shared.SetSaveWithScene(False)
    scene.AddNode(shared)
    try:
        yield shared
    finally:
        if shared.GetScene() is scene:
            scene.RemoveNode(shared)


def release(node: Any) -> None:
    """Let a box have no display."""
    node.RemoveAllDisplayNodeIDs()


def show_group(group: BoxGroup, visible: Collection[str], colours: Mapping[str, Colour]) -> None:
    """Show some boxes of a group.

    Args:
        visible: ids of the nodes to be seen.
        colours: of every node, by id.
    """
    plain = []
    for node in group.nodes:
        node_id, display = node.GetID(), node.GetDisplayNode()
        if display is not None:
            paint(display, colours[node_id])
            display.SetVisibility(node_id in visible)
        else:
            plain.append(node)
    outlined = [node for node in plain if node.GetID() in visible]
    draw_outlines(group, outlined, [colours[node.GetID()] for node in outlined], bool(plain))


def draw_outlines(
    group: BoxGroup,
    nodes: Sequence[Any],
    colours: Sequence[Colour],
    wanted: bool = True,
    change: Any | None = None,
) -> Any | None:
    """Draw boxes that have no display; gives the model of the outlines, if there is one.

    Args:
        wanted: make it where the group has none yet.
    """
    from . import boxes  # which needs this module

    if not group.nodes:
        return None
    scene = group.nodes[0].GetScene()
    if not wanted and box_outlines.find(scene, group.item) is None:
        return None
    parent = group.nodes[0].GetParentTransformNode()
    name = f"{group.name or 'Boxes'} outlines"
    read = boxes.read(list(nodes))
    return box_outlines.write(scene, group.item, name, read, colours, parent, change)


def is_outlined(node: Any) -> bool:
    """Whether a node is a box without a display of its own."""
    return bool(node.IsA(ROI)) and node.GetDisplayNode() is None


def show_outlines(node: Any) -> None:
    """Make the outlines of a box's group visible."""
    outlines = box_outlines.find(node.GetScene(), folder_of(node))
    if outlines is not None:
        outlines.SetDisplayVisibility(True)


def give_display(scene: Any, node: Any, colour: Colour) -> None:
    """Give a box that is not yet in the scene a display, so that the views draw it once."""
    display = scene.CreateNodeByClass("vtkMRMLMarkupsROIDisplayNode")
    display.UnRegister(None)
    _look(display, colour)
    scene.AddNode(display)
    node.SetAndObserveDisplayNodeID(display.GetID())


def shape(node: Any, colour: Colour) -> Any:
    """Give a box of the scene a display with handles; gives the display node."""
    display = node.GetDisplayNode()
    if display is None:
        node.CreateDefaultDisplayNodes()
        display = node.GetDisplayNode()
    modifying = display.StartModify()
    _look(display, colour)
    display.EndModify(modifying)
    return display


def _look(display: Any, colour: Colour) -> None:
    display.SetFillVisibility(False)
    display.SetHandlesInteractive(False)  # `BoxHandles` lets one be dragged
    display.SetRotationHandleVisibility(False)  # boxes lie along the voxels
    display.SetInteractionHandleScale(_HANDLES)
    display.SetPropertiesLabelVisibility(True)
    paint(display, colour)


def paint(display: Any, colour: Colour) -> None:
    """Give a box's display a colour, if it has another."""
    if display.GetSelectedColor() != colour:
        modifying = display.StartModify()
        display.SetSelectedColor(*colour)
        display.SetColor(*colour)
        display.SetActiveColor(*colour)
        display.EndModify(modifying)
