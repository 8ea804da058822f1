"""Making a result again, from another volume or table."""

from __future__ import annotations

from typing import Any

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.operations import Operation, Slot
from medaiassist_engine.contract.payloads import Boxes, LabelMap
from medaiassist_engine.contract.validation import validate

from ..scene.box_groups import group_of, is_box
from ..scene.provenance import HowMade, input_node
from .scene_requests import GroupInput, NodeInput

_LIMITS = (LabelMap, Boxes)
_REGION = "region"  # the slot of one box; others take a group of boxes


def exchanged(entry: Operation) -> Slot:
    """The input that another node is put into: the last that is no mask and no region.

    Of two volumes that are matched it is the moving one, so that the next scan of a patient can
    be aligned with the same first one.
    """
    slots = [s for s in entry.inputs if not s.optional and s.payload not in _LIMITS]
    return slots[-1] if slots else entry.inputs[0]


def inputs_again(result: Any, how: HowMade, node: Any) -> dict[str, NodeInput]:
    """The inputs of a result with another volume (or table) in place of its own.

    Args:
        result: node that was made as `how` says.
        how: its `how_made`.
        node: what to work on now.

    Raises:
        UserError: the operation is unknown here, or another input that it used is gone.
        ParameterError: the operation no longer takes these parameters.
    """
    entry = operation(how.operation)
    validate(entry.parameters, how.parameters)
    changed = exchanged(entry).name
    inputs = {changed: NodeInput(node, plane=how.planes.get(changed))}
    for slot, name in how.inputs.items():
        if slot != changed:
            inputs[slot] = _given(entry, result, how, slot, name)
    return {slot.name: inputs[slot.name] for slot in entry.inputs if slot.name in inputs}


def _given(entry: Operation, result: Any, how: HowMade, slot: str, name: str) -> NodeInput:
    node, segment_id = input_node(result, slot), how.segments.get(slot)
    limit = next((s.payload in _LIMITS for s in entry.inputs if s.name == slot), True)
    if node is None and not limit:
        raise UserError(
            f"{entry.title} also used '{name}', which is no longer in the scene. Choose the inputs "
            "and the method, and press Apply."
        )
    if node is None:
        raise UserError(
            f"{entry.title} was limited to '{name}', which is no longer in the scene. Choose the "
            "volume, the method and another limit, and press Apply."
        )
    if segment_id and node.GetSegmentation().GetSegment(segment_id) is None:
        raise UserError(
            f"{entry.title} was limited to a segment of '{name}' that was removed. Choose the "
            "volume, the method and another limit, and press Apply."
        )
    if is_box(node) and slot != _REGION:
        group = group_of(node)
        return GroupInput(group.nodes, group.name)
    return NodeInput(node, segment_id, how.planes.get(slot))
