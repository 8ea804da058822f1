"""Parameters of embeddings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...contract.params import File, Spec


@dataclass(frozen=True)
class EmbeddingParameters:
    network: Annotated[
        str,
        Spec(
            "Network",
            "A TorchScript file, or a MONAI bundle: its zip file or folder.",
            names=File(("ts", "pt", "zip")),
        ),
    ] = ""
    layer: Annotated[
        str,
        Spec(
            "Layer",
            "Name of the layer whose output is taken. Empty: what goes into the last linear layer "
            "of a classifier, or into the last convolution of a segmentation network.",
        ),
    ] = ""
    spacing: Annotated[
        tuple[float, float, float] | None,
        Spec(
            "Spacing",
            "Voxel size the network was trained with (R, A, S). Automatic: the image's own.",
            "mm",
            0.001,
            100,
        ),
    ] = None
    size: Annotated[
        tuple[int, int, int] | None,
        Spec(
            "Size",
            "Voxels the network takes (R, A, S). Automatic: as the bundle says, else what is "
            "there, in multiples of 32.",
            "voxels",
            1,
            1024,
        ),
    ] = None
    fit: Annotated[
        Literal["resize", "pad"],
        Spec(
            "Fit",
            "Resize stretches each segment to the size; pad keeps its scale, and cuts or fills "
            "around its centre.",
            titles=("Resize", "Pad or cut"),
        ),
    ] = "resize"
    margin: Annotated[
        float, Spec("Margin", "Surroundings shown around each segment.", "mm", 0, 200, 1)
    ] = 5.0
    mask: Annotated[
        bool, Spec("Hide surroundings", "What lies outside the segment becomes the lowest value.")
    ] = False
    normalize: Annotated[
        Literal["automatic", "range", "zscore", "none"],
        Spec(
            "Intensities",
            "Range: black to white become 0 to 1. Z-score: mean 0, deviation 1. Automatic: to the "
            "range in the bundle's metadata, else range.",
            titles=("Automatic", "Range", "Z-score", "As they are"),
        ),
    ] = "automatic"
    low: Annotated[
        float | None,
        Spec(
            "Black below",
            "Intensity that becomes the lowest value. Automatic: the 0.1th percentile.",
            "intensity",
            advanced=True,
        ),
    ] = None
    high: Annotated[
        float | None,
        Spec(
            "White above",
            "Intensity that becomes the highest value. Automatic: the 99.9th percentile.",
            "intensity",
            advanced=True,
        ),
    ] = None
    axes: Annotated[
        Literal["ijk", "kji"],
        Spec(
            "Order of axes",
            "How the network has its voxels: columns first (MONAI, nibabel) or last (torchvision, "
            "SimpleITK).",
            titles=("Columns, rows, slices", "Slices, rows, columns"),
            advanced=True,
        ),
    ] = "ijk"
    orientation: Annotated[
        Literal["automatic", "RAS", "LPS", "stored"],
        Spec(
            "Orientation",
            "Where the axes point that the network sees. Automatic: RAS in 3D; in 2D LPS, as "
            "slices are viewed.",
            titles=("Automatic", "RAS", "LPS", "As stored"),
            advanced=True,
        ),
    ] = "automatic"
    slices: Annotated[
        int,
        Spec(
            "Slices",
            "A network of 2D sees at most so many slices of each segment, evenly spaced; the mean "
            "of their embeddings is taken.",
            "slices",
            1,
            1000,
            1,
            advanced=True,
        ),
    ] = 16
    device: Annotated[
        Literal["automatic", "cpu"],
        Spec(
            "Device",
            "Automatic takes the GPU if there is one.",
            titles=("Automatic", "CPU"),
            advanced=True,
        ),
    ] = "automatic"
