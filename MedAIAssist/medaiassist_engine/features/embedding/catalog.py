"""The embedding operation."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, Table, Volume
from .parameters import EmbeddingParameters

OPERATIONS = (
    Operation(
        id="features.embedding",
        title="Deep embedding",
        group="Deep features",
        help="What a trained network sees: the values before its last layer.",
        parameters=EmbeddingParameters,
        run="medaiassist_engine.features.embedding.operation:run_embedding",
        inputs=(
            Slot("volume", Volume, "The volume or single slice."),
            Slot("segments", LabelMap, "Each segment gives a row of its own.", optional=True),
            Slot("region", Boxes, "Only what lies inside these boxes is seen.", optional=True),
        ),
        outputs=(Slot("table", Table, "One row per segment."),),
        reference="Razavian et al., CNN features off-the-shelf, CVPR workshops 2014",
        preview=False,
    ),
)
