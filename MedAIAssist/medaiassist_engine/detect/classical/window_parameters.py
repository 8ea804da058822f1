"""Parameters of detectors that judge windows and learn from examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec
from .parameters import Mode, Overlap, Slices, Strongest

Marked = Annotated[
    Literal["some", "all"],
    Spec(
        "Marked are",
        "Some: what looks like the examples is not taken for background. All: whatever is not "
        "marked is background, which leaves out more that is mistaken.",
        titles=("Some of the objects", "All objects in view"),
    ),
]
Score = Annotated[
    float, Spec("Threshold", "Least score; larger finds fewer and surer ones.", "", 0, 1, 0.05)
]
SizeChange = Annotated[
    float,
    Spec(
        "Size change",
        "How much larger or smaller than the examples objects may be; larger is slower.",
        "%",
        0,
        200,
        5,
    ),
]
Mirror = Annotated[
    bool,
    Spec("Mirror images", "Objects may also be mirrored, up and down and left and right."),
]
Rounds = Annotated[
    int,
    Spec(
        "Rounds",
        "How often what is mistaken for an object is learnt as background; more is slower and "
        "mistakes less.",
        "",
        0,
        20,
        advanced=True,
    ),
]


@dataclass(frozen=True)
class WindowParameters:
    """What all detectors have that learn from examples."""

    threshold: Score = 0.5
    marked: Marked = "some"
    size_change: SizeChange = 20.0
    mirror: Mirror = True
    mode: Mode = "automatic"
    slices: Slices = "all"
    rounds: Rounds = 3
    overlap: Overlap = 0.3
    strongest: Strongest = 200


@dataclass(frozen=True)
class HogSvmParameters(WindowParameters):
    pass


@dataclass(frozen=True)
class CascadeParameters(WindowParameters):
    rounds: Rounds = 6
