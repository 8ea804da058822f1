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
from ..learning.sampling import sample_balanced, sample_hard
from .losses import box_loss, mean_entropy
from .pooling import pooled
from .selecting import LEAST_SCORE, clip, select
from .target import Found, Target

_BINS = {2: 7, 3: 4}
_HIDDEN = 256
_OBJECT = 0.5  # overlap from which a proposal is the object
_SAMPLED, _POSITIVE = 64, 0.25
_POOL, _FEWEST = 2, 4  # where background is hard: see `sample_hard`


class BoxHead(nn.Module):
    """Two dense layers over the features of each box.

    Args:
        finest: voxels of the image for one of the finest map.
        hard: it learns from the background that it takes for objects (Shrivastava et al., CVPR
            2016), not from any.
    """

    def __init__(
        self, dimensions: int, features: int, classes: int, finest: int, hard: bool = False
    ) -> None:
        super().__init__()
        self.classes, self._dimensions, self._finest = classes, dimensions, finest
        self._hard = hard
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
        every = [torch.cat([t.boxes, p]) for p, t in zip(proposals, targets, strict=True)]
        taken = self._taken_for_objects(maps, every) if self._hard else [None] * len(every)
        drawn = [
            _drawn(*of_image, self.classes) for of_image in zip(every, targets, taken, strict=True)
        ]
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

    @torch.no_grad()
    def _taken_for_objects(
        self, maps: Sequence[Tensor], boxes: Sequence[Tensor]
    ) -> tuple[Tensor, ...]:
        """The chance, (n,) for each image, that a box is no background."""
        logits, _ = self._run(maps, boxes)
        background = torch.softmax(logits.float(), dim=1)[:, self.classes]
        return (1 - background).split([len(b) for b in boxes])

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


def _drawn(boxes: Tensor, target: Target, taken: Tensor | None, background: int) -> _Drawn:
    match = match_by_iou(boxes, target.boxes, _OBJECT, _OBJECT, every_box=False)
    match = set_aside(match, boxes, target.ignored)
    there, others = (
        sample_balanced(match, _SAMPLED, _POSITIVE) if taken is None
        else sample_hard(match, taken, _SAMPLED, _POSITIVE, _POOL, _FEWEST)
    )  # fmt: skip
    labels = torch.cat([target.labels[match[there]], torch.full_like(others, background)])
    return _Drawn(boxes[torch.cat([there, others])], labels, target.boxes[match[there]])


def moved_inside(boxes: Tensor, shape: Sequence[int]) -> Tensor:
    """Proposals (m, 2 D) from elsewhere, cut at the image; those without extent are dropped."""
    inside = clip(boxes, shape)
    low, high = edges(inside)
    return inside[((high - low) > 0).all(dim=1)]
