"""Heat maps of networks."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, Chart, LabelMap, ModelRef, Table, Volume
from .parameters import HeatMapParameters

OPERATIONS = (
    Operation(
        id="explain.heat_map",
        title="Heat map",
        group="Networks",
        help="Which voxels speak for what a network answers, and whether that is true.",
        parameters=HeatMapParameters,
        run="medaiassist_engine.explain.heat_maps.operation:run_heat_map",
        inputs=(
            Slot("model", ModelRef, "A network of 'Train a network'.", kind="network"),
            Slot("volume", Volume, "The volume or picture."),
            Slot("segments", LabelMap, "The box around each is explained.", optional=True),
            Slot("region", Boxes, "Only what lies inside these boxes is seen.", optional=True),
        ),
        outputs=(
            Slot("heat_map", Volume, "0 to 1 on the volume's own voxels; 1 speaks the most."),
            Slot("probabilities", Table, "Probabilities and answer."),
            Slot("faithfulness", Table, "Scores of the map and of random places.", optional=True),
            Slot("curves", Chart, "Probability as voxels are hidden and shown.", optional=True),
            Slot("attention", Chart, "Weight of each slice, if the network has any.",
                 optional=True),
        ),
        reference="Draelos and Carin, arXiv 2011.08891, 2020; Selvaraju et al., ICCV 2017; "
        "Petsiuk et al., BMVC 2018",
        preview=False,
    ),
)  # fmt: skip
