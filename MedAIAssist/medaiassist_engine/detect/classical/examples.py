"""Examples that the user has drawn, as boxes of the pictures they were drawn in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Boxes, Volume
from ...preprocess.checks import title
from ..boxes.geometry import of_slice
from ..boxes.grid import Reals, clipped, edges, sizes
from .pictures import Picture, Seen, seen
from .results import check_searchable

UNNAMED = "object"
BACKGROUND = "background"
"""Examples with this label show what is not meant."""

Mode = Literal["automatic", "3d", "2d"]

_THIN = 1.5  # slices: boxes that are not thicker were drawn in a slice
_LEAST_VOXELS = 3.0  # along each axis of an example


@dataclass(frozen=True)
class Task:
    """What is searched for, and where.

    Attributes:
        source: what the examples were drawn in.
        target: what is searched; its axes point as those of the source.
        boxes: (n, 6) of the examples on the source's grid; one slice thick if planar.
        labels: n.
    """

    source: Seen
    target: Seen
    boxes: Reals
    labels: tuple[str, ...]
    same: bool

    @property
    def classes(self) -> tuple[str, ...]:
        """Labels to find, in the order they first come in."""
        return tuple(dict.fromkeys(label for label in self.labels if label != BACKGROUND))

    def of(self, label: str) -> NDArray[np.intp]:
        """Places of a class among the examples."""
        return np.flatnonzero([each == label for each in self.labels])

    def flat(self, boxes: Reals) -> Reals:
        """Boxes (n, 6) of the source as those of its pictures, (n, 2 D)."""
        return of_slice(boxes) if self.source.planar else boxes

    def numbers(self) -> NDArray[np.intp]:
        """The slice of each example; 0 of a volume."""
        first = self.boxes[:, 0] if self.source.planar else np.zeros(len(self.boxes))
        return first.astype(np.intp)

    def example_pictures(self) -> Iterator[tuple[Picture, NDArray[np.intp]]]:
        """Each picture that has examples, and which."""
        numbers = self.numbers()
        for picture in self.source.pictures(np.unique(numbers)):
            yield picture, np.flatnonzero(numbers == (picture.number or 0))

    def sizes(self, places: NDArray[np.intp]) -> Reals:
        """Lengths (n, D) in mm of some examples."""
        spacing = next(self.source.pictures([0])).spacing
        return sizes(self.flat(self.boxes[places])) * spacing


def task_of(
    volume: Volume, examples: Boxes, other: Volume | None, mode: Mode, context: Context
) -> Task:
    """Checked inputs, and whether slices or the volume are searched.

    Raises:
        UserError, GeometryError: a volume cannot be searched, or an example cannot be used.
    """
    for each in (volume, other):
        if each is not None:
            check_searchable(each)
    if len(examples.centres) == 0:
        raise UserError(
            "There are no examples; draw at least one ROI box around what is to be found."
        )
    flat = 1 in volume.array.shape or (other is not None and 1 in other.array.shape)
    planar = flat or mode == "2d" or (mode == "automatic" and _drawn_in_slices(volume, examples))
    source = seen(volume, planar)
    boxes = _usable(source, examples, context)
    labels = examples.labels or (UNNAMED,) * len(boxes)
    labels = tuple(label or UNNAMED for label in labels)
    if all(label == BACKGROUND for label in labels):
        raise UserError(
            f"All examples are named '{BACKGROUND}', which shows what is not meant; name those of "
            "the objects otherwise."
        )
    target = source if other is None else seen(other, planar, source)
    task = Task(source, target, boxes, labels, other is None)
    _check_sizes(task, volume if other is None else other)
    return task


def _drawn_in_slices(volume: Volume, examples: Boxes) -> bool:
    return bool((sizes(seen(volume, False).boxes(examples))[:, 0] <= _THIN).all())


def _usable(source: Seen, examples: Boxes, context: Context) -> Reals:
    shape = source.volume.array.shape
    whole = source.boxes(examples)
    boxes = clipped(whole, shape)
    called = title(source.volume)
    least = np.full(3, _LEAST_VOXELS)
    if source.planar:
        boxes = _middle_slice(boxes)
        least[0] = 1.0
    for n, (box, length) in enumerate(zip(whole, sizes(boxes), strict=True), 1):
        low, high = edges(box)
        if not (low < high).all():
            raise UserError(f"Example {n} has no extent; draw it again or delete it.")
        if (high <= 0).any() or (low >= shape).any():
            raise UserError(f"Example {n} lies outside {called}; move it onto what is to be found.")
        if (length < least - 1e-6).any():
            raise UserError(
                f"Example {n} is less than {_LEAST_VOXELS:g} voxels of {called} across, which is "
                "too little to learn from; enlarge it."
            )
    beyond = np.abs(clipped(whole, shape) - whole) > 0.5
    cut = (beyond[:, [1, 2, 4, 5]] if source.planar else beyond).any(axis=1)
    if cut.any():
        which = ", ".join(str(n + 1) for n in np.flatnonzero(cut))
        context.note(f"Reaching beyond {called}, only the part inside was used: example {which}.")
    return boxes


def _middle_slice(boxes: Reals) -> Reals:
    flat = boxes.copy()
    flat[:, 0] = np.floor((boxes[:, 0] + boxes[:, 3]) / 2 - 1e-9)
    flat[:, 3] = flat[:, 0] + 1
    return flat


def _check_sizes(task: Task, searched: Volume) -> None:
    extent = next(task.target.pictures([0])).extent
    for n, length in enumerate(task.sizes(np.arange(len(task.boxes))), 1):
        if (length > extent * (1 + 1e-6)).any():
            raise UserError(
                f"Example {n} ({' x '.join(f'{x:.3g}' for x in length)} mm) is larger than "
                f"{title(searched)} ({' x '.join(f'{x:.3g}' for x in extent)} mm); draw a smaller "
                "one or search another volume."
            )
