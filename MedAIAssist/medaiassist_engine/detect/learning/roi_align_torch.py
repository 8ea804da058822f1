"""RoIAlign by torch's `grid_sample`, for devices other than the CPU."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from .overlaps import edges

_MOST_VALUES = 1 << 25  # sampled at a time, which bounds the memory


def align_by_torch(
    features: Tensor, boxes: Tensor, image: Tensor, size: tuple[int, ...], samples: int
) -> Tensor:
    """As `roi_align.roi_align`, of boxes (n, 2 D) in voxels of the features.

    Args:
        image: (n,) to which of the batch each box belongs.
    """
    channels = features.shape[1]
    inner = [n * samples for n in size]
    a_box = channels * int(torch.tensor(inner).prod())
    step = max(1, _MOST_VALUES // a_box)
    found = [features.new_zeros((0, channels, *size))]
    for number in range(len(features)):
        for some in torch.nonzero(image == number)[:, 0].split(step):
            if len(some):
                found.append(_align(features[number : number + 1], boxes[some], inner, samples))
    return torch.cat(found)


def _align(features: Tensor, boxes: Tensor, inner: list[int], samples: int) -> Tensor:
    shape = features.shape[2:]
    low, high = edges(boxes)
    along = []
    for axis, (count, length) in enumerate(zip(inner, shape, strict=True)):
        part = (torch.arange(count, device=boxes.device, dtype=boxes.dtype) + 0.5) / count
        place = low[:, axis, None] + part * (high[:, axis, None] - low[:, axis, None])
        place = place.clamp(0.5, length - 0.5)  # beyond the outermost centres their value goes on
        along.append(2 * place / length - 1)
    dimensions, count = len(shape), len(boxes)
    spread = [
        a.reshape(count, *(-1 if d == axis else 1 for d in range(dimensions))).expand(count, *inner)
        for axis, a in enumerate(along)
    ]
    grid = torch.stack(spread[::-1], dim=-1).to(features.dtype)
    # All boxes along the first axis of one grid, so that the features need not be repeated.
    flat = grid.reshape(1, count * inner[0], *inner[1:], dimensions)
    values = functional.grid_sample(
        features, flat, mode="bilinear", padding_mode="border", align_corners=False
    )
    values = values.reshape(features.shape[1], count, *inner).transpose(0, 1)
    pool = functional.avg_pool2d if dimensions == 2 else functional.avg_pool3d
    return pool(values, samples)
