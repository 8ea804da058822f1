"""The histogram of oriented gradients."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Boxes, LabelMap, Table, Volume
from . import parameters as p

OPERATIONS = (
    Operation(
        id="features.hog",
        title="Histogram of oriented gradients (HOG)",
        group="Gradients",
        help="Which way edges run in each cell of a grid, as a vector and as a picture.",
        parameters=p.HogParameters,
        run="medaiassist_engine.features.hog.extraction:run_hog",
        inputs=(
            Slot("volume", Volume, "The volume to describe."),
            Slot("segments", LabelMap, "A row for each segment, from its voxels.", optional=True),
            Slot("region", Boxes, "Only voxels inside these boxes count.", optional=True),
        ),
        outputs=(
            Slot("features", Table, "A row for each slice, or for each segment in 3D."),
            Slot("picture", Volume, "A line along the edges of every cell, as bright as strong."),
        ),
        reference="Dalal and Triggs, CVPR 2005; in 3D Klaeser et al., BMVC 2008",
    ),
)
