"""Cascades of boosted box features, for slices and volumes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...boxes.grid import Reals
from ..sliding.learner import Rows
from ..sliding.window import Floats, Level, Places, Window
from .boosting import Stage, boosted
from .features import random_features

_LONGEST = {2: 24, 3: 14}  # pixels along an object's longest side
_SHORTEST = 6
_FEATURES = {2: 2500, 3: 2000}
_STEP = {2: 2, 3: 1}  # pixels from window to window
_FLOOR = 0.05  # of the picture's deviation: calmer windows are not made to look busy
_MOST_CUTS = (10, 20, 40, 60, 80)  # in the first stages, and all after
_PASSING, _STOPPED = 0.99, 0.7
_JUDGING = 100  # cuts of the classifier that scores what passes all stages
_STRETCH = 3.0
_NONE = np.zeros(0, np.float32)


@dataclass(frozen=True)
class Tables:
    """Integral images of a level."""

    sums: Reals
    squares: Reals


def cascade_window(size: Reals) -> Window:
    """A window for objects of this size in mm, with a little around them."""
    longest = _LONGEST[len(size)]
    inner = np.maximum(np.rint(longest * size / size.max()), _SHORTEST).astype(int)
    ring = max(1, longest // 8)
    return Window(tuple(int(n) + 2 * ring for n in inner), ring, size)


class CascadeLearner:
    """Learns one class; each `fit` adds a stage that tells objects from the others given. What
    passes all stages is scored by one more classifier, which has learnt from all of them.

    Args:
        window: of `cascade_window`.
    """

    border = 0

    def __init__(self, window: Window) -> None:
        self.window = window
        self._dimensions = len(window.shape)
        flat = random_features(window.shape, _FEATURES[self._dimensions])
        self._features = _in_3d(flat)
        self._whole = _in_3d(np.array([[[0] * self._dimensions + list(window.shape)]], np.int32))[
            0, 0
        ]
        self._stages: list[Stage] = []
        self._judge = Stage(np.zeros(0, np.intp), _NONE, _NONE, 0.0)
        self._others: list[Rows] = []

    def describe(self, cuts: Sequence[Floats]) -> Rows:
        from .kernel import values

        rows = np.empty((len(cuts), len(self._features)), np.float32)
        start = np.zeros((1, 3), np.int64)
        for row, image in zip(rows, cuts, strict=True):
            t = self._tables(image)
            row[:] = values(t.sums, t.squares, start, self._features, self._whole, _FLOOR)[0]
        return rows

    def prepared(self, level: Level) -> Tables:
        return self._tables(level.image)

    def starts(self, prepared: Tables) -> Places:
        counts = [max(0, n - w) for n, w in zip(prepared.sums.shape, self._whole[3:], strict=True)]
        every = [slice(0, n, s) for n, s in zip(counts, self._step, strict=True)]
        grid = np.mgrid[tuple(every)].reshape(3, -1).T
        return np.asarray(grid[:, 3 - self._dimensions :], dtype=np.intp)

    def rows(self, prepared: Tables, starts: Places) -> Rows:
        from .kernel import values

        full = np.zeros((len(starts), 3), np.int64)
        full[:, 3 - self._dimensions :] = starts
        return values(prepared.sums, prepared.squares, full, self._features, self._whole, _FLOOR)

    def scan(self, prepared: Tables, least: float) -> tuple[Places, NDArray[np.float32]]:
        from .kernel import run_cascade

        stages = [*self._stages, replace(self._judge, limit=-np.inf)]
        if any(n <= w for n, w in zip(prepared.sums.shape, self._whole[3:], strict=True)):
            return np.zeros((0, self._dimensions), np.intp), np.zeros(0, np.float32)
        starts, totals = run_cascade(
            prepared.sums,
            prepared.squares,
            (0, prepared.sums.shape[0] - int(self._whole[3])),
            self._step,
            self._features[np.concatenate([s.features for s in stages])],
            np.concatenate([s.cuts for s in stages]),
            np.concatenate([s.votes for s in stages]),
            np.cumsum([len(s.features) for s in stages]),
            np.array([s.limit for s in stages], np.float32),
            self._whole,
            _FLOOR,
        )
        margins = self._margin(totals)
        kept = margins >= least
        return starts[kept, 3 - self._dimensions :], margins[kept]

    def fit(self, objects: Rows, others: Rows) -> None:
        """The stage is made of the objects that pass those before; the judge, of all there is."""
        self._others.append(others)
        passing = objects[self._passed(objects)]
        most = _MOST_CUTS[min(len(self._stages), len(_MOST_CUTS) - 1)]
        self._stages.append(boosted(passing, others, most, _PASSING, _STOPPED))
        self._judge = boosted(objects, np.concatenate(self._others), _JUDGING, 1.0, 2.0)

    def margins(self, rows: Rows) -> NDArray[np.float64]:
        return self._margin(self._judge.sums(rows)).astype(np.float64)

    def _passed(self, rows: Rows) -> NDArray[np.bool_]:
        passed = np.ones(len(rows), dtype=bool)
        for stage in self._stages:
            passed &= stage.sums(rows) >= stage.limit
        return passed

    def _margin(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """The judge's sum of votes as a share of the largest possible, stretched to about -1 to 1
        for what is plainly the one or the other."""
        return np.asarray(_STRETCH * (sums / np.abs(self._judge.votes).sum()), dtype=np.float32)

    @property
    def _step(self) -> tuple[int, int, int]:
        step = _STEP[self._dimensions]
        return (step if self._dimensions == 3 else 1), step, step

    def _tables(self, image: Floats) -> Tables:
        from .kernel import integral

        full = image.reshape((1,) * (3 - image.ndim) + image.shape)
        return Tables(*integral(np.ascontiguousarray(full, dtype=np.float32)))


def _in_3d(boxes: NDArray[np.int32]) -> NDArray[np.int32]:
    """Boxes (..., 2 D) as (..., 6); slices are one voxel thick."""
    if boxes.shape[-1] == 6:
        return boxes
    full = np.zeros((*boxes.shape[:-1], 6), np.int32)
    full[..., 1:3], full[..., 4:6] = boxes[..., :2], boxes[..., 2:]
    full[..., 3] = 1
    return full
