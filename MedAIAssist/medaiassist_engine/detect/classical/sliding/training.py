"""Learning a class from its examples, in rounds, and finding it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ....context import Context
from ...boxes.grid import Reals, centres
from ...boxes.suppression import nms
from ..examples import Task
from ..pictures import Picture
from ..tiles import Box, tiles
from .grounds import example_windows, learning_grounds
from .learner import Learner, detect, hardest_others, random_others
from .scale import Scale, unseen
from .window import Window, deviation_of, levels, scales_of

_RANDOM = 1500  # windows without an object in the first round
_TILE = 4_000_000  # voxels searched at a time: windows of all of them are described at once


@dataclass(frozen=True)
class Plan:
    """How a class is learnt.

    Attributes:
        rounds: of looking for what is mistaken for an object.
        complete: all objects in the pictures with examples are marked.
        mirror: mirror images are objects too.
        beyond: factor by which objects may be larger or smaller than the examples.
    """

    rounds: int
    complete: bool
    mirror: bool
    beyond: float


class Detector:
    """One class of a task.

    Args:
        window_of: makes the window for objects of a size in mm.
        learner_of: makes a classifier of windows.
    """

    def __init__(
        self,
        task: Task,
        label: str,
        plan: Plan,
        window_of: Callable[[Reals], Window],
        learner_of: Callable[[Window], Learner],
    ) -> None:
        self._task, self._plan = task, plan
        self._own = task.of(label)
        sizes = task.sizes(self._own)
        self._window = window_of(np.exp(np.log(sizes).mean(axis=0)))
        self._scales = scales_of(sizes, self._window, plan.beyond)
        self._learner_of = lambda: learner_of(self._window)
        self._learner = self._learner_of()
        self._scale = Scale()

    def learn(self, context: Context) -> None:
        """Fit the classifier; with few examples this takes seconds."""
        context.progress(0.0, "Learning from the examples")
        deviation = deviation_of(self._task.source.volume.array)
        learner = self._learner
        objects, others = example_windows(
            self._task, self._own, learner, self._plan.mirror, deviation
        )
        grounds = learning_grounds(
            self._task, self._own, learner, self._scales, deviation, context.part(0.0, 0.3)
        )
        background = random_others(grounds, learner, _RANDOM, np.random.default_rng(0))
        known, rows = np.concatenate([others, background]), np.concatenate(objects)
        self._scale = unseen(objects, known, self._learner_of, context)
        learner.fit(rows, known)
        unsure = None if self._plan.complete else self._scale.usual
        for n in range(self._plan.rounds):
            context.progress(0.4 + 0.6 * n / self._plan.rounds, "Learning from the examples")
            mistaken = [
                hardest_others(ground, learner, self._scale.background, unsure, context)
                for ground in grounds
            ]
            if not sum(map(len, mistaken)):
                break
            learner.fit(rows, np.concatenate(mistaken))

    def find(
        self, picture: Picture, least: float, shared: float, context: Context
    ) -> tuple[Reals, Reals]:
        """Boxes (n, 2 D) on the picture's grid, and how sure they are (see `Scale`).

        Args:
            least: how sure they must be.
            shared: intersection over union up to which both of two boxes stay.
        """
        deviation = deviation_of(self._task.target.volume.array)
        margin = self._scale.margin(least)
        boxes = [np.zeros((0, 2 * picture.image.ndim))]
        margins = [np.zeros(0)]
        parts = list(self._tiles(picture))
        for n, (part, low, inside) in enumerate(parts):
            step = context.part(n / len(parts), (n + 1) / len(parts), "Looking for objects")
            made = levels(part, self._window, self._scales, deviation, step.progress)
            prepared = ((level, self._learner.prepared(level)) for level in made)
            box, strength = detect(prepared, self._learner, margin, shared, step)
            middle = centres(box)
            kept = ((middle >= inside[0]) & (middle < inside[1])).all(axis=1)
            boxes.append(box[kept] + np.tile(low, 2))
            margins.append(strength[kept])
        found, strengths = np.concatenate(boxes), np.concatenate(margins)
        kept_places = nms(found, strengths, shared)
        return found[kept_places], self._scale.sureness(strengths[kept_places])

    def _tiles(self, picture: Picture) -> Iterator[tuple[Picture, Reals, tuple[Reals, Reals]]]:
        """Parts of a large picture, their first voxel, and bounds of the middles that count."""
        shape = np.array(picture.image.shape)
        reach = 0.6 * np.array(self._window.shape) * self._window.pixel(max(self._scales))
        margin = np.ceil(reach / picture.spacing).astype(int) + 2
        flat = picture.image.ndim == 2
        whole = tuple(slice(0, int(n)) for n in ((1, *shape) if flat else shape))
        full = [0, *margin.tolist()] if flat else margin.tolist()
        for tile in tiles(whole, [s.stop for s in whole], full, most=_TILE):  # type: ignore[arg-type]
            grown, inner = (_axes(box, flat) for box in (tile.grown, tile.inner))
            low, start, stop = (
                np.array(edges, dtype=float)
                for edges in (
                    [s.start for s in grown],
                    [s.start for s in inner],
                    [s.stop for s in inner],
                )
            )
            # What reaches beyond the picture may have its middle outside.
            start[low + start == 0] = -np.inf
            stop[low + stop == shape] = np.inf
            yield Picture(picture.image[grown], picture.spacing), low, (start, stop)


def _axes(box: Box, flat: bool) -> tuple[slice, ...]:
    return box[1:] if flat else box
