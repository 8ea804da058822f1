"""Looking for objects in one image, whole or window by window, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...classify.deep.interrupting import interruptible
from ...context import Context
from ...contract.errors import UserError
from ...features.embedding.running import out_of_memory
from ..boxes.fusion import Fused, weighted_box_clustering, weighted_boxes_fusion
from ..boxes.grid import Reals, clipped
from ..boxes.suppression import nms
from ..networks.parameters import ApplyDetectorParameters
from ..networks.target import Found
from .windows import Corner, corners_of, kept_by, margin_of, piece_of, seen_by, window_for, within


@dataclass
class Searcher:
    """A detector that looks at images one after the other.

    Attributes:
        module: the network, in evaluation mode.
        patch: edge of the windows in voxels; None for whole images.
        device: where it runs; the CPU once a GPU's memory did not suffice.
    """

    module: Any
    patch: int | None
    parameters: ApplyDetectorParameters
    device: str = "cpu"

    def __call__(self, image: Tensor, context: Context, proposals: Tensor | None = None) -> Fused:
        """The boxes (n, 2 D) in voxels of an image (channels, *shape), the strongest first.

        Raises:
            UserError: memory does not suffice.
            Cancelled: the user cancelled.
        """
        axes: list[int | None] = [None]
        if self.parameters.flips:
            axes += range(1, image.ndim)
        views = [
            self._view(image, axis, proposals, context.part(n / len(axes), (n + 1) / len(axes)))
            for n, axis in enumerate(axes)
        ]
        p = self.parameters
        found = _joined(views) if len(views) == 1 else _fused(views, p.overlap)
        strong = found.scores >= p.score
        return Fused(
            found.boxes[strong][: p.most], found.scores[strong][: p.most],
            found.labels[strong][: p.most],
        )  # fmt: skip

    def _view(
        self, image: Tensor, axis: int | None, proposals: Tensor | None, context: Context
    ) -> Fused:
        """Of the image or, if an axis is given, of its mirror image."""
        if axis is None:
            return self._looked(image, proposals, context)
        length = image.shape[axis]
        found = self._looked(
            image.flip(axis), None if proposals is None else _mirrored(proposals, axis - 1, length),
            context,
        )  # fmt: skip
        back = _mirrored(torch.from_numpy(found.boxes), axis - 1, length).numpy()
        return Fused(back, found.scores, found.labels)

    def _looked(self, image: Tensor, proposals: Tensor | None, context: Context) -> Fused:
        shape = tuple(image.shape[1:])
        multiple = self.module.multiple
        window = window_for(shape, self.patch, multiple)
        corners = list(corners_of(shape, window, self.parameters.windows / 100))
        margin = margin_of(corners, window)
        kept = [kept_by(corner, window, shape, margin) for corner in corners]
        parts: list[Fused] = []
        batch = 1 if proposals is not None else self.parameters.batch
        for start in range(0, len(corners), batch):
            context.progress(start / len(corners), "Looking for objects")
            some = corners[start : start + batch]
            images = torch.stack([piece_of(image, corner, window) for corner in some])
            given = None if proposals is None else [_shifted(proposals, some[0], window)]
            with interruptible(self.module, context.check):
                found = self._run(images, given, context)
            ends = kept[start : start + batch]
            parts += [_placed(*each, shape) for each in zip(found, some, ends, strict=True)]
        joined = _joined(parts)
        if len(corners) > 1 and self.parameters.merging == "weighted":
            return self._averaged(joined, seen_by(joined.boxes, kept))
        return self._strongest(joined)

    def _averaged(self, found: Fused, windows: Reals) -> Fused:
        """Boxes of overlapping windows, one for each object; parts of an object that windows cut
        overlap by less than whole boxes do. What a window sees and does not find is doubted."""
        return weighted_box_clustering(
            found.boxes, found.scores, found.labels, expected=windows,
            threshold=self.parameters.overlap / 2,
        )  # fmt: skip

    def _strongest(self, found: Fused) -> Fused:
        """Of boxes of a class that overlap the strongest; networks leave none of a window that
        overlap by more than half."""
        places = nms(found.boxes, found.scores, self.parameters.overlap, found.labels)
        return Fused(found.boxes[places], found.scores[places], found.labels[places])

    def _run(
        self, images: Tensor, proposals: Sequence[Tensor] | None, context: Context
    ) -> list[Found]:
        try:
            given = None if proposals is None else [p.to(self.device) for p in proposals]
            found: list[Found] = self.module.detect(images.to(self.device), given)
            return found
        except RuntimeError as error:
            if not out_of_memory(error):
                raise
            if self.device == "cpu" and len(images) == 1:
                raise UserError(
                    "There is not enough memory for this image; give a region, or train with a "
                    "smaller Patch (patch) or a larger Spacing (spacing)."
                ) from error
        if len(images) > 1:
            return [self._run(one[None], proposals, context)[0] for one in images]
        context.note(f"The memory of {self.device} did not suffice; the CPU was used.")
        self.device = "cpu"
        self.module.to("cpu")
        return self._run(images, proposals, context)


def _placed(found: Found, corner: Corner, ends: tuple[Reals, Reals], shape: Corner) -> Fused:
    """Boxes of a window in the whole image.

    Boxes whose centre lies at an edge of the window are left to the window beside it, which sees
    the object whole.
    """
    boxes = found.boxes.cpu().double().numpy() + np.tile(np.array(corner, dtype=np.float64), 2)
    kept = within(boxes, ends)
    scores, labels = found.scores.cpu().double().numpy(), found.labels.cpu().numpy()
    return Fused(clipped(boxes[kept], shape), scores[kept], labels[kept].astype(np.int64))


def _shifted(proposals: Tensor, corner: Corner, window: Corner) -> Tensor:
    """Proposals of an image whose centres lie in a window, in voxels of the window."""
    start = torch.tensor(corner, dtype=proposals.dtype)
    moved = proposals - start.repeat(2)
    half = len(corner)
    middle = (moved[:, :half] + moved[:, half:]) / 2
    inside = ((middle >= 0) & (middle <= torch.tensor(window, dtype=moved.dtype))).all(dim=1)
    return moved[inside]


def _mirrored(boxes: Tensor, axis: int, length: int) -> Tensor:
    half = boxes.shape[1] // 2
    found = boxes.clone()
    found[:, axis], found[:, half + axis] = length - boxes[:, half + axis], length - boxes[:, axis]
    return found


def _joined(parts: Sequence[Fused]) -> Fused:
    boxes = np.concatenate([part.boxes for part in parts])
    scores = np.concatenate([part.scores for part in parts])
    labels: NDArray[np.int64] = np.concatenate([part.labels for part in parts])
    order = np.argsort(-scores, kind="stable")
    order = order[_with_extent(boxes[order])]
    return Fused(boxes[order], scores[order], labels[order])


def _fused(views: Sequence[Fused], overlap: float) -> Fused:
    whole = _joined(views)
    return weighted_boxes_fusion(
        whole.boxes, whole.scores, whole.labels, len(views), threshold=overlap
    )


def _with_extent(boxes: Reals) -> NDArray[np.bool_]:
    half = boxes.shape[1] // 2
    found: NDArray[np.bool_] = np.all(boxes[:, half:] > boxes[:, :half], axis=1)
    return found
