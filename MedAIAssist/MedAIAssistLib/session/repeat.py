"""Making a result again, from another volume."""

from __future__ import annotations

from typing import Any

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.validation import validate

from ..scene.provenance import HowMade, input_node
from .scene_requests import NodeInput

VOLUME = "volume"
"""The input that is exchanged."""


def inputs_again(result: Any, how: HowMade, volume: Any) -> dict[str, NodeInput]:
    """The inputs of a result with another volume in place of its own.

    Args:
        result: node that was made as `how` says.
        how: its `how_made`.
        volume: volume node to work on now.

    Raises:
        UserError: the operation is unknown here, or a mask or region it used is gone.
        ParameterError: the operation no longer takes these parameters.
    """
    entry = operation(how.operation)
    validate(entry.parameters, how.parameters)
    others = {slot: name for slot, name in how.inputs.items() if slot != VOLUME}
    given = {slot: _given(entry, result, how, slot, name) for slot, name in others.items()}
    return {VOLUME: NodeInput(volume), **given}


def _given(entry: Operation, result: Any, how: HowMade, slot: str, name: str) -> NodeInput:
    node, segment_id = input_node(result, slot), how.segments.get(slot)
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
    return NodeInput(node, segment_id)
