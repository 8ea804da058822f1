"""Judging proposed boxes: which class, and where its edges really are.

Girshick, Fast R-CNN, ICCV 2015, with RoIAlign (He et al., ICCV 2017) on a feature pyramid.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..learning.coding import BoxCoder
from ..learning.matching import match_by_iou
from ..learning.overlaps import edges, volumes
from ..learning.roi_align import roi_align
from ..learning.sampling import sample_balanced
from .losses import box_loss
from .selecting import LEAST_SCORE, clip, select
from .target import Found, Target

_BINS = {2: 7, 3: 4}
_HIDDEN = 256
_OBJECT = 0.5  # overlap from which a proposal is the object
_SAMPLED, _POSITIVE = 64, 0.25


class BoxHead(nn.Module):
    """Two dense layers over the features of each box.

    Args:
        finest: voxels of the image for one of the finest map.
    """

    def __init__(self, dimensions: int, features: int, classes: int, finest: int) -> None:
        super().__init__()
        self.classes, self._dimensions, self._finest = classes, dimensions, finest
        self._size = (_BINS[dimensions],) * dimensions
        values = features * _BINS[dimensions] ** dimensions
        self.dense = nn.Sequential(
            nn.Linear(values, _HIDDEN), nn.ReLU(inplace=True),
            nn.Linear(_HIDDEN, _HIDDEN), nn.ReLU(inplace=True),
        )  # fmt: skip
        self.class_head = nn.Linear(_HIDDEN, classes + 1)  # the last one is background
        self.box_head = nn.Linear(_HIDDEN, classes * 2 * dimensions)
        nn.init.normal_(self.class_head.weight, std=0.01)
        nn.init.normal_(self.box_head.weight, std=0.001)
        nn.init.zeros_(self.box_head.bias)
        self._coder = BoxCoder(centre=10.0, size=5.0)

    def losses(
        self, maps: Sequence[Tensor], proposals: Sequence[Tensor], targets: Sequence[Target]
    ) -> dict[str, Tensor]:
        """Means over the proposals that were drawn; the objects themselves are proposed too."""
        drawn = [_drawn(p, t, self.classes) for p, t in zip(proposals, targets, strict=True)]
        logits, codes = self._run(maps, [d.boxes for d in drawn])
        labels = torch.cat([d.labels for d in drawn])
        aims = torch.cat([self._coder.encode(d.aims, d.boxes[: len(d.aims)]) for d in drawn])
        objects = torch.nonzero(labels < self.classes)[:, 0]
        theirs = codes[objects, labels[objects]]
        return {
            "classes": functional.cross_entropy(logits, labels),
            "boxes": box_loss(theirs, aims) / max(len(labels), 1),
        }

    def detect(
        self, maps: Sequence[Tensor], proposals: Sequence[Tensor], shape: Sequence[int]
    ) -> list[Found]:
        """What is in the boxes proposed for each image."""
        logits, codes = self._run(maps, proposals)
        chances = torch.softmax(logits.float(), dim=1)[:, : self.classes]
        counts = [len(p) for p in proposals]
        parts = zip(proposals, chances.split(counts), codes.float().split(counts), strict=True)
        return [self._judged(*part, shape) for part in parts]

    def _judged(self, boxes: Tensor, chances: Tensor, codes: Tensor, shape: Sequence[int]) -> Found:
        place, label = torch.nonzero(chances >= LEAST_SCORE, as_tuple=True)
        moved = self._coder.decode(codes[place, label], boxes[place])
        return select(clip(moved, shape), chances[place, label], label, shape)

    def _run(self, maps: Sequence[Tensor], boxes: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Logits (n, classes + 1) and codes (n, classes, 2 D) of all boxes of all images."""
        hidden = self.dense(self._pooled(maps, boxes).flatten(1))
        codes = self.box_head(hidden).reshape(-1, self.classes, 2 * self._dimensions)
        return self.class_head(hidden), codes

    def _pooled(self, maps: Sequence[Tensor], boxes: Sequence[Tensor]) -> Tensor:
        """Features (n, C, *size), each box from the level where a bin is about a voxel."""
        level = [self._level(b, len(maps)) for b in boxes]
        every = torch.cat(level)
        shape = (len(every), maps[0].shape[1], *self._size)
        values = maps[0].new_zeros(shape, dtype=torch.float32)
        for number, m in enumerate(maps):
            here = [b[at == number] for b, at in zip(boxes, level, strict=True)]
            if sum(map(len, here)):
                scale = 1 / (self._finest * 2**number)
                found = roi_align(m.float(), here, self._size, scale)
                values = values.index_put((torch.nonzero(every == number)[:, 0],), found)
        return values

    def _level(self, boxes: Tensor, levels: int) -> Tensor:
        length = volumes(boxes).clamp(min=1e-6) ** (1 / self._dimensions)
        ideal = torch.log2(length / (self._size[0] * self._finest))
        return ideal.round().clamp(0, levels - 1).long()


class _Drawn:
    """Proposals of an image that a step learns from: objects first, then background."""

    def __init__(self, boxes: Tensor, labels: Tensor, aims: Tensor) -> None:
        self.boxes, self.labels, self.aims = boxes, labels, aims


def _drawn(proposals: Tensor, target: Target, background: int) -> _Drawn:
    boxes = torch.cat([target.boxes, proposals])
    match = match_by_iou(boxes, target.boxes, _OBJECT, _OBJECT, every_box=False)
    there, others = sample_balanced(match, _SAMPLED, _POSITIVE)
    labels = torch.cat([target.labels[match[there]], torch.full_like(others, background)])
    return _Drawn(boxes[torch.cat([there, others])], labels, target.boxes[match[there]])


def moved_inside(boxes: Tensor, shape: Sequence[int]) -> Tensor:
    """Proposals (m, 2 D) from elsewhere, cut at the image; those without extent are dropped."""
    inside = clip(boxes, shape)
    low, high = edges(inside)
    return inside[((high - low) > 0).all(dim=1)]
