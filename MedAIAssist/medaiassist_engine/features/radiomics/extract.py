"""From an image, a mask and a plan to feature values."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .families import chosen
from .feature import Values
from .filters import filtered_images, image_names
from .image_features import measure_image
from .preparation import Prepared, normalised, resampled, resegmented
from .settings import Plan, Settings
from .shape_2d import shape_2d
from .shape_3d import shape_3d

Report = Callable[[float, str], None]


def radiomics(
    image: NDArray[Any],
    mask: NDArray[Any],
    spacing: tuple[float, float, float] = (1.0, 1.0, 1.0),
    plan: Plan | None = None,
) -> dict[str, float]:
    """Features of the voxels where `mask` is not 0; NaN where undefined.

    Args:
        image: (k, j, i), any real type, finite.
        mask: of the same shape; at least one voxel.
        spacing: mm along k, j, i.
        plan: what to extract and how; by default all families of the original image, bins of 25.

    Raises:
        ValueError: the mask is empty or of another shape.

    Example::

        radiomics(image, mask, (3.0, 1.0, 1.0))["original_firstorder_Mean"]
    """
    plan = plan or Plan()
    inside = np.asarray(mask) != 0
    if inside.shape != image.shape or image.ndim != 3 or not inside.any():
        raise ValueError("the mask must have the image's shape (k, j, i) and not be empty")
    whole = (slice(0, image.shape[0]), slice(0, image.shape[1]), slice(0, image.shape[2]))
    image = normalised(image, plan.settings)
    region = Prepared(image, whole, inside, spacing).narrowed(inside)
    found = extract(region, plan, lambda fraction, phase: None)
    return {name: float("nan") if isinstance(v, str) else v for name, v in found.items()}


def columns_of(plan: Plan) -> list[str]:
    """The names of all features of a plan in order."""
    names = [f"original_{f}_{n}" for f, n in _features(plan) if f.startswith("shape")]
    for kind, settings in plan.images.items():
        for prefix in image_names(kind, settings):
            names += [f"{prefix}_{f}_{n}" for f, n in _features(plan) if not f.startswith("shape")]
    return names


def extract(region: Prepared, plan: Plan, report: Report) -> Values:
    """All features of a region of a normalised image; texts say why a feature is undefined."""
    report(0.0, "Preparing")
    moved = resampled(region, plan.settings)
    if isinstance(moved, str):
        return _undefined(plan, moved)
    measured = resegmented(moved, plan.settings)
    if isinstance(measured, str):
        return _undefined(plan, measured)
    if reason := _too_small(measured, plan.settings):
        return _undefined(plan, reason)
    report(0.02, "Shape")
    found = _shape(measured if plan.settings.resegment_shape else moved, plan)
    families = {f: names for f, names in plan.features.items() if not f.startswith("shape")}
    for (kind, settings), part in zip(plan.images.items(), _shares(plan, report), strict=True):
        for n, (prefix, crop) in enumerate(filtered_images(kind, measured, settings)):
            progress = functools.partial(part, prefix, n)
            values = measure_image(measured, crop, list(families), settings, progress)
            for family, names in families.items():
                for name in chosen(family, names):
                    found[f"{prefix}_{family}_{name}"] = values[family][name]
    return found


def _undefined(plan: Plan, reason: str) -> Values:
    return dict.fromkeys(columns_of(plan), reason)


def _shares(plan: Plan, report: Report) -> Iterator[Callable[[str, int, float], None]]:
    """For each image type a callback that takes the image, its number and the fraction done."""
    counts = [len(image_names(kind, settings)) for kind, settings in plan.images.items()]
    done = 0
    for count in counts:

        def part(prefix: str, n: int, fraction: float, before: int = done) -> None:
            report(0.1 + 0.9 * (before + n + fraction) / sum(counts), prefix)

        yield part
        done += count


def _features(plan: Plan) -> list[tuple[str, str]]:
    return [(f, name) for f, names in plan.features.items() for name in chosen(f, names)]


def _too_small(region: Prepared, settings: Settings) -> str:
    count = int(np.count_nonzero(region.inside))
    axes = sum(n > 1 for n in region.inside.shape)
    if settings.minimum_size is not None and count <= settings.minimum_size:
        return (
            f"it has {count} voxels and minimumROISize asks for more than {settings.minimum_size}"
        )
    if axes < settings.minimum_dimensions and settings.minimum_dimensions > 1:
        least = settings.minimum_dimensions
        return f"it extends along {axes} axes and minimumROIDimensions is {least}"
    return ""


def _shape(region: Prepared, plan: Plan) -> Values:
    found: Values = {}
    if "shape" in plan.features:
        values = shape_3d(region.inside, region.spacing)
        names = chosen("shape", plan.features["shape"])
        found |= {f"original_shape_{n}": values[n] for n in names}
    if "shape2D" in plan.features:
        axis = plan.settings.force_2d_dimension
        values = shape_2d(region.inside, region.spacing, axis)
        names = chosen("shape2D", plan.features["shape2D"])
        found |= {f"original_shape2D_{n}": values[n] for n in names}
    return found
