"""Parameters of bundles from elsewhere. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ..contract.params import File, Spec

ZOO = "https://raw.githubusercontent.com/Project-MONAI/model-zoo/dev/models/model_info.json"
"""Where the Model Zoo lists its bundles."""


@dataclass(frozen=True)
class ApplyBundleParameters:
    trust: Annotated[
        str,
        Spec(
            "Trusted fingerprint",
            "SHA-256 of a bundle that may run its own code, as 'Look at a bundle' shows it. Empty: "
            "none may.",
            advanced=True,
        ),
    ] = ""
    config: Annotated[
        str,
        Spec(
            "Config",
            "Which of the bundle's configs is run, such as inference_segresnet.",
            advanced=True,
        ),
    ] = "inference"
    device: Annotated[
        Literal["automatic", "cpu"],
        Spec(
            "Device",
            "Automatic takes the GPU if there is one.",
            titles=("Automatic", "CPU"),
            advanced=True,
        ),
    ] = "automatic"


@dataclass(frozen=True)
class SegmentParameters(ApplyBundleParameters):
    probability_of: Annotated[
        str,
        Spec(
            "Probability of",
            "Name or number of a class whose probability is given as a volume too. Empty: none.",
        ),
    ] = ""


@dataclass(frozen=True)
class DetectParameters(ApplyBundleParameters):
    lowest: Annotated[
        float, Spec("Lowest score", "Boxes with a lower score are left out.", "", 0, 1, 0.05)
    ] = 0.0


@dataclass(frozen=True)
class ScriptParameters:
    network: Annotated[
        str,
        Spec(
            "Network",
            "A TorchScript file that gives values for each class and voxel.",
            names=File(("ts", "pt")),
        ),
    ] = ""
    orientation: Annotated[
        Literal["RAS", "LPS", "SAR", "SPL", "stored"],
        Spec(
            "Orientation",
            "Where the network's three axes point: R right, A anterior, S superior, L left, P "
            "posterior. Spacing, size and window follow it.",
            titles=(
                "RAS (MONAI, nibabel)",
                "LPS",
                "SAR: slices first",
                "SPL: slices first (SimpleITK)",
                "As stored",
            ),
        ),
    ] = "RAS"
    spacing: Annotated[
        tuple[float, float, float] | None,
        Spec(
            "Spacing",
            "Voxel size the network was trained with. Automatic: the image's own.",
            "mm",
            0.001,
            100,
        ),
    ] = None
    size: Annotated[
        tuple[int, int, int] | None,
        Spec(
            "Size",
            "The whole image is resized to so many voxels. Automatic: it is not.",
            "voxels",
            1,
            1024,
        ),
    ] = None
    window: Annotated[
        tuple[int, int, int] | None,
        Spec(
            "Window",
            "The network sees so many voxels at once, and the windows overlap. Automatic: all.",
            "voxels",
            1,
            1024,
        ),
    ] = None
    intensities: Annotated[
        Literal["range", "zscore", "both", "none"],
        Spec(
            "Intensities",
            "Range: black to white become 0 to 1. Z-score: to a mean and deviation. Range, then "
            "z-score does both.",
            titles=("Range", "Z-score", "Range, then z-score", "As they are"),
        ),
    ] = "range"
    low: Annotated[
        float, Spec("Black", "This percentile of intensities becomes 0.", "%", 0, 50, 0.1)
    ] = 0.5
    high: Annotated[
        float, Spec("White", "This percentile of intensities becomes 1.", "%", 50, 100, 0.1)
    ] = 99.5
    mean: Annotated[float, Spec("Mean", "What a z-score makes of the mean.", "", advanced=True)] = (
        0.0
    )
    deviation: Annotated[
        float,
        Spec(
            "Deviation", "What a z-score makes of the standard deviation.", "", 1e-6, advanced=True
        ),
    ] = 1.0
    largest: Annotated[
        bool, Spec("Largest part only", "Keeps the largest connected part of each class.")
    ] = False
    fill: Annotated[bool, Spec("Fill holes", "Fills holes inside of each class.")] = False
    classes: Annotated[
        str,
        Spec("Classes", "Names of the network's channels in order, separated by commas."),
    ] = ""
    device: Annotated[
        Literal["automatic", "cpu"],
        Spec(
            "Device",
            "Automatic takes the GPU if there is one.",
            titles=("Automatic", "CPU"),
            advanced=True,
        ),
    ] = "automatic"


@dataclass(frozen=True)
class LookParameters:
    path: Annotated[
        str,
        Spec(
            "Bundle",
            "A MONAI bundle: its zip file or folder.",
            names=File(("zip",), model="network"),
        ),
    ] = ""
    config: Annotated[
        str, Spec("Config", "Which of the bundle's configs would be run.", advanced=True)
    ] = "inference"


@dataclass(frozen=True)
class GetParameters:
    name: Annotated[
        str,
        Spec(
            "Name",
            "Of a bundle in the Model Zoo, such as spleen_ct_segmentation; or its address; or the "
            "path of a copy on this computer.",
        ),
    ] = ""
    version: Annotated[str, Spec("Version", "Such as 0.5.9; empty: the newest.")] = ""
    sha256: Annotated[
        str,
        Spec("SHA-256", "What the file must have; empty: what the zoo's list says.", advanced=True),
    ] = ""
    folder: Annotated[
        str, Spec("Folder", "Where it is kept; empty: the folder of models.", advanced=True)
    ] = ""
    source: Annotated[
        str,
        Spec(
            "List",
            "Address or path of the zoo's list (model_info.json).",
            names=File(("json",)),
            advanced=True,
        ),
    ] = ZOO


@dataclass(frozen=True)
class ListZooParameters:
    source: Annotated[
        str,
        Spec(
            "List",
            "Address or path of the zoo's list (model_info.json).",
            names=File(("json",)),
            advanced=True,
        ),
    ] = ZOO
    sizes: Annotated[
        bool, Spec("Sizes", "Asks the server how large the newest version of each is.")
    ] = True
