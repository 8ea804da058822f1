"""Boxes: from segments."""

from __future__ import annotations

from ..contract.operations import Operation, Slot
from ..contract.payloads import Boxes, LabelMap
from . import parameters as p

OPERATIONS = (
    Operation(
        id="detect.boxes_from_segments",
        title="Boxes from segments",
        group="Boxes",
        help="A box around each separate part of each segment.",
        parameters=p.ComponentParameters,
        run="medaiassist_engine.detect.boxes.components:run_component_boxes",
        inputs=(Slot("segments", LabelMap, "The segments; their names become the classes."),),
        outputs=(Slot("boxes", Boxes, "Along the voxel grid, labelled with the segment."),),
        preview=False,
    ),
)
