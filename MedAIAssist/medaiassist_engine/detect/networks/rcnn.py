"""R-CNN: every proposed box is cut out, warped to one size and judged on its own.

Girshick et al., CVPR 2014: a CNN gives features of the crop, a linear SVM for each class judges
them, and linear regression moves the box. The CNN is trained with a softmax layer, which judges
until the SVMs are fitted.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..learning.coding import BoxCoder
from ..learning.matching import match_by_iou, set_aside
from ..learning.overlaps import edges
from ..learning.roi_align import roi_align
from ..learning.sampling import sample_balanced
from .box_head import moved_inside
from .crops import crop_network
from .losses import mean_entropy
from .selecting import LEAST_SCORE, clip, select
from .target import Found, Proposals, Target

_CONTEXT = 1.25  # times the box that is cut out: what is around it tells, too
_AT_ONCE = 128  # crops, which bounds the memory
_SAMPLED, _POSITIVE, _OBJECT = 48, 0.33, 0.5


class Rcnn(nn.Module):
    """A network for crops, and linear judges of its features.

    Args:
        classes: how many it tells apart; width: channels of the small backbone's first maps.
    """

    def __init__(
        self, dimensions: int, channels: int, classes: int, backbone: str = "small",
        width: int = 32,
    ) -> None:  # fmt: skip
        super().__init__()
        self.classes, self._dimensions = classes, dimensions
        self.body = crop_network(backbone, dimensions, channels, width)
        self._size = (self.body.size,) * dimensions
        self.length = self.body.length
        self.softmax_head = nn.Linear(self.length, classes + 1)  # the last one is background
        self.svm_head = nn.Linear(self.length, classes)
        self.box_head = nn.Linear(self.length, classes * 2 * dimensions)
        self.register_buffer("fitted", torch.zeros(()))
        self.coder = BoxCoder()

    @property
    def multiple(self) -> int:
        """Images may have any size."""
        return 1

    def losses(self, images: Tensor, targets: Sequence[Target]) -> dict[str, Tensor]:
        """Of telling crops apart."""
        drawn, labels = [], []
        for target in targets:
            boxes = torch.cat([target.boxes, _given(target, images.shape[2:])])
            match = match_by_iou(boxes, target.boxes, _OBJECT, _OBJECT, every_box=False)
            match = set_aside(match, boxes, target.ignored)
            there, others = sample_balanced(match, _SAMPLED, _POSITIVE)
            drawn.append(boxes[torch.cat([there, others])])
            labels += [target.labels[match[there]], torch.full_like(others, self.classes)]
        logits = self.softmax_head(self.features(images, drawn))
        return {"classes": mean_entropy(logits, torch.cat(labels))}

    def features(self, images: Tensor, boxes: Sequence[Tensor]) -> Tensor:
        """(n, length) of the crops of all boxes of all images."""
        low, high = (torch.cat(list(x)) for x in zip(*map(edges, boxes), strict=True))
        middle, half = (low + high) / 2, (high - low) / 2 * _CONTEXT
        wider = torch.cat([middle - half, middle + half], dim=1).split([len(b) for b in boxes])
        crops = roi_align(images, wider, self._size)
        if not len(crops):
            return crops.new_zeros((0, self.length))
        if self.training:  # batch norm needs two, and of several processes as many calls of each
            several = crops if len(crops) > 1 else torch.cat([crops, crops])
            return self.body(several)[: len(crops)]
        return torch.cat([self.body(some) for some in crops.split(_AT_ONCE)])

    @torch.no_grad()
    def detect(self, images: Tensor, proposals: Proposals = None) -> list[Found]:
        """What is in the proposed boxes of each image."""
        if proposals is None:
            raise ValueError("R-CNN needs proposals")
        shape = images.shape[2:]
        boxes = [moved_inside(p, shape) for p in proposals]
        return [
            self._judged(self.features(image[None], [some]), some, shape)
            for image, some in zip(images, boxes, strict=True)
        ]

    def _judged(self, features: Tensor, boxes: Tensor, shape: Sequence[int]) -> Found:
        if self.fitted:
            chances = torch.sigmoid(self.svm_head(features))
            codes = self.box_head(features).reshape(-1, self.classes, 2 * self._dimensions)
        else:
            chances = torch.softmax(self.softmax_head(features), dim=1)[:, : self.classes]
            codes = features.new_zeros((len(boxes), self.classes, 2 * self._dimensions))
        place, label = torch.nonzero(chances >= LEAST_SCORE, as_tuple=True)
        moved = self.coder.decode(codes[place, label], boxes[place])
        return select(clip(moved, shape), chances[place, label], label, shape)


def _given(target: Target, shape: Sequence[int]) -> Tensor:
    if target.proposals is None:
        raise ValueError("R-CNN needs proposals")
    return moved_inside(target.proposals, shape)
