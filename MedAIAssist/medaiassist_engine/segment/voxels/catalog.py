"""Voxel classification from painted strokes."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, ModelRef, Table, Volume
from . import parameters as p

_RUN = "medaiassist_engine.segment.voxels."
_REFERENCE = (
    "Arganda-Carreras et al., Bioinformatics 33(15), 2017; Berg et al., Nature Methods 16, 2019"
)
_STROKES = Slot("strokes", LabelMap, "Painted voxels: a segment for each class, background too.")
_REGION = Slot("region", Boxes, "Only voxels inside these boxes are classified.", optional=True)
_PROBABILITY = Slot("probability", Volume, "Between 0 and 1.", optional=True)

OPERATIONS = (
    Operation(
        id="segment.voxels",
        title="Voxel classification",
        group="From strokes",
        help="Paint a few strokes of each class; the rest of the volume is classified alike.",
        parameters=p.VoxelsParameters,
        run=f"{_RUN}operation:run_voxels",
        inputs=(
            Slot("volume", Volume, "The volume to segment."),
            _STROKES,
            _REGION,
        ),
        outputs=(
            Slot("segmentation", LabelMap, "The classes, named and coloured like the strokes."),
            _PROBABILITY,
            Slot("importance", Table, "How much each feature matters.", optional=True),
        ),
        reference=_REFERENCE,
    ),
    Operation(
        id="segment.voxels_train",
        title="Save a voxel classifier",
        group="From strokes",
        help="Learns the strokes and keeps what it learnt in a file, for other volumes.",
        parameters=p.TrainVoxelsParameters,
        run=f"{_RUN}saving:run_voxels_train",
        inputs=(Slot("volume", Volume, "The volume that is painted on."), _STROKES),
        outputs=(
            Slot("model", ModelRef, "The voxel classifier (.medai).", kind="voxel classifier"),
        ),
        reference=_REFERENCE,
        preview=False,
    ),
    Operation(
        id="segment.voxels_apply",
        title="Apply a voxel classifier",
        group="From strokes",
        help="Segments a volume by what was learnt from strokes on another one.",
        parameters=p.ApplyVoxelsParameters,
        run=f"{_RUN}applying:run_voxels_apply",
        inputs=(
            Slot("volume", Volume, "The volume to segment."),
            Slot(
                "model",
                ModelRef,
                "A classifier that 'Save a voxel classifier' has made.",
                optional=True,
                kind="voxel classifier",
            ),
            _REGION,
        ),
        outputs=(
            Slot("segmentation", LabelMap, "The classes, named and coloured like the strokes."),
            _PROBABILITY,
        ),
        reference=_REFERENCE,
    ),
)
