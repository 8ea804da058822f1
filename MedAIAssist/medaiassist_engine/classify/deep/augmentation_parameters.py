"""Parameters of how training images are varied. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from ...contract.params import Spec


@dataclass(frozen=True)
class AugmentationChoices:
    GROUP: ClassVar[str] = "Augmentation"

    flip: Annotated[
        Literal["none", "left_right", "all"],
        Spec(
            "Flip",
            "Mirrors training images at random; not where sides matter.",
            titles=("None", "Left and right", "All axes"),
        ),
    ] = "none"
    rotate: Annotated[
        float, Spec("Rotate", "Turns training images by up to so much.", "°", 0, 180, 1)
    ] = 10.0
    zoom: Annotated[
        float, Spec("Zoom", "Scales training images by up to so much.", "%", 0, 50, 1)
    ] = 10.0
    shift: Annotated[
        float, Spec("Shift", "Moves training images by up to so much of their size.", "%", 0, 50, 1)
    ] = 5.0
    elastic: Annotated[
        float,
        Spec(
            "Elastic",
            "Bends training images by about so much at most.",
            "voxels",
            0,
            20,
            advanced=True,
        ),
    ] = 0.0
    noise: Annotated[
        float,
        Spec("Noise", "Adds noise of up to this deviation, in units of what the network sees.",
             "", 0, 1, 0.01),
    ] = 0.02  # fmt: skip
    contrast: Annotated[
        float,
        Spec("Contrast", "Changes the gamma by up to this factor.", "%", 0, 90, 1),
    ] = 20.0
    bias_field: Annotated[
        float,
        Spec("Bias field", "Shades training images unevenly, as coils of MR do.", "", 0, 1, 0.05,
             advanced=True),
    ] = 0.0  # fmt: skip
    cutout: Annotated[
        float,
        Spec("Cutout", "Hides a box of this share of each axis (DeVries and Taylor 2017).",
             "%", 0, 75, 1, advanced=True),
    ] = 0.0  # fmt: skip
    mixup: Annotated[
        float,
        Spec("Mixup", "Blends pairs of images and their classes; the larger, the more (Zhang et "
             "al., ICLR 2018).", "", 0, 4, 0.1, advanced=True),
    ] = 0.0  # fmt: skip
