"""Judging proposed boxes: which class, and where its edges really are.

Girshick, Fast R-CNN, ICCV 2015, with RoIAlign (He et al., ICCV 2017) on a feature pyramid.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..learning.coding import BoxCoder
from ..learning.matching import match_by_iou, set_aside
from ..learning.overlaps import edges
from ..learning.sampling import sample_balanced
from .losses import box_loss, mean_entropy
from .pooling import pooled
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
            "classes": mean_entropy(logits, labels),
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
        hidden = self.dense(pooled(maps, boxes, self._size, self._finest).flatten(1))
        codes = self.box_head(hidden).reshape(-1, self.classes, 2 * self._dimensions)
        return self.class_head(hidden), codes


class _Drawn:
    """Proposals of an image that a step learns from: objects first, then background."""

    def __init__(self, boxes: Tensor, labels: Tensor, aims: Tensor) -> None:
        self.boxes, self.labels, self.aims = boxes, labels, aims


def _drawn(proposals: Tensor, target: Target, background: int) -> _Drawn:
    boxes = torch.cat([target.boxes, proposals])
    match = match_by_iou(boxes, target.boxes, _OBJECT, _OBJECT, every_box=False)
    match = set_aside(match, boxes, target.ignored)
    there, others = sample_balanced(match, _SAMPLED, _POSITIVE)
    labels = torch.cat([target.labels[match[there]], torch.full_like(others, background)])
    return _Drawn(boxes[torch.cat([there, others])], labels, target.boxes[match[there]])


def moved_inside(boxes: Tensor, shape: Sequence[int]) -> Tensor:
    """Proposals (m, 2 D) from elsewhere, cut at the image; those without extent are dropped."""
    inside = clip(boxes, shape)
    low, high = edges(inside)
    return inside[((high - low) > 0).all(dim=1)]
