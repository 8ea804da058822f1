"""How boxes are shown: few with handles each, of many only the one that is looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from . import box_outlines
from .box_colours import Colour
from .box_facts import ROI
from .box_groups import BoxGroup
from .hierarchy import folder_of

MOST_SHAPED = 12
"""Boxes of a group that have displays of their own; more are drawn as outlines."""


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


def shape(node: Any, colour: Colour) -> Any:
    """Give a box of the scene a display with handles; gives the display node."""
    display = node.GetDisplayNode()
    if display is None:
        node.CreateDefaultDisplayNodes()
        display = node.GetDisplayNode()
    modifying = display.StartModify()
    display.SetFillVisibility(False)
    display.SetHandlesInteractive(True)
    display.SetRotationHandleVisibility(False)  # boxes lie along the voxels
    display.SetPropertiesLabelVisibility(True)
    paint(display, colour)
    display.EndModify(modifying)
    return display


def paint(display: Any, colour: Colour) -> None:
    """Give a box's display a colour, if it has another."""
    if display.GetSelectedColor() != colour:
        modifying = display.StartModify()
        display.SetSelectedColor(*colour)
        display.SetColor(*colour)
        display.SetActiveColor(*colour)
        display.EndModify(modifying)
