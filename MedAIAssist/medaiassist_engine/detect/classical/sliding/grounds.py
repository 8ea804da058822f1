"""What is learnt from: windows of the examples, and pictures around them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....context import Context
from ...boxes.grid import Reals, as_boxes, centres
from ..examples import Task
from ..pictures import Picture
from .cutting import changes, cut
from .learner import Ground, Learner, Rows
from .window import levels

_ENOUGH = {2: 400, 3: 200}  # windows with an object, made of the examples
_OF_OTHERS = 4  # small changes of what is not meant
_SIDE = {2: 10.0, 3: 4.0}  # of a picture to learn from, in sizes of an object
_MOST_GROUNDS = 8


def example_windows(
    task: Task, own: NDArray[np.intp], learner: Learner, mirror: bool, deviation: float
) -> tuple[list[Rows], Rows]:
    """Features of windows of each example of a class, and of all examples of what it is not.

    Args:
        own: places of the class's examples; mirror: mirror images are made as well.
        deviation: of the source's values.
    """
    dimensions = task.source.dimensions
    each = max(1, _ENOUGH[dimensions] // (len(own) * (4 if mirror else 1)))
    boxes = task.flat(task.boxes)
    objects: dict[int, Rows] = {}
    others = [learner.describe([])]
    for picture, places in task.example_pictures():
        for place in places:
            count = each if place in own else _OF_OTHERS
            rows = learner.describe(
                [
                    cut(picture, boxes[place], learner.window, change, learner.border, deviation)
                    for change in changes(dimensions, count, mirror)
                ]
            )
            if place in own:
                objects[int(place)] = rows
            else:
                others.append(rows)
    return [objects[int(place)] for place in own], np.concatenate(others)


def learning_grounds(
    task: Task,
    own: NDArray[np.intp],
    learner: Learner,
    scales: Sequence[float],
    deviation: float,
    context: Context,
) -> list[Ground]:
    """Parts around examples, at most a few, at all scales."""
    grounds = []
    pictures = _pictures(task, own, learner.window.size * max(scales))
    for n, (picture, boxes) in enumerate(pictures):
        context.progress(n / len(pictures), "Learning from the examples")
        made = levels(picture, learner.window, scales, deviation)
        grounds.append(Ground([(level, learner.prepared(level)) for level in made], boxes))
    return grounds


def _pictures(task: Task, own: NDArray[np.intp], size: Reals) -> list[tuple[Picture, Reals]]:
    """Each with the examples of the class in it."""
    found = []
    boxes = task.flat(task.boxes)
    for picture, places in task.example_pictures():
        among = boxes[np.intersect1d(places, own)]
        for low, high in _parts(picture, boxes[places], size):
            part = picture.image[tuple(slice(a, b) for a, b in zip(low, high, strict=True))]
            inside = as_boxes(among - np.tile(low, 2), part.ndim)
            found.append((Picture(part, picture.spacing, picture.number), inside))
    step = max(1.0, len(found) / _MOST_GROUNDS)
    return [found[int(n * step)] for n in range(min(len(found), _MOST_GROUNDS))]


def _parts(
    picture: Picture, boxes: Reals, size: Reals
) -> list[tuple[NDArray[np.int_], NDArray[np.int_]]]:
    """Corners of the whole picture if it is small, else of one part around each example.

    Args:
        size: (D,) mm of a large object.
    """
    shape = np.array(picture.image.shape)
    reach = _SIDE[len(shape)] / 2 * size / picture.spacing
    if (shape <= 3 * reach).all():
        return [(np.zeros(len(shape), int), shape)]
    low = np.clip(np.floor(centres(boxes) - reach), 0, np.maximum(shape - 2 * reach, 0)).astype(int)
    return [(a, np.minimum(a + np.ceil(2 * reach).astype(int), shape)) for a in low]
