"""What a classifier of windows must be able to do, and how it learns from few examples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ....context import Context
from ...boxes.grid import Reals
from ...boxes.overlap import overlap
from ...boxes.suppression import nms
from .window import Floats, Level, Places, Window

Rows = NDArray[np.float32]

_ELSEWHERE = 0.3  # intersection over union with an example up to which a window is not it
_ALIKE = 0.5  # among windows to learn from, two that overlap more are one
_MOST_HITS = 150  # of each training picture and round
_MOST_WINDOWS = 20_000


class Learner(Protocol):
    """A classifier of windows.

    Attributes:
        border: pixels around a window that describing it needs.
    """

    window: Window
    border: int

    def describe(self, cuts: Sequence[Floats]) -> Rows:
        """Features (n, m) of windows cut out with the border."""

    def prepared(self, level: Level) -> Any:
        """What `scan` and `rows` need of a level."""

    def starts(self, prepared: Any) -> Places:
        """First pixels (n, D) of all windows of a level."""

    def rows(self, prepared: Any, starts: Places) -> Rows:
        """Features (n, m) of windows of a level."""

    def scan(self, prepared: Any, least: float) -> tuple[Places, Rows]:
        """First pixels (n, D) and margins of windows whose margin is at least `least`."""

    def fit(self, objects: Rows, others: Rows) -> None:
        """Learn to tell objects, with a margin above 0, from what else there is."""

    def margins(self, rows: Rows) -> NDArray[np.float64]:
        """How surely windows are objects; 0 is undecided."""


@dataclass(frozen=True)
class Ground:
    """A picture to learn from, at all scales.

    Attributes:
        levels: with what the learner needs of each.
        examples: (n, 2 D) boxes of the class.
    """

    levels: list[tuple[Level, Any]]
    examples: Reals


def random_others(
    grounds: Sequence[Ground], learner: Learner, count: int, rng: np.random.Generator
) -> Rows:
    """Features of windows at random places of all scales that hold no example."""
    parts = []
    each = max(1, count // max(1, sum(len(g.levels) for g in grounds)))
    for ground in grounds:
        for level, prepared in ground.levels:
            starts = learner.starts(prepared)
            chosen = starts[rng.choice(len(starts), min(len(starts), 2 * each), replace=False)]
            away = _apart(level.boxes(chosen), ground.examples)
            parts.append(learner.rows(prepared, chosen[away][:each]))
    return np.concatenate(parts)


def hardest_others(
    ground: Ground, learner: Learner, least: float, unsure: float | None, context: Context
) -> Rows:
    """Features of what looks most like an object and is no example.

    Args:
        least: margin from which a window is worth learning.
        unsure: windows with a larger margin, and what overlaps them, may be objects that nobody
            marked, and are left out; None if all are marked.
    """
    found, boxes, margins = [], [np.zeros((0, ground.examples.shape[1]))], [np.zeros(0)]
    for n, (level, prepared) in enumerate(ground.levels):
        context.check()
        starts, margin = strongest(learner, prepared, least)
        boxes.append(level.boxes(starts))
        margins.append(margin)
        found += [(n, start) for start in starts]
    box, strength = np.concatenate(boxes), np.concatenate(margins)
    known = ground.examples
    if unsure is not None:
        sure = nms(box, strength, _ELSEWHERE)
        known = np.concatenate([known, box[sure[strength[sure] > unsure]]])
    away = np.flatnonzero(_apart(box, known))
    kept = away[nms(box[away], strength[away], _ALIKE, most=_MOST_HITS)]
    rows = [learner.describe([])]
    for n, (_, prepared) in enumerate(ground.levels):
        own = [found[place][1] for place in kept if found[place][0] == n]
        if own:
            rows.append(learner.rows(prepared, np.array(own)))
    return np.concatenate(rows)


def strongest(learner: Learner, prepared: Any, least: float) -> tuple[Places, Reals]:
    """First pixels and margins of windows from `least` on; of very many, those with the most."""
    starts, margin = learner.scan(prepared, least)
    order = np.argsort(-margin, kind="stable")[:_MOST_WINDOWS]
    return starts[order], margin[order].astype(np.float64)


def _apart(boxes: Reals, examples: Reals) -> NDArray[np.bool_]:
    if not len(examples) or not len(boxes):
        return np.ones(len(boxes), dtype=bool)
    return np.asarray(overlap(boxes, examples).max(axis=1) < _ELSEWHERE)


def detect(
    levels: Iterable[tuple[Level, Any]],
    learner: Learner,
    least: float,
    shared: float,
    context: Context,
) -> tuple[Reals, Reals]:
    """Boxes (n, 2 D) and margins of the windows of a picture that stay beside stronger ones."""
    boxes, margins = [np.zeros((0, 2 * len(learner.window.shape)))], [np.zeros(0)]
    for level, prepared in levels:
        context.check()
        starts, margin = strongest(learner, prepared, least)
        boxes.append(level.boxes(starts))
        margins.append(margin)
    box, strength = np.concatenate(boxes), np.concatenate(margins)
    kept = nms(box, strength, shared)
    return box[kept], strength[kept]
