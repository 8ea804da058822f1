"""Parameters of the edge operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec
from ..slots import Mode

Output = Annotated[
    Literal["volume", "segmentation"],
    Spec("Edges as", "What the edges become in the scene.", titles=("Volume", "Segmentation")),
]
Sigma = Annotated[float, Spec("Sigma", "Larger ignores noise and finer detail.", "mm", 0, 20, 0.1)]


@dataclass(frozen=True)
class CannyParameters:
    sigma: Sigma = 1.0
    thresholds: Annotated[
        Literal["fraction", "percentile"],
        Spec(
            "Thresholds in",
            "Percent of the strongest gradient, or of the edge voxels that are weaker.",
            titles=("Percent of the maximum", "Percentiles"),
            advanced=True,
        ),
    ] = "fraction"
    high: Annotated[
        float | None,
        Spec("High threshold", "Larger keeps only stronger edges.", "%", 0, 100, 1),
    ] = None
    low: Annotated[
        float | None,
        Spec("Low threshold", "Larger cuts edges shorter where they fade.", "%", 0, 100, 1),
    ] = None
    output: Output = "segmentation"
    mode: Mode = "3d"


@dataclass(frozen=True)
class GradientParameters:
    method: Annotated[
        Literal["gaussian", "sobel"],
        Spec(
            "Method",
            "Gaussian smooths by sigma first; Sobel looks at direct neighbours only.",
            titles=("Gaussian", "Sobel"),
        ),
    ] = "gaussian"
    sigma: Sigma = 1.0
    output: Output = "volume"
    threshold: Annotated[
        float | None,
        Spec(
            "Threshold",
            "For a segmentation: larger keeps only stronger edges. Automatic is Otsu's.",
            "intensity/mm",
            0,
        ),
    ] = None
    mode: Mode = "3d"


@dataclass(frozen=True)
class LogParameters:
    sigma: Annotated[
        float, Spec("Sigma", "Larger ignores noise and finer detail.", "mm", 0.1, 20, 0.1)
    ] = 2.0
    output: Output = "volume"
    threshold: Annotated[
        float | None,
        Spec(
            "Threshold",
            "For a segmentation: the least jump of the response at a zero crossing; "
            "larger keeps only stronger edges.",
            "intensity/mm²",
            0,
        ),
    ] = None
    mode: Mode = "3d"
