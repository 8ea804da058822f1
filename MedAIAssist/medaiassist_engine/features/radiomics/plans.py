"""The plan that the operation's parameters stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...context import Context
from ...contract.errors import ParameterError
from .parameter_file import read_parameter_file
from .parameters import RadiomicsParameters
from .settings import IMAGE_TYPES, Plan, Settings

_INTERPOLATORS = {
    "bspline": "sitkBSpline", "linear": "sitkLinear", "nearest": "sitkNearestNeighbor",
}  # fmt: skip


def plan_of(p: RadiomicsParameters, shape: Sequence[int], context: Context) -> Plan:
    """What to extract and how, from a volume of a shape (k, j, i).

    Raises:
        UserError: the parameter file cannot be used.
        ParameterError: a list of numbers or names cannot be read, or nothing is chosen.
    """
    if p.parameter_file.strip():
        return read_parameter_file(p.parameter_file, context.note)
    thin = next((axis for axis, n in enumerate(shape) if n == 1), None)
    settings = replace(_settings(p), force_2d_dimension=thin or 0)
    wanted = {
        "shape": p.shape in ("3d", "both") or (p.shape == "automatic" and thin is None),
        "shape2D": p.shape in ("2d", "both") or (p.shape == "automatic" and thin is not None),
        "firstorder": p.first_order, "glcm": p.glcm,
        "glrlm": p.glrlm, "glszm": p.glszm, "gldm": p.gldm, "ngtdm": p.ngtdm,
    }  # fmt: skip
    features = dict.fromkeys([family for family, on in wanted.items() if on])
    if not features:
        raise ParameterError("No family of features is chosen; switch one on.")
    images = _images(p, settings)
    if not images:
        raise ParameterError("No image is chosen; switch on the original or a filter.")
    return Plan(settings, images, features)


def _settings(p: RadiomicsParameters) -> Settings:
    limits = [p.resegment_low] if p.resegment_high is None else [p.resegment_low, p.resegment_high]
    distances = _numbers(p.distances, "Distances (distances)", "1 2")
    if not distances or any(d < 1 or d != int(d) for d in distances):
        raise ParameterError(
            f"Distances (distances) is '{p.distances}'; it must be whole numbers from 1, like 1 2."
        )
    return Settings(
        bin_width=p.bin_width,
        bin_count=p.bin_count if p.bins == "count" else None,
        normalize=p.normalize,
        normalize_scale=p.normalize_scale,
        remove_outliers=p.remove_outliers,
        spacing=p.spacing,
        interpolator=_INTERPOLATORS[p.interpolator],
        resegment_range=None if p.resegment == "none" else tuple(limits),
        resegment_mode="absolute" if p.resegment == "none" else p.resegment,
        resegment_shape=p.resegment_shape,
        force_2d=p.force_2d,
        distances=tuple(int(d) for d in distances),
        weighting=None if p.weighting == "none" else p.weighting,
        symmetrical=p.symmetrical,
        dependence_tolerance=p.dependence_tolerance,
        voxel_shift=p.voxel_shift,
    )


def _images(p: RadiomicsParameters, settings: Settings) -> dict[str, Settings]:
    images = {"Original": settings} if p.original else {}
    sigmas = _numbers(p.log_sigmas, "LoG sigmas (log_sigmas)", "2 4")
    if any(s <= 0 for s in sigmas):
        raise ParameterError("LoG sigmas (log_sigmas) must be larger than 0 mm.")
    if sigmas:
        images["LoG"] = replace(settings, sigmas=sigmas)
    if p.wavelet:
        images["Wavelet"] = settings
    known = {name.lower(): name for name in IMAGE_TYPES[3:]}
    for word in p.other_images.replace(",", " ").split():
        if word.lower() not in known:
            raise ParameterError(
                f"Other images (other_images) names '{word}'; the names are "
                f"{', '.join(known.values())}."
            )
        images[known[word.lower()]] = settings
    return images


def _numbers(text: str, what: str, example: str) -> tuple[float, ...]:
    try:
        return tuple(float(word) for word in text.replace(",", " ").split())
    except ValueError:
        raise ParameterError(
            f"{what} is '{text}'; it must be numbers with blanks between, like {example}."
        ) from None
