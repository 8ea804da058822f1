"""From an image and a mask to what features are measured in, in pyradiomics' order.

Normalise, resample, re-segment. The box that holds the region is all that is kept where nothing
else is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray

from ...preprocess.itk import from_itk, to_itk
from ...preprocess.limits import Limit
from ...preprocess.region import Slices, placed, tight_box
from .settings import Settings

Spacing = tuple[float, float, float]


@dataclass(frozen=True)
class Prepared:
    """A region in its image.

    Attributes:
        image: (k, j, i), any real type; filters see all of it.
        box: where in it the region lies, tightly.
        inside: bool of the box's shape.
        spacing: mm along k, j, i.
    """

    image: NDArray[Any]
    box: Slices
    inside: NDArray[np.bool_]
    spacing: Spacing

    def values(self, crop: NDArray[Any]) -> NDArray[np.float64]:
        """The region's values in an array of the box's shape."""
        return crop[self.inside].astype(np.float64)

    def narrowed(self, inside: NDArray[np.bool_]) -> Prepared:
        """The same image with fewer voxels in the region: bool of the box's shape, not empty."""
        tight = tight_box(inside)
        return replace(self, box=placed(tight, self.box), inside=inside[tight])


def normalised(image: NDArray[Any], settings: Settings) -> NDArray[Any]:
    """The image with mean 0 and standard deviation 1 (of the sample), clipped and scaled."""
    if not settings.normalize:
        return image
    values = image.astype(np.float64)
    values -= values.mean()
    deviation = float(values.std(ddof=1)) if values.size > 1 else 0.0
    if deviation > 0:
        values /= deviation
    if settings.remove_outliers is not None:
        np.clip(values, -settings.remove_outliers, settings.remove_outliers, out=values)
    values *= settings.normalize_scale
    return values


def resampled(region: Prepared, settings: Settings) -> Prepared | str:
    """The image around the region on the settings' spacing; a text if the region vanishes.

    The corners of the two grids coincide. As in pyradiomics integers stay integers, and axes along
    which the region has one voxel stay as they are.
    """
    if settings.spacing is None or settings.interpolator is None:
        return _pre_cropped(region, settings) if settings.pre_crop else region
    old = np.array(region.spacing)
    wanted = np.array(settings.spacing[::-1], np.float64)
    sizes = np.array(region.inside.shape)
    new = np.where((wanted == 0) | (sizes == 1), old, wanted)
    if np.allclose(old, new):
        return _pre_cropped(region, settings)
    ratio = old / new
    start = np.array([s.start for s in region.box])
    low = np.floor((start - 0.5) * ratio - settings.pad_distance)
    high = np.ceil((start + sizes - 0.5) * ratio + settings.pad_distance)
    most = np.ceil(np.array(region.image.shape) * ratio) - 1
    low, high = np.maximum(low, 0), np.minimum(high, most)
    origin = 0.5 * (new - old) + low * new
    resampler = sitk.ResampleImageFilter()
    resampler.SetOutputSpacing(new[::-1].tolist())
    resampler.SetOutputOrigin(origin[::-1].tolist())
    resampler.SetSize((high - low + 1).astype(int)[::-1].tolist())
    resampler.SetInterpolator(getattr(sitk, settings.interpolator))
    image = from_itk(resampler.Execute(to_itk(_readable(region.image), region.spacing)))
    resampler.SetInterpolator(sitk.sitkNearestNeighbor)
    mask = np.zeros(region.image.shape, np.uint8)
    mask[region.box] = region.inside
    inside = from_itk(resampler.Execute(to_itk(mask, region.spacing))) > 0
    if not inside.any():
        return "nothing of it is left after resampling; choose a smaller spacing"
    spacing = (float(new[0]), float(new[1]), float(new[2]))
    whole = (slice(0, image.shape[0]), slice(0, image.shape[1]), slice(0, image.shape[2]))
    return Prepared(image, whole, inside, spacing).narrowed(inside)


def resegmented(region: Prepared, settings: Settings) -> Prepared | str:
    """The region's voxels within the settings' range; a text if none is."""
    if settings.resegment_range is None:
        return region
    crop = region.image[region.box]
    values = region.values(crop)
    limits = sorted(settings.resegment_range)
    if settings.resegment_mode == "relative":
        limits = [float(values.max()) * t for t in limits]
    elif settings.resegment_mode == "sigma":
        limits = [float(values.mean()) + float(values.std()) * t for t in limits]
    inside = region.inside & (crop >= limits[0])
    if len(limits) == 2:
        inside &= crop <= limits[1]
    if not inside.any():
        return f"no voxel lies in the range {' to '.join(f'{t:.4g}' for t in limits)}"
    return region.narrowed(inside)


def _pre_cropped(region: Prepared, settings: Settings) -> Prepared:
    limit = Limit(region.box)
    outer = limit.grown((settings.pad_distance,) * 3, region.image.shape)
    return replace(region, image=region.image[outer], box=limit.inner(outer))


def _readable(image: NDArray[Any]) -> NDArray[Any]:
    """In a voxel type that SimpleITK has."""
    if image.dtype == bool:
        return image.astype(np.uint8)
    return image.astype(np.float32) if image.dtype == np.float16 else image
