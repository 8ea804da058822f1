"""RetinaNet: at every place of every level, what is there and where its edges are.

Lin et al., ICCV 2017, with matching by ATSS (Zhang et al., CVPR 2020) and a GIoU loss.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..learning.coding import BoxCoder
from ..learning.matching import BACKGROUND, BETWEEN, match_by_atss, set_aside
from ..learning.overlaps import paired_giou
from .layers import convolution, normalised
from .losses import focal
from .pyramid import Pyramid, anchors_for, by_place, rare
from .selecting import LEAST_SCORE, select
from .target import Found, Proposals, Target

_BOX_WEIGHT = 2.0
_CANDIDATES = 1000  # boxes of an image that are looked at further


class RetinaNet(nn.Module):
    """One-stage detector.

    Args: see `Pyramid`.
        classes: how many it tells apart.
        anchors: sizes of each level that is looked at, each as many, in voxels along each axis.
    """

    def __init__(
        self, dimensions: int, channels: int, classes: int,
        anchors: Sequence[Sequence[Sequence[float]]], backbone: str = "small", width: int = 32,
        finest: int = 8, features: int = 64,
    ) -> None:  # fmt: skip
        super().__init__()
        self.classes, self.anchors = classes, anchors
        self.pyramid = Pyramid(dimensions, channels, backbone, width, finest, features)
        self._places = len(anchors[0])
        self.class_tower = _tower(dimensions, features)
        self.box_tower = _tower(dimensions, features)
        self.class_head = convolution(dimensions, features, self._places * classes)
        self.box_head = convolution(dimensions, features, self._places * 2 * dimensions)
        nn.init.constant_(self.class_head.bias, rare(0.01))
        nn.init.normal_(self.class_head.weight, std=0.01)
        nn.init.normal_(self.box_head.weight, std=0.01)
        self._coder = BoxCoder()

    @property
    def multiple(self) -> int:
        """Voxels that the size of an image must be a multiple of."""
        return self.pyramid.coarsest

    def losses(self, images: Tensor, targets: Sequence[Target]) -> dict[str, Tensor]:
        """Sums over the images, divided by the number of anchors that learn a box."""
        levels, logits, codes = self._run(images)
        anchors = torch.cat(levels)
        matches = [
            set_aside(match_by_atss(levels, t.boxes, a_place=self._places), anchors, t.ignored)
            for t in targets
        ]
        learnt = torch.stack(matches) > BETWEEN
        wanted = torch.zeros_like(logits)
        offs, count = logits.new_zeros(()), 0
        for n, (match, target) in enumerate(zip(matches, targets, strict=True)):
            places = torch.nonzero(match > BACKGROUND)[:, 0]
            wanted[n, places, target.labels[match[places]]] = 1.0
            boxes = self._coder.decode(codes[n, places], anchors[places])
            offs = offs + (1 - paired_giou(boxes, target.boxes[match[places]])).sum()
            count += len(places)
        return {
            "classes": focal(logits, wanted, learnt[..., None]) / max(count, 1),
            "boxes": _BOX_WEIGHT * offs / max(count, 1),
        }

    @torch.no_grad()
    def detect(self, images: Tensor, proposals: Proposals = None) -> list[Found]:
        """Boxes of each image, those of a class without much overlap, the strongest first."""
        levels, logits, codes = self._run(images)
        anchors, shape = torch.cat(levels), images.shape[2:]
        found = []
        for scores, code in zip(torch.sigmoid(logits.float()), codes.float(), strict=True):
            flat = scores.flatten()
            best = flat.topk(min(_CANDIDATES, len(flat))).indices
            best = best[flat[best] >= LEAST_SCORE]
            place = best // self.classes
            boxes = self._coder.decode(code[place], anchors[place])
            found.append(select(boxes, flat[best], best % self.classes, shape))
        return found

    def _run(self, images: Tensor) -> tuple[list[Tensor], Tensor, Tensor]:
        """Anchors of each level; class logits and box codes of all, (n, anchors, values)."""
        maps = self.pyramid(images)[: len(self.anchors)]
        logits = [by_place(self.class_head(self.class_tower(m)), self._places) for m in maps]
        codes = [by_place(self.box_head(self.box_tower(m)), self._places) for m in maps]
        levels = anchors_for(maps, self.anchors, images.shape[2:])
        return levels, torch.cat(logits, dim=1), torch.cat(codes, dim=1)


def _tower(dimensions: int, features: int) -> nn.Sequential:
    return nn.Sequential(*(normalised(dimensions, features, features) for _ in range(2)))
