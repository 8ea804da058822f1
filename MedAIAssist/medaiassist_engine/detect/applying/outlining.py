"""The voxels of objects that were found, by a detector that knows them (Mask R-CNN)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from ...context import Context
from ..boxes.fusion import Fused
from ..boxes.grid import Reals, centres
from .searching import Searcher
from .windows import Corner, piece_of, window_for


def outlines(image: Tensor, found: Fused, searcher: Searcher, context: Context) -> list[Reals]:
    """How likely each part of each box belongs to its object: n arrays of a part per bin.

    Each object is looked at once more with its box in the middle of a window, rather than in the
    window that found it first: there it may lie at the edge, and boxes of several windows and
    mirror images have been joined.

    Args:
        image: (channels, *shape); found: its boxes in voxels.

    Raises:
        Cancelled: the user cancelled.
    """
    shape = tuple(image.shape[1:])
    window = window_for(shape, searcher.patch, searcher.module.multiple)
    masks: dict[int, Reals] = {}
    # One window at a time takes less memory than the search did.
    for corner, numbers in _windows(found.boxes, shape, window):
        context.progress(len(masks) / len(found.boxes), "Outlining")
        seen = piece_of(image, corner, window)[None].to(searcher.device)
        boxes = torch.from_numpy(found.boxes[numbers] - np.tile(corner, 2)).float()
        labels = torch.from_numpy(found.labels[numbers])
        (chances,) = searcher.module.outline(
            seen, [boxes.to(searcher.device)], [labels.to(searcher.device)]
        )
        masks.update(zip(numbers, chances.cpu().double().numpy(), strict=True))
    return [masks[n] for n in range(len(found.boxes))]


def _windows(
    boxes: Reals, shape: Sequence[int], window: Corner
) -> Iterator[tuple[Corner, list[int]]]:
    """Windows with the numbers of the boxes that lie in their middle, as near as the image's edges
    allow."""
    room = np.maximum(np.array(shape) - window, 0)
    corners = np.clip(np.round(centres(boxes) - np.array(window) / 2), 0, room).astype(int)
    alike: dict[Corner, list[int]] = defaultdict(list)
    for number, corner in enumerate(corners.tolist()):
        alike[tuple(corner)].append(number)
    yield from alike.items()
