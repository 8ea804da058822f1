"""Parameters of what is made of boxes as such."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ..contract.params import Spec


@dataclass(frozen=True)
class ComponentParameters:
    least_volume: Annotated[
        float, Spec("Least volume", "Larger leaves out more small parts.", "mm³", 0, step=1)
    ] = 0.0
    touching: Annotated[
        Literal["corners", "faces"],
        Spec(
            "Joined by",
            "What makes neighbouring voxels one part; corners give fewer and larger boxes.",
            titles=("Faces, edges and corners", "Faces only"),
            advanced=True,
        ),
    ] = "corners"
