"""RoIAlign: the features of boxes of any size, interpolated to one size, in 2D and 3D.

He et al., Mask R-CNN, ICCV 2017. Interpolation along one axis does not depend on the others, so
that a box is sampled along each axis in turn; on CPUs by compiled loops over channels that lie side
by side, elsewhere by torch's own operations.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from .roi_align_cpu import align_on_cpu
from .roi_align_torch import align_by_torch


def roi_align(
    features: Tensor,
    boxes: Sequence[Tensor],
    size: Sequence[int],
    scale: Sequence[float] | float = 1.0,
    samples: int = 2,
) -> Tensor:
    """Features (n, C, *size) of all boxes of all images, with a gradient for the features.

    Each bin is the mean of `samples` linearly interpolated values along each axis; beyond the
    feature map its outermost values go on.

    Args:
        features: (B, C, *shape), of 2 or 3 dimensions.
        boxes: of each of the B images, (n_b, 2 D) in voxels of the image, as in `boxes.grid`.
        size: bins along each axis.
        scale: voxels of the feature map for one of the image, for all axes or each.

    Raises:
        ValueError: the shapes do not fit each other.
    """
    dimensions = features.ndim - 2
    if len(boxes) != len(features) or len(size) != dimensions or dimensions not in (2, 3):
        raise ValueError(
            f"features {tuple(features.shape)}, boxes of {len(boxes)} images, size {tuple(size)}"
        )
    joined = torch.cat([b.detach().reshape(-1, 2 * dimensions) for b in boxes])
    # In float32, places on a large map would be off by more than the interpolation is; Apple's
    # GPUs have nothing finer.
    real = torch.float32 if features.device.type == "mps" else torch.float64
    factor = torch.as_tensor(scale, dtype=real).expand(dimensions).repeat(2)
    scaled = joined.to(features.device, real) * factor.to(features.device)
    image = torch.repeat_interleave(torch.tensor([len(b) for b in boxes]))
    align = align_on_cpu if features.device.type == "cpu" else align_by_torch
    return align(features, scaled, image.to(features.device), tuple(size), samples)
