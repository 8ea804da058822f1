"""Parameters of comparing boxes and measuring them. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec

_OVERLAP = Spec(
    "Overlap",
    "Least intersection over union of a found box with its annotation; larger asks for more exact "
    "boxes. For COCO's figures it is 0.5 to 0.95.",
    "",
    0.01,
    0.99,
    0.05,
)
_HIT_TITLES = ("Centre within the lesion", "Overlap")


@dataclass(frozen=True)
class EvaluateParameters:
    overlap: Annotated[float, _OVERLAP] = 0.5
    hit: Annotated[
        Literal["centre", "overlap"],
        Spec(
            "FROC counts",
            "What makes a lesion found. Centre within the lesion: as LUNA16, and further boxes in "
            "a lesion do not count. Overlap: further boxes on a lesion are false alarms.",
            titles=_HIT_TITLES,
        ),
    ] = "centre"
    score: Annotated[
        float | None,
        Spec(
            "Least score",
            "Weaker boxes are left out of the matches, precision and recall. Automatic: where the "
            "F1 of the class is best.",
            low=0,
            high=1,
            step=0.01,
        ),
    ] = None
    without_annotations: Annotated[
        Literal["unknown", "negative"],
        Spec(
            "Cases without annotations",
            "What found boxes mean in cases that the annotations do not list: nothing, or false "
            "alarms.",
            titles=("Are left out", "Are free of lesions"),
        ),
    ] = "unknown"
    small: Annotated[
        float | None,
        Spec(
            "Small below",
            "Edge of the square or cube of that area or volume. Automatic: 32 in pixels, else a "
            "third of the annotations is smaller.",
            "pixels or mm",
            low=0,
            step=1,
            advanced=True,
        ),
    ] = None
    large: Annotated[
        float | None,
        Spec(
            "Large above",
            "Edge of the square or cube of that area or volume. Automatic: 96 in pixels, else a "
            "third of the annotations is larger.",
            "pixels or mm",
            low=0,
            step=1,
            advanced=True,
        ),
    ] = None
    most: Annotated[
        int,
        Spec("Most boxes", "Weaker ones of a class in a case are not looked at; COCO takes 100.",
             "", 1, 100000, advanced=True),
    ] = 100  # fmt: skip
    bootstrap: Annotated[
        int,
        Spec("Bootstrap samples", "For the 95 % intervals; more steady them.", "", 100, 100000,
             advanced=True),
    ] = 1000  # fmt: skip
    seed: Annotated[
        int, Spec("Seed", "The same seed repeats the same result.", "", 0, 2**31 - 1, advanced=True)
    ] = 0


@dataclass(frozen=True)
class CompareBoxesParameters:
    hit: Annotated[
        Literal["overlap", "centre"],
        Spec("Counts", "What makes an annotation found.", titles=_HIT_TITLES[::-1]),
    ] = "overlap"
    overlap: Annotated[
        float,
        Spec("Overlap", "Least intersection over union of a hit; larger asks for more exact boxes.",
             "", 0.01, 0.99, 0.05),
    ] = 0.3  # fmt: skip
    score: Annotated[
        float, Spec("Least score", "Weaker found boxes are left out.", "", 0, 1, 0.01)
    ] = 0.0
    classes: Annotated[
        bool, Spec("Classes must agree", "A box of another class is a false alarm.")
    ] = True


@dataclass(frozen=True)
class MeasureBoxesParameters:
    pass
