"""The parts of MONAI that a bundle may use without being trusted.

They work on arrays: none of them opens a file, reaches a network, or calls what it is given. What
is not listed needs trust, also parts of MONAI.
"""

from __future__ import annotations

import importlib
from typing import Any

_GENERAL = "Compose"

_TRANSFORMS = frozenset(
    f"{name}d"
    for name in (
        # Where voxels lie.
        "Orientation", "Spacing", "SpatialResample", "ResampleToMatch", "Resize", "Zoom", "Rotate",
        "Rotate90", "Flip", "Transpose", "SqueezeDim", "AsChannelLast",
        # Which voxels there are.
        "SpatialPad", "BorderPad", "DivisiblePad", "Pad", "SpatialCrop", "CenterSpatialCrop",
        "CenterScaleCrop", "CropForeground", "ResizeWithPadOrCrop", "BoundingRect",
        # Intensities.
        "ScaleIntensity", "ScaleIntensityRange", "ScaleIntensityRangePercentiles",
        "NormalizeIntensity", "ShiftIntensity", "StdShiftIntensity",
        "ThresholdIntensity", "ClipIntensityPercentiles", "AdjustContrast", "HistogramNormalize",
        "GaussianSmooth", "GaussianSharpen", "MedianSmooth", "SavitzkyGolaySmooth",
        "MaskIntensity", "ForegroundMask", "GibbsNoise",
        # Types and keys.
        "EnsureType", "CastToType", "ToTensor", "ToNumpy", "ToDevice", "Identity", "CopyItems",
        "DeleteItems", "SelectItems", "ConcatItems", "RepeatChannel", "RemoveRepeatedChannel",
        "SplitDim", "AddCoordinateChannels", "FromMetaTensor", "ToMetaTensor", "FlattenSubKeys",
        # What becomes of answers.
        "Activations", "AsDiscrete", "Invert", "KeepLargestConnectedComponent", "LabelFilter",
        "FillHoles", "RemoveSmallObjects", "LabelToContour", "MapLabelValue", "LabelToMask",
        "MeanEnsemble", "VoteEnsemble", "DistanceTransformEDT", "SobelGradients",
        "ConvertToMultiChannelBasedOnBratsClasses",
    )
)  # fmt: skip
_BOX_TRANSFORMS = frozenset(
    {"ClipBoxToImaged", "AffineBoxToWorldCoordinated", "AffineBoxToImageCoordinated",
     "ConvertBoxModed", "ConvertBoxToStandardModed", "StandardizeEmptyBoxd"}
)  # fmt: skip
_INFERERS = frozenset(
    {"SimpleInferer", "SlidingWindowInferer", "SlidingWindowInfererAdapt", "SliceInferer"}
)

_WITHIN = {
    "monai.transforms": _TRANSFORMS | {_GENERAL},
    "monai.apps.detection.transforms.dictionary": _BOX_TRANSFORMS,
    "monai.inferers": _INFERERS,
}
_NETWORKS = ("monai.networks.nets.", "torchvision.models.")


def is_allowed(target: Any) -> bool:
    """Whether a `_target_` is one of the listed parts."""
    return _place(target) is not None


def is_network(target: Any) -> bool:
    """Whether a `_target_` looks like a network of MONAI or torchvision.

    `models.network_def.build`, which makes them, looks closer.
    """
    text = str(target)
    return "." not in text or text.startswith(_NETWORKS)


def part(target: Any) -> Any:
    """The class that a `_target_` names.

    Raises:
        LookupError: it is none of the listed parts, or this MONAI has none of that name.
    """
    place = _place(target)
    found = getattr(importlib.import_module(place[0]), place[1], None) if place else None
    if found is None:
        raise LookupError(str(target))
    return found


def all_parts() -> list[str]:
    """Every listed part with its module, to check that MONAI has it."""
    return [f"{module}.{name}" for module, names in _WITHIN.items() for name in sorted(names)]


def _place(target: Any) -> tuple[str, str] | None:
    """Module and class of a listed part; None for others."""
    module, _, name = str(target).rpartition(".")
    name = _dictionary_name(name)
    for place, names in _WITHIN.items():
        if name in names and (not module or _within(module, place)):
            return place, name
    return None


def _within(module: str, place: str) -> bool:
    """A module of that package, such as monai.transforms.spatial.dictionary."""
    root = place.removesuffix(".dictionary")
    return module == root or module.startswith(f"{root}.")


def _dictionary_name(name: str) -> str:
    """MONAI calls the same class Spacingd, SpacingD and SpacingDict."""
    for ending in ("Dict", "D"):
        if name.endswith(ending) and f"{name.removesuffix(ending)}d" in _TRANSFORMS:
            return f"{name.removesuffix(ending)}d"
    return name
