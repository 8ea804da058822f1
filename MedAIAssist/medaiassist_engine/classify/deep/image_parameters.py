"""Parameters of how images are given to a network. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from ...contract.params import Spec


@dataclass(frozen=True)
class ImageChoices:
    GROUP: ClassVar[str] = "Images"

    size: Annotated[
        tuple[int, int, int] | None,
        Spec(
            "Size",
            "Voxels the network sees along columns, rows and slices; slices count in 3D only. "
            "Automatic: the median of the images, at most 224 in 2D and 96 in 3D.",
            "voxels", 1, 1024,
        ),
    ] = None  # fmt: skip
    fit: Annotated[
        Literal["resize", "pad"],
        Spec(
            "Fit",
            "Resize stretches each image to the size; pad keeps its scale, and cuts or fills "
            "around its centre.",
            titles=("Resize", "Pad or cut"),
        ),
    ] = "resize"
    spacing: Annotated[
        tuple[float, float, float] | None,
        Spec(
            "Spacing",
            "Volumes are resampled to this voxel size (R, A, S) first. Automatic: their own.",
            "mm", 0.001, 100, advanced=True,
        ),
    ] = None  # fmt: skip
    intensities: Annotated[
        Literal["range", "window", "zscore", "none"],
        Spec(
            "Intensities",
            "Range: the 0.5th to 99.5th percentile of each image become 0 to 1. Window: black to "
            "white become 0 to 1, for CT. Z-score: mean 0, deviation 1.",
            titles=("Range", "Window", "Z-score", "As they are"),
        ),
    ] = "range"
    black: Annotated[
        float, Spec("Black", "Lower end of the window.", "intensity", advanced=True)
    ] = -160.0
    white: Annotated[
        float, Spec("White", "Upper end of the window.", "intensity", advanced=True)
    ] = 240.0
