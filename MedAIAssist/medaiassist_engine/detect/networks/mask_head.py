"""Which voxels of a box belong to the object in it. He et al., Mask R-CNN, ICCV 2017."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from monai.networks.layers.factories import Conv
from torch import Tensor, nn
from torch.nn import functional

from ..learning.overlaps import edges
from ..learning.roi_align import roi_align
from .layers import convolution, normalised
from .pooling import pooled
from .target import Target

_BINS = {2: 14, 3: 8}  # a mask has twice as many along each axis
_LAYERS = 2
_MOST = 32  # objects of an image that a step learns from
_OFF = 0.1  # of their length that boxes are off in training, as those found are


class MaskHead(nn.Module):
    """Convolutions over the features of each box, at the end twice as fine.

    Args:
        finest: voxels of the image for one of the finest map.
    """

    def __init__(self, dimensions: int, features: int, classes: int, finest: int) -> None:
        super().__init__()
        self._size, self._finest = (_BINS[dimensions],) * dimensions, finest
        self.body = nn.Sequential(
            *(normalised(dimensions, features, features) for _ in range(_LAYERS)),
            Conv[Conv.CONVTRANS, dimensions](features, features, 2, stride=2),
            nn.ReLU(inplace=True),
            convolution(dimensions, features, classes, 1),
        )

    def losses(self, maps: Sequence[Tensor], targets: Sequence[Target]) -> dict[str, Tensor]:
        """Mean over the voxels of the objects whose mask is known."""
        drawn = [_drawn(target) for target in targets]
        boxes = [_moved(t.boxes[d]) for t, d in zip(targets, drawn, strict=True)]
        labels = torch.cat([t.labels[d] for t, d in zip(targets, drawn, strict=True)])
        if not len(labels):
            return {"masks": maps[0].sum() * 0}
        logits = self._run(maps, boxes, labels)
        parts = zip(targets, drawn, boxes, strict=True)
        aims = torch.cat([_cut_out(*part, logits.shape[1:]) for part in parts])
        return {"masks": functional.binary_cross_entropy_with_logits(logits, aims)}

    def masks(
        self, maps: Sequence[Tensor], boxes: Sequence[Tensor], labels: Sequence[Tensor]
    ) -> list[Tensor]:
        """Of each image, how likely every part of each box belongs to the object, (n_b, *bins)."""
        chances = torch.sigmoid(self._run(maps, boxes, torch.cat(list(labels))))
        return list(chances.split([len(b) for b in boxes]))

    def _run(self, maps: Sequence[Tensor], boxes: Sequence[Tensor], labels: Tensor) -> Tensor:
        """Logits (n, *bins) of all boxes of all images, each for its own class."""
        said = self.body(pooled(maps, boxes, self._size, self._finest)).float()
        return said[torch.arange(len(labels), device=said.device), labels]


def _drawn(target: Target) -> Tensor:
    """Numbers of objects whose voxels are known, drawn at random."""
    if target.masks is None:
        return torch.zeros(0, dtype=torch.int64, device=target.boxes.device)
    numbers = torch.unique(target.masks)
    numbers = numbers[numbers > 0].long() - 1
    order = torch.randperm(len(numbers))[:_MOST]
    return numbers[order.to(numbers.device)]


def _moved(boxes: Tensor) -> Tensor:
    low, high = edges(boxes)
    reach = (high - low) * _OFF
    off = torch.rand(2, *low.shape).to(boxes) * 2 - 1
    return torch.cat([low + off[0] * reach, high + off[1] * reach], dim=1)


def _cut_out(target: Target, drawn: Tensor, boxes: Tensor, bins: Sequence[int]) -> Tensor:
    """The masks (n, *bins) of the drawn objects in their boxes, 0 or 1."""
    if target.masks is None or not len(drawn):
        return boxes.new_zeros((0, *bins))
    found = [
        roi_align((target.masks == number + 1).float()[None, None], [box[None]], bins)[:, 0]
        for number, box in zip(drawn.tolist(), boxes, strict=True)
    ]
    return (torch.cat(found) >= 0.5).float()
