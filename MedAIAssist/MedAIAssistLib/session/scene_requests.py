"""Requests whose inputs are nodes and whose results land in the scene."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import as_dict
from medaiassist_engine.contract.payloads import Chart, LabelMap, Payload, Volume
from medaiassist_engine.contract.validation import validate

from ..scene import bridge, labelmaps, reslice
from ..scene.provenance import HowMade, set_how_made
from ..scene.undo import Change
from ..scene.weak import weak
from .jobs import Made, Request

Plane = list[list[float]]

_NODES_A_STEP = 20

Landed = Callable[[dict[str, tuple[str, ...]], Change], None]
"""Called with node ids by output slot, and what undoes the job."""


class NodeInput:
    """A node given to an input slot, which it does not keep alive.

    Attributes:
        segment_id: the segment of a mask; None takes all of them.
        plane: of a volume, take only the slice in this plane, (4, 4) as `reslice.reading` has it.
    """

    def __init__(
        self, node: Any, segment_id: str | None = None, plane: Plane | None = None
    ) -> None:
        self._reference = weak(node)
        self.name = str(node.GetName() or "")
        self.segment_id = segment_id
        self.plane = plane

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

    def content(self) -> Any:
        """What is read: the node; errors as `get`."""
        return self.get()


class GroupInput(NodeInput):
    """Several ROI nodes given to one input slot as its boxes.

    Args:
        nodes: at least one.
        name: of the group.
    """

    def __init__(self, nodes: Sequence[Any], name: str = "") -> None:
        super().__init__(nodes[0])
        self._all = [weak(node) for node in nodes]
        self.name = name or self.name

    @property
    def nodes(self) -> list[Any]:
        """Those that are still in a scene."""
        found = [reference.Get() for reference in self._all]
        return [node for node in found if node is not None and node.GetScene() is not None]

    @property
    def node(self) -> Any | None:
        """The first of them."""
        return next(iter(self.nodes), None)

    def content(self) -> list[Any]:
        self.get()  # raises where all are gone
        return self.nodes


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
        inputs: nodes by input slot; the first volume gives masks and segments their voxel grid.
        targets: ids of nodes to replace, by output slot; a node that is gone by then, or has
            none, makes room for a new one.
        landed: called when the results are in the scene.
    """
    entry = operation(operation_id)
    beside = leading(inputs).get().GetID() if inputs else None
    names = {slot: given.name for slot, given in inputs.items()}
    segments = {slot: given.segment_id for slot, given in inputs.items() if given.segment_id}
    planes = {slot: given.plane for slot, given in inputs.items() if given.plane is not None}
    title = _name(entry.title, leading(inputs).name if inputs else "")

    def deliver(outputs: Mapping[str, Payload], made: Made) -> Generator[Any, None, None]:
        change = Change(title)
        complete = as_dict(validate(entry.parameters, made.parameters))
        how = HowMade(made.operation, complete, made.versions, names, made.notes, segments, planes)
        ids: dict[str, tuple[str, ...]] = {}
        names_of = _result_names(title, outputs)
        try:
            for slot, payload in outputs.items():
                target = (targets or {}).get(slot)
                written = yield from bridge.write(
                    scene, _named(payload, names_of[slot]), target, beside=beside, change=change
                )
                ids[slot] = (written,) if isinstance(written, str) else written
                for n, node_id in enumerate(ids[slot], 1):
                    node = scene.GetNodeByID(node_id)
                    if node is not None:  # the user may have removed it already
                        set_how_made(node, how, _alive(inputs))
                    if n % _NODES_A_STEP == 0:
                        yield
            yield  # showing them takes as long again
        except BaseException:
            change.revert()  # of several outputs, all or none
            raise
        if landed is not None:
            landed(ids, change)

    return Request(operation_id, parameters, lambda: _read(entry, inputs), deliver, title)


def _alive(inputs: Mapping[str, NodeInput]) -> dict[str, Any]:
    return {slot: given.node for slot, given in inputs.items() if given.node is not None}


def _result_names(title: str, outputs: Mapping[str, Payload]) -> dict[str, str]:
    """Names by slot: the first result has the title, what comes with it also its slot."""
    words = {slot: slot.replace("_", " ") for slot in list(outputs)[1:]}
    return {slot: f"{title}, {words[slot]}" if slot in words else title for slot in outputs}


def _named(payload: Payload, name: str) -> Payload:
    if isinstance(payload, Chart):
        table = dataclasses.replace(payload.table, name=name)
        return dataclasses.replace(payload, table=table, title=payload.title or name)
    return dataclasses.replace(payload, name=name)


def _name(title: str, source: str) -> str:
    return f"{source} - {title}" if source else title


def leading(inputs: Mapping[str, NodeInput]) -> NodeInput:
    """The input that gives results their name and place: the volume, else the first."""
    return inputs["volume"] if "volume" in inputs else next(iter(inputs.values()))


def _read(
    entry: Operation, inputs: Mapping[str, NodeInput]
) -> Generator[Any, None, Mapping[str, Payload]]:
    kinds = {slot.name: slot.payload for slot in entry.inputs}
    first = next((name for name in inputs if kinds.get(name) is Volume), None)
    reference = inputs[first].get() if first is not None else None
    payloads: dict[str, Payload] = {}
    for slot, given in inputs.items():
        node = given.get()
        if given.plane is not None:
            cut = yield from reslice.reading(node, given.plane)
            payloads[slot] = cut.volume
            if slot == first and cut.inside is not None and "segments" in kinds:
                payloads["segments"] = cut.inside
        elif slot == "mask":
            payloads[slot] = yield from labelmaps.reading_mask(node, given.segment_id, reference)
        elif slot in ("segments", "strokes"):
            read = labelmaps.reading_segments(node, given.segment_id, reference)
            payloads[slot] = yield from read
        else:
            payloads[slot] = yield from bridge.reading(given.content(), kinds.get(slot))
    return _on_one_grid(payloads, payloads.get(first or ""))


def _on_one_grid(payloads: dict[str, Payload], volume: Payload | None) -> dict[str, Payload]:
    """Masks sampled on the volume's own grid have exactly its matrix, rounding errors aside."""
    if isinstance(volume, Volume):
        for slot in ("mask", "segments", "strokes"):
            labels = payloads.get(slot)
            if isinstance(labels, LabelMap) and volume.array.shape[:3] == labels.array.shape[-3:]:
                payloads[slot] = dataclasses.replace(labels, ijk_to_ras=volume.ijk_to_ras)
    return payloads
