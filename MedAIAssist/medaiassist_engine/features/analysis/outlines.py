"""Outlines changed a little: grown, shrunk, or redrawn at random along the border."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.ndimage import distance_transform_edt

Mask = NDArray[np.bool_]

_SURELY_IN, _SURELY_OUT = 0.9, 0.2  # shares of a patch, by Zwanenburg et al. 2019
_PATCH_MM = 5.0


def grown(mask: Mask, spacing: ArrayLike, by_mm: float) -> Mask:
    """Voxels whose centre lies inside the outline moved outwards by mm, inwards if negative."""
    if by_mm == 0 or not mask.any():
        return mask.copy()
    if by_mm > 0:
        return np.asarray(mask | (_from_outline(mask, spacing) <= by_mm))
    # What lies beyond the array is outside, but a single slice does not shrink across itself.
    pad = [0 if n == 1 else 1 for n in mask.shape]
    padded = np.pad(mask, [(p, p) for p in pad])
    inner = tuple(slice(p, p + n) for p, n in zip(pad, mask.shape, strict=True))
    if padded.all():
        return mask.copy()
    return np.asarray(mask & (_from_outline(~padded, spacing)[inner] >= -by_mm))


def _from_outline(mask: Mask, spacing: ArrayLike) -> NDArray[np.float64]:
    """Distance in mm from each voxel centre outside to the mask's nearest voxel's surface."""
    steps = np.asarray(spacing, dtype=np.float64).reshape(-1, *[1] * mask.ndim)
    distance, nearest = distance_transform_edt(~mask, sampling=spacing, return_indices=True)
    offset = np.abs(nearest - np.indices(mask.shape)) * steps
    # The share of the way that lies inside the nearest voxel, up to its first face.
    share = np.full(offset.shape, np.inf)
    np.divide(steps / 2, offset, out=share, where=offset > 0)
    return np.asarray(distance * (1 - np.minimum(share.min(axis=0), 1)))


def redrawn(
    image: NDArray[Any], mask: Mask, spacing: Sequence[float], generator: np.random.Generator
) -> Mask:
    """The mask made anew of patches of similar intensity, each in or out at random.

    A patch is in with the probability of its share of voxels in the mask; surely if that is 90%
    or more, never below 20%. Zwanenburg et al., Scientific Reports 9:614, 2019; patches by
    Achanta et al., IEEE TPAMI 34(11), 2012.
    """
    from skimage.segmentation import slic

    low, high = float(image.min()), float(image.max())
    if not mask.any() or low == high:
        return mask.copy()
    voxels = max(1.0, _PATCH_MM**image.ndim / float(np.prod(spacing)))
    patches = slic(
        (image - low) / (high - low),
        n_segments=max(2, int(image.size / voxels)),
        compactness=0.1,
        spacing=tuple(spacing),
        channel_axis=None,
        start_label=0,
        enforce_connectivity=False,
    )
    share = np.bincount(patches.ravel(), mask.ravel()) / np.maximum(np.bincount(patches.ravel()), 1)
    chosen = generator.random(len(share)) < share
    chosen = (chosen & (share >= _SURELY_OUT)) | (share >= _SURELY_IN)
    found: Mask = chosen[patches]
    return found if found.any() else mask.copy()
