"""Centres: a heat map whose peaks are objects, with their sizes; no anchors, no suppression.

Zhou et al., Objects as points, arXiv 1904.07850, 2019. One map and one pass: for live use.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from monai.networks.layers.factories import Pool
from torch import Tensor, nn
from torch.nn import functional

from ..learning.overlaps import edges
from .layers import convolution, normalised
from .losses import center_focal
from .pyramid import Pyramid, rare
from .selecting import LEAST_SCORE, select
from .target import Found, Proposals, Target

_SIZE_WEIGHT, _OFFSET_WEIGHT = 1.0, 1.0
_SPREAD = 1 / 6  # of a peak's Gaussian, as a share of the object's length
_PEAKS = 300


class Centers(nn.Module):
    """One-stage detector on the finest map of a pyramid.

    Args: see `Pyramid`.
        typical: usual length of a box in voxels; sizes are learnt as logarithms of ratios to it.
    """

    def __init__(
        self, dimensions: int, channels: int, classes: int, typical: float,
        backbone: str = "small", width: int = 32, finest: int = 4, features: int = 64,
    ) -> None:  # fmt: skip
        super().__init__()
        self.classes, self._typical, self._dimensions = classes, typical, dimensions
        self.pyramid = Pyramid(dimensions, channels, backbone, width, finest, features)
        self.tower = normalised(dimensions, features, features)
        self.heat_head = convolution(dimensions, features, classes)
        self.size_head = convolution(dimensions, features, dimensions)
        self.offset_head = convolution(dimensions, features, dimensions)
        nn.init.constant_(self.heat_head.bias, rare(0.02))
        nn.init.normal_(self.heat_head.weight, std=0.01)
        self._peaks = Pool[Pool.MAX, dimensions](3, stride=1, padding=1)

    @property
    def multiple(self) -> int:
        """Voxels that the size of an image must be a multiple of."""
        return self.pyramid.coarsest

    def losses(self, images: Tensor, targets: Sequence[Target]) -> dict[str, Tensor]:
        """Sums over the images, divided by the number of objects."""
        heat, sizes, offsets, stride = self._run(images)
        wanted, background = torch.zeros_like(heat), torch.ones_like(heat[:, :1])
        size_off, offset_off, count = heat.new_zeros(()), heat.new_zeros(()), 0
        for n, target in enumerate(targets):
            low, high = edges(target.boxes)
            middle, length = (low + high) / 2 / stride, high - low
            cells = _cells(middle, heat.shape[2:])
            _draw(wanted[n], middle, length / stride, target.labels, cells)
            if target.ignored is not None:
                _leave_out(background[n, 0], target.ignored / stride)
            at = (slice(None), *cells.T)
            aims = (length / self._typical).log()
            size_off = size_off + functional.l1_loss(sizes[n][at].T, aims, reduction="sum")
            shift = middle - cells - 0.5
            offset_off = offset_off + functional.l1_loss(offsets[n][at].T, shift, reduction="sum")
            count += len(cells)
        return {
            "classes": center_focal(heat, wanted, background) / max(count, 1),
            "sizes": _SIZE_WEIGHT * size_off / max(count, 1),
            "offsets": _OFFSET_WEIGHT * offset_off / max(count, 1),
        }

    @torch.no_grad()
    def detect(self, images: Tensor, proposals: Proposals = None) -> list[Found]:
        """Boxes of each image, the strongest first."""
        heat, sizes, offsets, stride = self._run(images)
        heat = torch.sigmoid(heat)
        peaks = torch.where(heat == self._peaks(heat), heat, torch.zeros_like(heat))
        return [
            self._decoded(peaks[n], sizes[n], offsets[n], stride, images.shape[2:])
            for n in range(len(images))
        ]

    def _run(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor, float]:
        finest = self.tower(self.pyramid(images)[0])
        stride = images.shape[2] / finest.shape[2]
        heads = (self.heat_head, self.size_head, self.offset_head)
        heat, sizes, offsets = (head(finest).float() for head in heads)
        return heat, sizes, offsets, stride

    def _decoded(
        self, peaks: Tensor, sizes: Tensor, offsets: Tensor, stride: float, shape: Sequence[int]
    ) -> Found:
        flat = peaks.flatten()
        best = flat.topk(min(_PEAKS, len(flat))).indices
        best = best[flat[best] >= LEAST_SCORE]
        label, *cells = torch.unravel_index(best, peaks.shape)
        at = (slice(None), *cells)
        middle = (torch.stack(cells, dim=1) + 0.5 + offsets[at].T) * stride
        half = sizes[at].T.clamp(-5, 5).exp() * self._typical / 2
        boxes = torch.cat([middle - half, middle + half], dim=1)
        return select(boxes, flat[best], label, shape)


def _cells(middle: Tensor, shape: Sequence[int]) -> Tensor:
    """(n, D) the place of the map that each centre lies in."""
    last = torch.tensor(shape, device=middle.device) - 1
    return torch.minimum(middle.floor().long().clamp(min=0), last)


def _draw(heat: Tensor, middle: Tensor, length: Tensor, labels: Tensor, cells: Tensor) -> None:
    """Lay a Gaussian over each object's centre, 1 at its cell; the highest counts."""
    for point, size, label, cell in zip(cells, length, labels, cells, strict=True):
        bell = torch.ones((), device=heat.device)
        for axis, n in enumerate(heat.shape[1:]):
            sigma = (size[axis] * _SPREAD).clamp(min=0.5)
            along = torch.exp(
                -((torch.arange(n, device=heat.device) - point[axis]) ** 2) / (2 * sigma**2)
            )
            bell = bell[..., None] * along
        torch.maximum(heat[label], bell, out=heat[label])
        heat[(label, *cell)] = 1.0


def _leave_out(background: Tensor, ignored: Tensor) -> None:
    """Set the places (*shape) to 0 whose middle lies in one of the boxes (q, 2 D)."""
    for box in (ignored - 0.5).ceil().long().clamp(min=0).tolist():
        half = len(box) // 2
        background[tuple(slice(*ends) for ends in zip(box[:half], box[half:], strict=True))] = 0
