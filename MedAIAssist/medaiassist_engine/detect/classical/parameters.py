"""Parameters of detection without training, and from a few examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec

Strongest = Annotated[
    int | None,
    Spec(
        "Keep at most",
        "Keeps the boxes with the highest scores; automatic keeps all.",
        "boxes",
        1,
        100_000,
        10,
    ),
]


@dataclass(frozen=True)
class BlobParameters:
    contrast: Annotated[
        Literal["bright", "dark", "both"],
        Spec(
            "Blobs are",
            "Compared with what surrounds them.",
            titles=("Brighter", "Darker", "Brighter or darker"),
        ),
    ] = "bright"
    smallest: Annotated[
        float, Spec("Smallest diameter", "Larger leaves out small blobs, faster.", "mm", 0.01, 500)
    ] = 5.0
    largest: Annotated[
        float, Spec("Largest diameter", "Larger finds larger blobs, slower.", "mm", 0.01, 500)
    ] = 30.0
    threshold: Annotated[
        float,
        Spec(
            "Contrast",
            "How many times the image's noise a blob must stand out; larger finds fewer.",
            "× noise",
            0.1,
            1000,
            0.5,
        ),
    ] = 5.0
    elongation: Annotated[
        float,
        Spec(
            "Largest elongation",
            "Smaller leaves out more vessels and edges; 1 is a ball.",
            "× as long as thick",
            1,
            100,
            0.1,
        ),
    ] = 2.0
    mode: Annotated[
        Literal["3d", "2d"],
        Spec(
            "Blobs in",
            "Volume looks for balls; slice by slice looks for discs, and suits thick slices.",
            titles=("The volume (3D)", "Each slice (2D)"),
        ),
    ] = "3d"
    method: Annotated[
        Literal["log", "dog", "doh"],
        Spec(
            "Method",
            "The Laplacian is the most exact; the difference of Gaussians is faster and nearly "
            "equal; the determinant answers less to edges and tubes, slower.",
            titles=(
                "Laplacian of Gaussian",
                "Difference of Gaussians",
                "Determinant of the Hessian",
            ),
            advanced=True,
        ),
    ] = "log"
    overlap: Annotated[
        float,
        Spec(
            "Overlap",
            "Share of the smaller of two blobs that may lie in a stronger one; larger keeps more.",
            "",
            0,
            1,
            0.05,
            advanced=True,
        ),
    ] = 0.3
    strongest: Strongest = 100


Mode = Annotated[
    Literal["automatic", "3d", "2d"],
    Spec(
        "Look in",
        "Automatic: in slices if the examples were drawn in single slices or the volume has one.",
        titles=("Automatic", "The volume (3D)", "Slices (2D)"),
    ),
]
Slices = Annotated[
    Literal["all", "examples"],
    Spec(
        "Slices",
        "Where to look in 2D; those with examples are quicker to try.",
        titles=("All slices", "Slices with examples"),
    ),
]
Overlap = Annotated[
    float,
    Spec(
        "Overlap",
        "Intersection over union up to which both of two boxes stay; larger keeps more.",
        "",
        0,
        1,
        0.05,
        advanced=True,
    ),
]


@dataclass(frozen=True)
class TemplateParameters:
    threshold: Annotated[
        float,
        Spec(
            "Threshold", "Least correlation with the examples; larger finds fewer.", "", 0, 1, 0.05
        ),
    ] = 0.6
    rotations: Annotated[
        int,
        Spec(
            "Rotations",
            "In how many directions the examples are turned within slices; more is slower.",
            "",
            1,
            72,
        ),
    ] = 1
    size_change: Annotated[
        float,
        Spec(
            "Size change",
            "How much larger or smaller than the examples objects may be; larger is slower.",
            "%",
            0,
            100,
            5,
        ),
    ] = 0.0
    combine: Annotated[
        Literal["mean", "each"],
        Spec(
            "Several examples",
            "The mean looks for what they have in common; each on its own is slower and finds what "
            "resembles any.",
            titles=("Their mean", "Each on its own"),
        ),
    ] = "mean"
    mode: Mode = "automatic"
    slices: Slices = "all"
    margin: Annotated[
        float,
        Spec(
            "Surroundings",
            "Share of the size that is looked at around an example; larger tells more of its edge.",
            "%",
            0,
            100,
            5,
            advanced=True,
        ),
    ] = 15.0
    contrast: Annotated[
        float,
        Spec(
            "Least contrast",
            "Share of the examples' contrast that a match must have; larger leaves out faint ones.",
            "%",
            0,
            100,
            5,
            advanced=True,
        ),
    ] = 20.0
    overlap: Overlap = 0.3
    strongest: Strongest = 200
