"""Fast R-CNN looks at boxes that it is given, Faster R-CNN proposes them, Mask R-CNN also outlines
what is in them.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from .box_head import BoxHead, moved_inside
from .mask_head import MaskHead
from .proposing import ProposalNetwork
from .pyramid import Pyramid
from .target import Found, Proposals, Target

_LEARNT, _JUDGED = 300, 150  # proposals of an image, in training and after


class FasterRcnn(nn.Module):
    """Ren et al., NIPS 2015, with a feature pyramid.

    Args: see `retinanet.RetinaNet` and, for `hard`, `ProposalNetwork`.
    """

    def __init__(
        self, dimensions: int, channels: int, classes: int,
        anchors: Sequence[Sequence[Sequence[float]]], backbone: str = "small", width: int = 32,
        finest: int = 8, features: int = 64, hard: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.pyramid = Pyramid(dimensions, channels, backbone, width, finest, features)
        self.proposals = ProposalNetwork(dimensions, features, anchors, hard)
        self.head = BoxHead(dimensions, features, classes, finest)

    @property
    def multiple(self) -> int:
        """Voxels that the size of an image must be a multiple of."""
        return self.pyramid.coarsest

    def losses(self, images: Tensor, targets: Sequence[Target]) -> dict[str, Tensor]:
        """Of proposing and of judging."""
        return self._losses_on(self.pyramid(images), images.shape[2:], targets)

    def _losses_on(
        self, maps: Sequence[Tensor], shape: Sequence[int], targets: Sequence[Target]
    ) -> dict[str, Tensor]:
        said = self.proposals.run(maps, shape)
        boxes = self.proposals.propose(*said, shape, _LEARNT)
        return {**self.proposals.losses(*said, targets), **self.head.losses(maps, boxes, targets)}

    @torch.no_grad()
    def detect(self, images: Tensor, proposals: Proposals = None) -> list[Found]:
        """Boxes of each image, those of a class without much overlap, the strongest first."""
        shape, maps = images.shape[2:], self.pyramid(images)
        boxes = self.proposals.propose(*self.proposals.run(maps, shape), shape, _JUDGED)
        return self.head.detect(maps, boxes, shape)


class MaskRcnn(FasterRcnn):
    """He et al., ICCV 2017: also tells which voxels of a box belong to its object.

    Args: see `FasterRcnn`.
    """

    def __init__(
        self, dimensions: int, channels: int, classes: int,
        anchors: Sequence[Sequence[Sequence[float]]], backbone: str = "small", width: int = 32,
        finest: int = 8, features: int = 64, hard: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(
            dimensions, channels, classes, anchors, backbone, width, finest, features, hard
        )
        self.mask_head = MaskHead(dimensions, features, classes, finest)

    def losses(self, images: Tensor, targets: Sequence[Target]) -> dict[str, Tensor]:
        """Of proposing, of judging and of outlining."""
        maps = self.pyramid(images)
        found = self._losses_on(maps, images.shape[2:], targets)
        return {**found, **self.mask_head.losses(maps, targets)}

    @torch.no_grad()
    def outline(
        self, images: Tensor, boxes: Sequence[Tensor], labels: Sequence[Tensor]
    ) -> list[Tensor]:
        """The masks of objects that were found; see `MaskHead.masks`."""
        return self.mask_head.masks(self.pyramid(images), boxes, labels)


class FastRcnn(nn.Module):
    """Girshick, ICCV 2015: proposals come from elsewhere, such as from selective search.

    Args: see `retinanet.RetinaNet`, which has anchors, and for `hard` `BoxHead`.
    """

    def __init__(
        self, dimensions: int, channels: int, classes: int, backbone: str = "small",
        width: int = 32, finest: int = 8, features: int = 64, hard: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.pyramid = Pyramid(dimensions, channels, backbone, width, finest, features)
        self.head = BoxHead(dimensions, features, classes, finest, hard)

    @property
    def multiple(self) -> int:
        """Voxels that the size of an image must be a multiple of."""
        return self.pyramid.coarsest

    def losses(self, images: Tensor, targets: Sequence[Target]) -> dict[str, Tensor]:
        """Of judging the targets' proposals."""
        shape = images.shape[2:]
        boxes = [moved_inside(_given(t.proposals), shape) for t in targets]
        return self.head.losses(self.pyramid(images), boxes, targets)

    @torch.no_grad()
    def detect(self, images: Tensor, proposals: Proposals = None) -> list[Found]:
        """What is in the proposed boxes of each image."""
        shape = images.shape[2:]
        boxes = [moved_inside(_given(p), shape) for p in proposals or [None] * len(images)]
        return self.head.detect(self.pyramid(images), boxes, shape)


def _given(proposals: Tensor | None) -> Tensor:
    if proposals is None:
        raise ValueError("Fast R-CNN needs proposals")
    return proposals
