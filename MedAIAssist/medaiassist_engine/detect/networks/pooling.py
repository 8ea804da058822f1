"""Features of boxes from a pyramid, each from the level that suits its size."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from ..learning.overlaps import volumes
from ..learning.roi_align import roi_align


def pooled(
    maps: Sequence[Tensor], boxes: Sequence[Tensor], size: Sequence[int], finest: int
) -> Tensor:
    """Features (n, C, *size), each box from the level where a bin is about a voxel.

    Lin et al., Feature pyramid networks, CVPR 2017; by RoIAlign.

    Args:
        maps: (B, C, *shape) each, from fine to coarse.
        boxes: of each of the B images, (n_b, 2 D) in voxels of the image.
        finest: voxels of the image for one of the finest map.
    """
    level = [_level(b, len(maps), size[0] * finest) for b in boxes]
    every = torch.cat(level)
    values = maps[0].new_zeros((len(every), maps[0].shape[1], *size), dtype=torch.float32)
    for number, m in enumerate(maps):
        here = [b[at == number] for b, at in zip(boxes, level, strict=True)]
        if sum(map(len, here)):
            found = roi_align(m.float(), here, size, 1 / (finest * 2**number))
            values = values.index_put((torch.nonzero(every == number)[:, 0],), found)
    return values


def _level(boxes: Tensor, levels: int, suited: int) -> Tensor:
    """Of each box; those of the length `suited` come from the finest level."""
    length = volumes(boxes).clamp(min=1e-6) ** (2 / boxes.shape[1])
    return torch.log2(length / suited).round().clamp(0, levels - 1).long()
