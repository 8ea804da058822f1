"""Parameters of the denoising operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import Spec
from ..slots import Mode

Noise = Annotated[
    float | None,
    Spec(
        "Noise",
        "Standard deviation of the noise; a larger value smooths more. "
        "Automatic estimates it from the volume.",
        unit="intensity",
        low=1e-6,
        advanced=True,
    ),
]


@dataclass(frozen=True)
class NlmParameters:
    strength: Annotated[
        float, Spec("Strength", "Larger removes more noise and fine detail.", "", 0.1, 5, 0.1)
    ] = 1.0
    rician: Annotated[
        bool,
        Spec(
            "Rician noise", "For magnitude MR: also removes the noise's brightening of dark areas."
        ),
    ] = False
    mode: Mode = "3d"
    patch_radius: Annotated[
        int,
        Spec("Patch radius", "Larger compares larger patterns.", "voxels", 1, 4, advanced=True),
    ] = 1
    search_radius: Annotated[
        int,
        Spec(
            "Search radius",
            "Larger finds more similar patches: smoother, much slower.",
            "voxels",
            1,
            10,
            advanced=True,
        ),
    ] = 3
    noise: Noise = None


@dataclass(frozen=True)
class GaussianParameters:
    sigma: Annotated[float, Spec("Sigma", "Larger blurs more.", "mm", 0.05, 50, 0.1)] = 1.0
    mode: Mode = "3d"


@dataclass(frozen=True)
class MedianParameters:
    radius: Annotated[
        int, Spec("Radius", "Larger removes larger specks and rounds corners.", "voxels", 1, 10)
    ] = 1
    mode: Mode = "3d"


@dataclass(frozen=True)
class BilateralParameters:
    sigma: Annotated[
        float,
        Spec("Spatial sigma", "Larger averages over a wider area, slower.", "mm", 0.1, 10, 0.1),
    ] = 1.5
    strength: Annotated[
        float,
        Spec("Strength", "Intensity sigma; larger blurs weaker edges.", "x noise", 0.5, 20, 0.5),
    ] = 2.5
    mode: Mode = "3d"
    noise: Noise = None


@dataclass(frozen=True)
class DiffusionParameters:
    method: Annotated[
        Literal["curvature", "gradient"],
        Spec(
            "Method",
            "Curvature keeps thin structures better; gradient flattens areas more.",
            titles=("Curvature", "Gradient"),
        ),
    ] = "curvature"
    iterations: Annotated[int, Spec("Iterations", "More smooths more.", "", 1, 100)] = 5
    conductance: Annotated[
        float, Spec("Conductance", "Larger smooths stronger edges too.", "", 0.1, 20, 0.1)
    ] = 1.5
    mode: Mode = "3d"


@dataclass(frozen=True)
class TotalVariationParameters:
    weight: Annotated[
        float, Spec("Weight", "Larger gives flatter, simpler areas.", "x noise", 0.05, 20, 0.1)
    ] = 1.0
    mode: Mode = "3d"
    iterations: Annotated[
        int,
        Spec("Iterations at most", "More comes closer to the optimum.", "", 1, 1000, advanced=True),
    ] = 100
    noise: Noise = None
