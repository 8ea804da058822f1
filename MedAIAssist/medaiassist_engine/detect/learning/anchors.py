"""Anchors: boxes of fixed sizes, laid over the image at every place of each feature map."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def anchors_of_level(
    sizes: Tensor, grid: Sequence[int], image: Sequence[int], device: torch.device | None = None
) -> Tensor:
    """Anchors (places * sizes, 2 D) of one feature map; the sizes of a place follow each other.

    Args:
        sizes: (S, D) lengths along each axis, in voxels of the image.
        grid: places along each axis of the feature map.
        image: shape of the image that the map covers; strides need not be whole numbers.
    """
    sizes = torch.as_tensor(sizes, dtype=torch.float32, device=device)
    along = [
        (torch.arange(n, dtype=torch.float32, device=device) + 0.5) * (whole / n)
        for n, whole in zip(grid, image, strict=True)
    ]
    places = torch.stack(torch.meshgrid(*along, indexing="ij"), dim=-1)
    centres, half = places.reshape(-1, 1, len(grid)), sizes[None] / 2
    return torch.cat([centres - half, centres + half], dim=-1).reshape(-1, 2 * len(grid))


def anchors_of_levels(
    sizes: Sequence[Tensor], grids: Sequence[Sequence[int]], image: Sequence[int]
) -> list[Tensor]:
    """Anchors of each level of a pyramid, one entry of `sizes` for each."""
    return [anchors_of_level(s, g, image) for s, g in zip(sizes, grids, strict=True)]


def with_ratios(length: float, ratios: Sequence[Sequence[float]]) -> Tensor:
    """Sizes (S, D) of one area or volume in several shapes, such as ((1, 1), (1, 2), (2, 1)).

    Args:
        length: edge of the cube of that volume; ratios: relative lengths along each axis.
    """
    shapes = torch.as_tensor(ratios, dtype=torch.float32)
    return length * shapes / shapes.prod(dim=1, keepdim=True) ** (1 / shapes.shape[1])
