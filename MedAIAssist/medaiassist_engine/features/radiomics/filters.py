"""The images that features are measured in: the original and what filters make of it.

Each is computed in the region's box with the margin that its filter reaches over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from ...preprocess.itk import from_itk, to_itk
from ...preprocess.limits import Limit
from ...preprocess.region import Slices
from .preparation import Prepared
from .settings import Settings
from .wavelets import wavelet_images

Image = NDArray[Any]
Named = tuple[str, Image | str]
"""Prefix of the feature names, and the image in the region's box or why there is none."""

_REACH = 8.0  # standard deviations; what lies beyond changes the response by less than 1e-9


def filtered_images(kind: str, region: Prepared, settings: Settings) -> Iterator[Named]:
    """The images of one of `settings.IMAGE_TYPES`."""
    makers: dict[str, Callable[[Prepared, Settings], Iterator[Named]]] = {
        "Original": _original,
        "LoG": _laplacians,
        "Wavelet": wavelet_images,
        "Gradient": _gradient,
    }
    yield from makers[kind](region, settings) if kind in makers else _pointwise(kind, region)


def image_names(kind: str, settings: Settings) -> list[str]:
    """The prefixes that `filtered_images` gives."""
    if kind == "LoG":
        return [_laplacian_name(sigma) for sigma in settings.sigmas]
    if kind == "Wavelet":
        from .wavelets import wavelet_names

        return wavelet_names(settings)
    return [kind.lower()]


def _original(region: Prepared, settings: Settings) -> Iterator[Named]:
    yield "original", region.image[region.box]


def _laplacian_name(sigma: float) -> str:
    return f"log-sigma-{str(sigma).replace('.', '-')}-mm-3D"


def _laplacians(region: Prepared, settings: Settings) -> Iterator[Named]:
    """Laplacian of Gaussian by ITK's recursive filter, times sigma²."""
    shape, spacing = np.array(region.image.shape), np.array(region.spacing)
    for sigma in settings.sigmas:
        name = _laplacian_name(sigma)
        if shape.min() < 4 or np.any(shape < np.ceil(sigma / spacing) + 1):
            yield name, f"the image is too small for a Laplacian of Gaussian of {sigma:g} mm"
            continue
        outer, inner = _grown(region, np.ceil(_REACH * sigma / spacing).astype(int) + 4)
        found = sitk.LaplacianRecursiveGaussian(
            to_itk(region.image[outer].astype(np.float64), region.spacing), float(sigma), True
        )
        yield name, from_itk(found)[inner]


def _gradient(region: Prepared, settings: Settings) -> Iterator[Named]:
    outer, inner = _grown(region, np.array([2, 2, 2]))
    image = to_itk(region.image[outer].astype(np.float64), region.spacing)
    yield "gradient", from_itk(sitk.GradientMagnitude(image, settings.gradient_in_mm))[inner]


def _pointwise(kind: str, region: Prepared) -> Iterator[Named]:
    """Functions of the intensity, scaled so that the image's largest magnitude stays."""
    x = region.image[region.box].astype(np.float64)
    top = max(abs(float(region.image.max())), abs(float(region.image.min())))
    name = kind.lower()
    if top == 0:
        yield name, "the image is 0 everywhere"
    elif kind == "Square":
        yield name, x**2 / top
    elif kind == "SquareRoot":
        yield name, np.sign(x) * np.sqrt(np.abs(x) * top)
    elif kind == "Logarithm":
        yield name, np.sign(x) * np.log1p(np.abs(x)) * (top / np.log1p(top))
    else:
        yield name, np.exp(np.log(top) / top * x)


def _grown(region: Prepared, margin: NDArray[np.int64]) -> tuple[Slices, Slices]:
    """The region's box with a margin inside the image, and where the box lies in that."""
    k, j, i = margin.tolist()
    limit = Limit(region.box)
    outer = limit.grown((k, j, i), region.image.shape)
    return outer, limit.inner(outer)
