"""The texture operations."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, Table, Volume
from . import parameters as p

GROUP = "Texture"

_INPUTS = (
    Slot("volume", Volume, "The volume to describe."),
    Slot("segments", LabelMap, "A row for each segment.", optional=True),
    Slot("region", Boxes, "Only voxels inside these boxes count.", optional=True),
)

OPERATIONS = (
    Operation(
        id="features.lbp",
        title="Local binary patterns (LBP)",
        group=GROUP,
        help="How often spots, edges, corners and flat areas occur, whatever the contrast.",
        parameters=p.LbpParameters,
        run="medaiassist_engine.features.textures.patterns:run_lbp",
        inputs=_INPUTS,
        outputs=(
            Slot("features", Table, "The share of each pattern, a row for each segment."),
            Slot("picture", Volume, "The pattern at each voxel, within slices."),
        ),
        reference="Ojala et al., IEEE TPAMI 24(7), 2002; Zhao and Pietikäinen, TPAMI 29(6), 2007",
    ),
    Operation(
        id="features.gabor",
        title="Gabor energies",
        group=GROUP,
        help="How strong stripes of some widths and directions are.",
        parameters=p.GaborParameters,
        run="medaiassist_engine.features.textures.energies:run_gabor",
        inputs=_INPUTS,
        outputs=(
            Slot("features", Table, "Energies, a row for each segment."),
            Slot("picture", Volume, "The strongest response of all filters at each voxel."),
        ),
        reference="Jain and Farrokhnia, Pattern Recognition 24(12), 1991",
    ),
)
