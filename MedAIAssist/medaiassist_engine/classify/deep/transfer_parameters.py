"""Parameters of starting from a trained network. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from ...contract.params import Spec


@dataclass(frozen=True)
class TransferChoices:
    GROUP: ClassVar[str] = "Transfer"

    freeze: Annotated[
        Literal["none", "first", "backbone"],
        Spec(
            "Freeze",
            "What stays as it is in the network that training starts from: nothing, its first "
            "stages, or all but the last layer. Few cases: freeze more.",
            titles=("Nothing", "First stages", "All but the last layer"),
            advanced=True,
        ),
    ] = "none"
    frozen_stages: Annotated[
        int,
        Spec("Frozen stages", "How many of the first stages stay as they are; a stage ends where "
             "the network halves its maps.", "", 1, 50, advanced=True),
    ] = 2  # fmt: skip
