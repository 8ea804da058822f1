"""Requests whose inputs are nodes and whose results land in the scene."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Mapping
from typing import Any

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.params import as_dict
from medaiassist_engine.contract.payloads import LabelMap, Payload, Volume
from medaiassist_engine.contract.validation import validate

from ..scene import bridge, labelmaps
from ..scene.provenance import HowMade, set_how_made
from ..scene.undo import Change
from ..scene.weak import weak
from .jobs import Made, Request

KINDS: dict[str, type] = {"volume": Volume}
"""What a node is read as where it could be read in several ways."""

Landed = Callable[[dict[str, tuple[str, ...]], Change], None]
"""Called with node ids by output slot, and what undoes the job."""


class NodeInput:
    """A node given to an input slot; for a mask, the segment of it (None: all of them).

    It does not keep the node alive.
    """

    def __init__(self, node: Any, segment_id: str | None = None) -> None:
        self._reference = weak(node)
        self.name = str(node.GetName() or "")
        self.segment_id = segment_id

    @property
    def node(self) -> Any | None:
        """The node; None once it is no longer in a scene."""
        node = self._reference.Get()
        return node if node is not None and node.GetScene() is not None else None

    def get(self) -> Any:
        """The node.

        Raises:
            UserError: it is no longer in a scene.
        """
        node = self.node
        if node is None:
            raise UserError(f"'{self.name}' was removed before its turn came. Choose another node.")
        return node


def scene_request(
    scene: Any,
    operation_id: str,
    parameters: dict[str, Any],
    inputs: Mapping[str, NodeInput],
    *,
    targets: Mapping[str, str] | None = None,
    landed: Landed | None = None,
) -> Request:
    """Run an operation on nodes.

    Args:
        scene: the vtkMRMLScene the results go to.
        inputs: nodes by input slot; the slot "volume" gives masks their voxel grid.
        targets: ids of nodes to replace, by output slot; a node that is gone by then, or has
            none, makes room for a new one.
        landed: called when the results are in the scene.
    """
    entry = operation(operation_id)
    beside = inputs["volume"].get().GetID() if "volume" in inputs else None
    names = {slot: given.name for slot, given in inputs.items()}
    segments = {slot: given.segment_id for slot, given in inputs.items() if given.segment_id}
    title = _name(entry.title, names)

    def deliver(outputs: Mapping[str, Payload], made: Made) -> Generator[Any, None, None]:
        change = Change(title)
        complete = as_dict(validate(entry.parameters, made.parameters))
        how = HowMade(made.operation, complete, made.versions, names, made.notes, segments)
        ids: dict[str, tuple[str, ...]] = {}
        try:
            for slot, payload in outputs.items():
                payload = dataclasses.replace(payload, name=title)  # type: ignore[arg-type]
                target = (targets or {}).get(slot)
                written = yield from bridge.write(
                    scene, payload, target, beside=beside, change=change
                )
                ids[slot] = (written,) if isinstance(written, str) else written
                for node_id in ids[slot]:
                    set_how_made(scene.GetNodeByID(node_id), how, _alive(inputs))
            yield  # showing them takes as long again
        except BaseException:
            change.revert()  # of several outputs, all or none
            raise
        if landed is not None:
            landed(ids, change)

    return Request(operation_id, parameters, lambda: _read(inputs), deliver, title)


def _alive(inputs: Mapping[str, NodeInput]) -> dict[str, Any]:
    return {slot: given.node for slot, given in inputs.items() if given.node is not None}


def _name(title: str, names: Mapping[str, str]) -> str:
    first = next(iter(names.values()), "")
    return f"{first} - {title}" if first else title


def _read(inputs: Mapping[str, NodeInput]) -> Generator[Any, None, Mapping[str, Payload]]:
    reference = inputs["volume"].get() if "volume" in inputs else None
    payloads: dict[str, Payload] = {}
    for slot, given in inputs.items():
        if slot == "mask":
            mask = labelmaps.reading_mask(given.get(), given.segment_id, reference)
            payloads[slot] = yield from mask
        else:
            payloads[slot] = yield from bridge.reading(given.get(), KINDS.get(slot))
    _keep_grid(payloads)
    return payloads


def _keep_grid(payloads: dict[str, Payload]) -> None:
    """A mask sampled on the volume's own grid has exactly its matrix, rounding errors aside."""
    volume, mask = payloads.get("volume"), payloads.get("mask")
    if not isinstance(volume, Volume) or not isinstance(mask, LabelMap):
        return
    if volume.array.shape[:3] == mask.array.shape[-3:]:
        payloads["mask"] = dataclasses.replace(mask, ijk_to_ras=volume.ijk_to_ras)
