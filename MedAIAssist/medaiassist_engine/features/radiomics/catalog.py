"""The radiomics operation."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, Table, Volume
from .parameters import RadiomicsParameters

OPERATIONS = (
    Operation(
        id="features.radiomics",
        title="Radiomics",
        group="Radiomics",
        help="Intensity, shape and texture of each segment in numbers, named as by pyradiomics.",
        parameters=RadiomicsParameters,
        run="medaiassist_engine.features.radiomics.operation:run_radiomics",
        inputs=(
            Slot("volume", Volume, "The volume to measure."),
            Slot("segments", LabelMap, "One row for each; else the whole volume.", optional=True),
            Slot("region", Boxes, "Only voxels inside these boxes count.", optional=True),
        ),
        outputs=(Slot("table", Table, "One row per segment, one column per feature."),),
        reference=(
            "Zwanenburg et al., Radiology 295(2), 2020 (IBSI); "
            "van Griethuysen et al., Cancer Research 77(21), 2017"
        ),
        preview=False,
    ),
)
