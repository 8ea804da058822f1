"""What all preprocessing operations share in the catalog: their slots and the 2D/3D choice."""

from __future__ import annotations

from typing import Annotated, Literal

from ..contract.operations import Slot
from ..contract.params import Spec
from ..contract.payloads import Boxes, LabelMap, Volume

VOLUME = Slot("volume", Volume, "The volume to work on.")
MASK = Slot("mask", LabelMap, "Only voxels inside any of its segments change.", optional=True)
REGION = Slot("region", Boxes, "Only voxels inside these boxes change.", optional=True)
INPUTS = (VOLUME, MASK, REGION)

OUTPUTS = (Slot("volume", Volume, "The result, on the same voxels."),)

Mode = Annotated[
    Literal["3d", "2d"],
    Spec(
        "Neighbourhood",
        "Volume looks at neighbours in all slices; slice by slice suits thick slices and cine.",
        titles=("Whole volume (3D)", "Slice by slice (2D)"),
    ),
]
