"""Voxel classification from painted strokes."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, Table, Volume
from . import parameters as p

OPERATIONS = (
    Operation(
        id="segment.voxels",
        title="Voxel classification",
        group="From strokes",
        help="Paint a few strokes of each class; the rest of the volume is classified alike.",
        parameters=p.VoxelsParameters,
        run="medaiassist_engine.segment.voxels.operation:run_voxels",
        inputs=(
            Slot("volume", Volume, "The volume to segment."),
            Slot("strokes", LabelMap, "Painted voxels: a segment for each class, background too."),
            Slot("region", Boxes, "Only voxels inside these boxes are classified.", optional=True),
        ),
        outputs=(
            Slot("segmentation", LabelMap, "The classes, named and coloured like the strokes."),
            Slot("probability", Volume, "Between 0 and 1.", optional=True),
            Slot("importance", Table, "How much each feature matters.", optional=True),
        ),
        reference="Arganda-Carreras et al., Bioinformatics 33(15), 2017; "
        "Berg et al., Nature Methods 16, 2019",
    ),
)
