"""Parameters of the operations that prepare volumes for learning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec

AxisCode = Literal[
    "RAS", "RAI", "RPS", "RPI", "LAS", "LAI", "LPS", "LPI",
    "RSA", "RIA", "RSP", "RIP", "LSA", "LIA", "LSP", "LIP",
    "ARS", "ARI", "PRS", "PRI", "ALS", "ALI", "PLS", "PLI",
    "ASR", "AIR", "PSR", "PIR", "ASL", "AIL", "PSL", "PIL",
    "SRA", "IRA", "SRP", "IRP", "SLA", "ILA", "SLP", "ILP",
    "SAR", "IAR", "SPR", "IPR", "SAL", "IAL", "SPL", "IPL",
]  # fmt: skip


@dataclass(frozen=True)
class ResampleParameters:
    spacing: Annotated[
        tuple[float, float, float] | None,
        Spec(
            "Spacing",
            "Larger gives fewer, coarser voxels. Automatic: cubes of the smallest spacing.",
            "mm",
            0.01,
            100,
            0.1,
        ),
    ] = None
    interpolation: Annotated[
        Literal["linear", "nearest", "bspline"],
        Spec(
            "Interpolation",
            "B-spline is sharpest but may overshoot at edges; nearest keeps label values.",
            titles=("Linear", "Nearest neighbour", "B-spline"),
        ),
    ] = "linear"
    antialias: Annotated[
        bool,
        Spec(
            "Smooth before coarsening",
            "Avoids stair-step patterns where voxels get larger.",
            advanced=True,
        ),
    ] = True


@dataclass(frozen=True)
class ReorientParameters:
    axes: Annotated[
        AxisCode,
        Spec("Axes", "Where i, j and k point: RAS means i to the right, j anterior, k superior."),
    ] = "RAS"


@dataclass(frozen=True)
class CropParameters:
    margin: Annotated[float, Spec("Margin", "Larger keeps more around it.", "mm", 0, 500, 1)] = 0.0
    pad: Annotated[
        bool,
        Spec("Pad beyond the volume", "On adds voxels where the box leaves the volume."),
    ] = False
    pad_value: Annotated[
        float | None,
        Spec("Value of added voxels", "Automatic: the volume's minimum.", "intensity"),
    ] = None


@dataclass(frozen=True)
class NormalizeParameters:
    method: Annotated[
        Literal["zscore", "minmax", "window"],
        Spec(
            "Method",
            "z-score gives mean 0 and deviation 1; the others give 0 to 1.",
            titles=("z-score", "Minimum to maximum", "CT window"),
        ),
    ] = "zscore"
    robust: Annotated[
        bool,
        Spec("Clip outliers first", "Clips to the percentiles below before anything else."),
    ] = False
    lower: Annotated[
        float, Spec("Lower percentile", "Larger clips more.", "%", 0, 100, 0.1, advanced=True)
    ] = 0.5
    upper: Annotated[
        float, Spec("Upper percentile", "Smaller clips more.", "%", 0, 100, 0.1, advanced=True)
    ] = 99.5
    window: Annotated[
        float, Spec("CT window", "Larger covers more intensities.", "HU", 1, 10000)
    ] = 400.0
    level: Annotated[float, Spec("CT level", "Middle of the window.", "HU", -2000, 5000)] = 40.0
