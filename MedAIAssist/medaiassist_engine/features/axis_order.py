"""The choice of axes that features which depend on directions are measured along."""

from __future__ import annotations

from typing import Annotated, Literal

from ..contract.params import Spec

AxisOrder = Annotated[
    Literal["image", "patient"],
    Spec(
        "Order of axes",
        "As stored, or so that a scan stored flipped or with swapped axes gives the same numbers.",
        titles=("As stored", "Right, anterior, superior"),
        advanced=True,
    ),
]
