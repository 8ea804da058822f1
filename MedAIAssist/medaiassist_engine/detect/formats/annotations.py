"""The boxes of one image, whatever file they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..boxes.grid import Reals, as_boxes
from ..boxes.validity import check_boxes

Note = Callable[[str], object]


@dataclass(frozen=True)
class ImageBoxes:
    """Boxes of an image, all usable; none is a valid answer.

    Attributes:
        image: file name or id.
        boxes: (n, 4) edges in pixels, in the order of `boxes.grid`: y, x, y, x; (n, 6) of volumes.
        labels: n class names.
        shape: rows and columns of a picture (slices first of a volume), or None if not known.
        scores: (n,) or None for annotations.
        ignored: (n,) crowds and difficult ones, that need not be found.
    """

    image: str
    boxes: Reals
    labels: tuple[str, ...]
    shape: tuple[int, ...] | None = None
    scores: Reals | None = None
    ignored: NDArray[np.bool_] | None = None


def usable(
    image: str,
    boxes: ArrayLike,
    labels: Sequence[str],
    note: Note,
    *,
    shape: tuple[int, ...] | None = None,
    scores: Sequence[float] | None = None,
    ignored: Sequence[bool] | None = None,
    classes: Sequence[str] = (),
    dimensions: int = 2,
) -> ImageBoxes:
    """The boxes that can be used; each other one is skipped with a note that says why.

    Args:
        boxes: (n, 2 D) edges on the grid, such as y, x, y, x; cut at the edges of the image.
        classes: those that are known; boxes of others are skipped. Empty takes all.
    """
    checked = check_boxes(as_boxes(boxes, dimensions), shape)
    for n, reason in checked.skipped:
        note(f"{image}: box {n + 1} ({labels[n]}) is skipped: {reason}.")
    if len(checked.cut):
        note(f"{image}: {len(checked.cut)} boxes reach beyond the image and were cut at its edge.")
    known = [not classes or labels[n] in classes for n in checked.kept]
    for n, ok in zip(checked.kept, known, strict=True):
        if not ok:
            note(f"{image}: box {n + 1} is skipped: '{labels[n]}' is none of the classes.")
    kept = checked.kept[known]
    return ImageBoxes(
        image,
        checked.boxes[known],
        tuple(labels[n] for n in kept),
        shape,
        None if scores is None else np.asarray(scores, np.float64)[kept],
        None if ignored is None else np.asarray(ignored, np.bool_)[kept],
    )
