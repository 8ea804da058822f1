"""The settings that parameter files may hold: what each is called here and what it allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """How a value is read; `read` raises ValueError or TypeError for what is not allowed."""

    field: str
    read: Callable[[Any], Any]
    allowed: str
    optional: bool = False


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _number(value: Any) -> Any:
    """Kept as written, int or float: the names of LoG images show it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError
    if not abs(value) < float("inf"):
        raise ValueError
    return value


def _above_zero(value: Any) -> Any:
    if _number(value) <= 0:
        raise ValueError
    return value


def _whole(low: int, high: int | None = None) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError
        if value < low or (high is not None and value > high):
            raise ValueError
        return value

    return read


def _list(of: Callable[[Any], Any], *lengths: int) -> Callable[[Any], tuple[Any, ...]]:
    def read(value: Any) -> tuple[Any, ...]:
        values = value if isinstance(value, list) else [value]
        if not values or (lengths and len(values) not in lengths):
            raise ValueError
        return tuple(of(v) for v in values)

    return read


def _one_of(*names: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in names:
            raise ValueError
        return str(value)

    return read


def _not_negative(value: Any) -> Any:
    if _number(value) < 0:
        raise ValueError
    return value


def _wavelet(value: Any) -> str:
    import pywt  # type: ignore[import-untyped]

    return _one_of(*pywt.wavelist(kind="discrete"))(value)


INTERPOLATORS = (
    "sitkNearestNeighbor", "sitkLinear", "sitkBSpline", "sitkGaussian", "sitkLabelGaussian",
    "sitkHammingWindowedSinc", "sitkCosineWindowedSinc", "sitkWelchWindowedSinc",
    "sitkLanczosWindowedSinc", "sitkBlackmanWindowedSinc",
)  # fmt: skip


def _interpolator(value: Any) -> str:
    """A name, or its number in SimpleITK."""
    if isinstance(value, int) and not isinstance(value, bool):
        return INTERPOLATORS[_whole(1, len(INTERPOLATORS))(value) - 1]
    return _one_of(*INTERPOLATORS)(value)


_TRUTH = "true or false"
_POSITIVE = "a number above 0"

SETTINGS = {
    "binWidth": Rule("bin_width", _above_zero, _POSITIVE),
    "binCount": Rule("bin_count", _whole(1), "a whole number from 1", optional=True),
    "normalize": Rule("normalize", _flag, _TRUTH),
    "normalizeScale": Rule("normalize_scale", _above_zero, _POSITIVE),
    "removeOutliers": Rule("remove_outliers", _above_zero, _POSITIVE, optional=True),
    "resampledPixelSpacing": Rule(
        "spacing", _list(_not_negative, 3), "three numbers of 0 or more: mm along x, y, z",
        optional=True,
    ),
    "interpolator": Rule(
        "interpolator", _interpolator, f"one of {', '.join(INTERPOLATORS)}", optional=True
    ),
    "padDistance": Rule("pad_distance", _whole(0), "a whole number from 0"),
    "preCrop": Rule("pre_crop", _flag, _TRUTH),
    "resegmentRange": Rule(
        "resegment_range", _list(_number, 1, 2), "a list of one or two numbers", optional=True
    ),
    "resegmentMode": Rule(
        "resegment_mode", _one_of("absolute", "relative", "sigma"), "absolute, relative or sigma"
    ),
    "resegmentShape": Rule("resegment_shape", _flag, _TRUTH),
    "minimumROIDimensions": Rule("minimum_dimensions", _whole(1, 3), "1, 2 or 3"),
    "minimumROISize": Rule("minimum_size", _whole(1), "a whole number from 1", optional=True),
    "force2D": Rule("force_2d", _flag, _TRUTH),
    "force2Ddimension": Rule("force_2d_dimension", _whole(0, 2), "0, 1 or 2"),
    "distances": Rule("distances", _list(_whole(1)), "a list of whole numbers from 1"),
    "weightingNorm": Rule(
        "weighting", _one_of("euclidean", "manhattan", "infinity", "no_weighting"),
        "euclidean, manhattan, infinity or no_weighting", optional=True,
    ),
    "symmetricalGLCM": Rule("symmetrical", _flag, _TRUTH),
    "gldm_a": Rule("dependence_tolerance", _not_negative, "a number of 0 or more"),
    "voxelArrayShift": Rule("voxel_shift", _number, "a number"),
    "sigma": Rule("sigmas", _list(_above_zero), "a list of numbers above 0"),
    "wavelet": Rule("wavelet", _wavelet, "a discrete wavelet of PyWavelets, such as coif1"),
    "start_level": Rule("start_level", _whole(0), "a whole number from 0"),
    "level": Rule("level", _whole(1), "a whole number from 1"),
    "gradientUseSpacing": Rule("gradient_in_mm", _flag, _TRUTH),
}  # fmt: skip

UNUSED = {
    "label": "every segment is measured",
    "label_channel": "every segment is measured",
    "additionalInfo": "",
    "correctMask": "segments must lie on the volume's voxels",
    "geometryTolerance": "segments must lie on the volume's voxels",
    "enableCExtensions": "",
    "lbp2DRadius": "local binary patterns are not made here",
    "lbp2DSamples": "local binary patterns are not made here",
    "lbp2DMethod": "local binary patterns are not made here",
    "lbp3DLevels": "local binary patterns are not made here",
    "lbp3DIcosphereRadius": "local binary patterns are not made here",
    "lbp3DIcosphereSubdivision": "local binary patterns are not made here",
}
"""Settings of pyradiomics without effect here, and what to tell of it."""
