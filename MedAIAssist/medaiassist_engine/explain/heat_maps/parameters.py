"""Parameters of heat maps. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...classify.deep.optimisation_parameters import Device
from ...contract.params import Spec

Method = Literal[
    "hires_cam", "grad_cam", "grad_cam_plus_plus", "occlusion", "integrated_gradients", "attention"
]
Hidden = Literal["mean", "blurred", "black"]


@dataclass(frozen=True)
class HeatMapParameters:
    method: Annotated[
        Method,
        Spec(
            "Method",
            "HiResCAM and Grad-CAM: the last maps of the network that are fine enough; HiResCAM "
            "also where dense layers follow. Occlusion: what happens when boxes are hidden; slow, "
            "for any network. Integrated gradients: single voxels. Attention: slices that a "
            "recurrent network looked at.",
            titles=("HiResCAM", "Grad-CAM", "Grad-CAM++", "Occlusion", "Integrated gradients",
                    "Attention"),
        ),
    ] = "hires_cam"  # fmt: skip
    label: Annotated[
        str, Spec("Class", "The class to explain; empty takes the network's answer.")
    ] = ""
    sign: Annotated[
        Literal["for", "against"],
        Spec("Show", "What speaks for the class, or against it.", titles=("For", "Against")),
    ] = "for"
    faithfulness: Annotated[
        bool,
        Spec("Check the map", "Hides and shows voxels in the order of the map, and of the same map "
             "at random places: a faithful map changes the probability soonest (Petsiuk et al., "
             "BMVC 2018)."),
    ] = True  # fmt: skip
    orders: Annotated[
        int, Spec("Random places", "The map is compared with.", "", 1, 1000, advanced=True)
    ] = 10
    parts: Annotated[
        int, Spec("Parts", "In which voxels are hidden or shown.", "", 2, 1000, advanced=True)
    ] = 12
    hidden: Annotated[
        Hidden,
        Spec("Hidden voxels", "Become the mean of the image, a blurred image, or black.",
             titles=("Mean", "Blurred", "Black"), advanced=True),
    ] = "mean"  # fmt: skip
    box: Annotated[
        float,
        Spec("Box", "Side of the boxes that occlusion hides, as a share of the image.", "%", 1, 100,
             0.5, advanced=True),
    ] = 12.5  # fmt: skip
    overlap: Annotated[
        bool,
        Spec("Overlap", "Boxes of occlusion overlap by half: finer; 4 times slower in 2D, 8 times "
             "in 3D.", advanced=True),
    ] = False  # fmt: skip
    steps: Annotated[
        int,
        Spec("Steps", "Of integrated gradients; more are more exact.", "", 2, 1000, advanced=True),
    ] = 32
    smoothing: Annotated[
        float,
        Spec("Smoothing", "Of integrated gradients: sigma of a Gaussian, in voxels that the "
             "network sees.", "voxels", 0, 20, 0.5, advanced=True),
    ] = 1.0  # fmt: skip
    device: Device = "automatic"
    seed: Annotated[
        int, Spec("Seed", "The same seed repeats the same result.", "", 0, 2**31 - 1, advanced=True)
    ] = 0
