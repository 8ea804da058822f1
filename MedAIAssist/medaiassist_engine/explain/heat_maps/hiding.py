"""What hidden voxels become."""

from __future__ import annotations

import torch
from scipy import ndimage

from .parameters import Hidden

_BLUR = 0.1  # sigma as a share of the image


def replacement(image: torch.Tensor, hidden: Hidden) -> torch.Tensor:
    """(1, channels, i, j[, k]) that says little of an image of that shape.

    Its mean, the image blurred by a tenth of its size (edges repeated), or its lowest value; of
    each channel.
    """
    axes = tuple(range(2, image.ndim))
    if hidden == "mean":
        return image.mean(dim=axes, keepdim=True).expand_as(image)
    if hidden == "black":
        return image.amin(dim=axes, keepdim=True).expand_as(image)
    sigma = [_BLUR * n if axis in axes else 0.0 for axis, n in enumerate(image.shape)]
    return torch.from_numpy(ndimage.gaussian_filter(image.numpy(), sigma, mode="nearest"))
