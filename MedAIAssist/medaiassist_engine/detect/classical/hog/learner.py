"""HOG windows with a linear support vector machine.

Dalal and Triggs, CVPR 2005; in 3D with the orientations of `features.hog`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from ....features.hog.blocks import normalised_blocks
from ....features.hog.cells import cells_of_size
from ....features.hog.descriptor import histogram_2d, histogram_3d
from ...boxes.grid import Reals
from ..sliding.learner import Rows
from ..sliding.window import Floats, Level, Places, Window

_CELL = {2: 6, 3: 4}  # pixels
_CELLS = {2: 8, 3: 5}  # along an object's longest side
_LEAST_CELLS = 3
_BLOCK = 2
_ORIENTATIONS = 9
_SOFTNESS = 0.01  # the C of the support vector machine, as Dalal and Triggs'


def hog_window(size: Reals) -> Window:
    """A window of square cells for objects of this size in mm, with a cell around them."""
    dimensions = len(size)
    count = np.maximum(np.rint(_CELLS[dimensions] * size / size.max()), _LEAST_CELLS).astype(int)
    cell = _CELL[dimensions]
    return Window(tuple(int(c + 2) * cell for c in count), cell, size)


class HogLearner:
    """Learns one class.

    Args:
        window: of `hog_window`.
    """

    border = 1  # gradients at the edge of a window need the pixels beyond

    def __init__(self, window: Window) -> None:
        self.window = window
        self._dimensions = len(window.shape)
        self._cell = _CELL[self._dimensions]
        self._blocks = tuple(n // self._cell - _BLOCK + 1 for n in window.shape)
        self._objects: Rows | None = None
        self._others: list[Rows] = []
        self._weights: NDArray[np.float32] = np.zeros(0, np.float32)
        self._bias = 0.0

    def describe(self, cuts: Sequence[Floats]) -> Rows:
        rows = [self._blocks_of(c, 1).reshape(-1) for c in cuts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), -1 if rows else self._length)

    def prepared(self, level: Level) -> Floats:
        """Blocks (blocks along each axis, values of a block)."""
        return self._blocks_of(level.image, 0)

    def starts(self, prepared: Floats) -> Places:
        return np.argwhere(np.ones(self._counts(prepared), dtype=bool)) * self._cell

    def rows(self, prepared: Floats, starts: Places) -> Rows:
        axes = tuple(range(self._dimensions))
        windows = np.moveaxis(
            sliding_window_view(prepared, self._blocks, axes), self._dimensions, -1
        )
        at = tuple((starts // self._cell).T)
        return np.ascontiguousarray(windows[at].reshape(len(starts), self._length))

    def scan(self, prepared: Floats, least: float) -> tuple[Places, NDArray[np.float32]]:
        counts = self._counts(prepared)
        margins = np.full(counts, self._bias, np.float32)
        weights = self._weights.reshape(self._blocks[0], -1, prepared.shape[-1])
        offsets = [
            tuple(slice(o, o + n) for o, n in zip(offset, counts[1:], strict=True))
            for offset in np.ndindex(*self._blocks[1:])
        ]
        for first, of_first in enumerate(weights):
            # One product for many blocks: a product for each would read the level as many times.
            part = prepared[first : first + counts[0]]
            scores = of_first @ part.reshape(-1, part.shape[-1]).T
            for score, offset in zip(scores, offsets, strict=True):
                margins += score.reshape(part.shape[:-1])[(slice(None), *offset)]
        places = np.argwhere(margins >= least)
        return places * self._cell, margins[tuple(places.T)]

    def fit(self, objects: Rows, others: Rows) -> None:
        """Others are added to those of earlier rounds."""
        from sklearn.svm import LinearSVC

        self._objects = objects
        self._others.append(others)
        negatives = np.concatenate(self._others)
        model = LinearSVC(C=_SOFTNESS, class_weight="balanced", random_state=0, max_iter=5000)
        known = np.repeat([1, 0], [len(objects), len(negatives)])
        model.fit(np.concatenate([objects, negatives]), known)
        self._weights = model.coef_[0].astype(np.float32)
        self._bias = float(model.intercept_[0])

    def margins(self, rows: Rows) -> NDArray[np.float64]:
        return np.asarray(rows @ self._weights + self._bias, dtype=np.float64)

    @property
    def _length(self) -> int:
        orientations = _ORIENTATIONS if self._dimensions == 2 else 10
        return int(np.prod(self._blocks)) * _BLOCK**self._dimensions * orientations

    def _counts(self, prepared: Floats) -> tuple[int, ...]:
        pairs = zip(prepared.shape[: self._dimensions], self._blocks, strict=True)
        return tuple(have - need + 1 for have, need in pairs)

    def _blocks_of(self, image: Floats, border: int) -> Floats:
        cells = [cells_of_size(n, self._cell, slice(border, n - border)) for n in image.shape]
        if self._dimensions == 2:
            histogram = histogram_2d(image, cells[0], cells[1], (1.0, 1.0), _ORIENTATIONS)
        else:
            k, j, i = cells
            histogram = histogram_3d(image, (k, j, i), (1.0, 1.0, 1.0))
        blocks = normalised_blocks(histogram, _BLOCK)
        return blocks.reshape(*blocks.shape[: self._dimensions], -1).astype(np.float32)
