"""Region proposal network: where there may be something, whatever it is.

Ren et al., Faster R-CNN, NIPS 2015, on every level of a feature pyramid (Lin et al., CVPR 2017).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..learning.coding import BoxCoder
from ..learning.matching import match_by_iou, set_aside
from ..learning.overlaps import volumes
from ..learning.sampling import sample_balanced, sample_hard
from .layers import convolution
from .losses import box_loss
from .pyramid import anchors_for, by_place
from .selecting import clip, kept
from .target import Target

_FOREGROUND, _BACKGROUND = 0.6, 0.3
_SAMPLED = 256  # anchors of an image that a step learns from
_FEWEST = 16  # of background, where it is hard
_OF_LEVEL = 500  # boxes that are looked at further
_OVERLAP = 0.7


class ProposalNetwork(nn.Module):
    """Says of every anchor whether it lies at an object, and moves it there.

    Args:
        anchors: sizes of each level that is looked at, each as many.
        hard: it learns from the background that it takes for objects (Shrivastava et al., CVPR
            2016), drawn from the strongest as nnDetection does (Baumgartner et al., MICCAI 2021).
    """

    def __init__(
        self, dimensions: int, features: int, anchors: Sequence[Sequence[Sequence[float]]],
        hard: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.anchors, self._hard = anchors, hard
        self._places = len(anchors[0])
        self.shared = nn.Sequential(
            convolution(dimensions, features, features), nn.ReLU(inplace=True)
        )
        self.object_head = convolution(dimensions, features, self._places, 1)
        self.box_head = convolution(dimensions, features, self._places * 2 * dimensions, 1)
        for head in (self.object_head, self.box_head):
            nn.init.normal_(head.weight, std=0.01)
            nn.init.zeros_(head.bias)
        self._coder = BoxCoder()

    def run(
        self, maps: Sequence[Tensor], shape: Sequence[int]
    ) -> tuple[list[Tensor], list[Tensor], list[Tensor]]:
        """Of each level: anchors (a, 2 D), logits (n, a) and codes (n, a, 2 D)."""
        maps = maps[: len(self.anchors)]
        hidden = [self.shared(m) for m in maps]
        logits = [by_place(self.object_head(h), self._places)[..., 0] for h in hidden]
        codes = [by_place(self.box_head(h), self._places) for h in hidden]
        return anchors_for(maps, self.anchors, shape), logits, codes

    def losses(
        self, levels: Sequence[Tensor], logits: Sequence[Tensor], codes: Sequence[Tensor],
        targets: Sequence[Target],
    ) -> dict[str, Tensor]:  # fmt: skip
        """Means over the anchors that were drawn."""
        anchors, said, coded = (
            torch.cat(list(levels)),
            torch.cat(list(logits), 1),
            torch.cat(list(codes), 1),
        )
        entropy, offs, count = said.new_zeros(()), said.new_zeros(()), 0
        for n, target in enumerate(targets):
            match = match_by_iou(anchors, target.boxes, _FOREGROUND, _BACKGROUND)
            match = set_aside(match, anchors, target.ignored)
            there, others = self._drawn(match, said[n].detach())
            drawn = torch.cat([there, others])
            wanted = (match[drawn] >= 0).to(said.dtype)
            entropy = entropy + functional.binary_cross_entropy_with_logits(
                said[n, drawn], wanted, reduction="sum"
            )
            aims = self._coder.encode(target.boxes[match[there]], anchors[there])
            offs = offs + box_loss(coded[n, there], aims)
            count += len(drawn)
        return {"objects": entropy / max(count, 1), "proposals": offs / max(count, 1)}

    def _drawn(self, match: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
        if self._hard:
            return sample_hard(match, said, _SAMPLED, fewest=_FEWEST)
        return sample_balanced(match, _SAMPLED)

    @torch.no_grad()
    def propose(
        self, levels: Sequence[Tensor], logits: Sequence[Tensor], codes: Sequence[Tensor],
        shape: Sequence[int], most: int,
    ) -> list[Tensor]:  # fmt: skip
        """Boxes (m, 2 D) of each image, the likeliest first."""
        count = len(logits[0])
        return [
            self._of_image(levels, [x[n] for x in logits], [c[n] for c in codes], shape, most)
            for n in range(count)
        ]

    def _of_image(
        self, levels: Sequence[Tensor], logits: Sequence[Tensor], codes: Sequence[Tensor],
        shape: Sequence[int], most: int,
    ) -> Tensor:  # fmt: skip
        boxes, scores, level = [], [], []
        for number, (anchors, said, coded) in enumerate(zip(levels, logits, codes, strict=True)):
            best = said.topk(min(_OF_LEVEL, len(said))).indices
            moved = clip(self._coder.decode(coded[best].float(), anchors[best]), shape)
            whole = volumes(moved) > 0
            boxes.append(moved[whole])
            scores.append(said[best][whole].float())
            level.append(torch.full_like(best[whole], number))
        joined, strength, from_level = torch.cat(boxes), torch.cat(scores), torch.cat(level)
        # Levels do not meet: sizes differ, and small objects would lose to large ones.
        places = kept(joined, strength, _OVERLAP, most, from_level)
        return joined[places]
