"""Sums over many boxes of an image at a cost that does not depend on their size."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray


class BoxSums:
    """The integral image (Crow, SIGGRAPH 1984; Viola and Jones, CVPR 2001) in any dimensions.

    Args:
        image: whole numbers; sums are exact.
    """

    def __init__(self, image: NDArray[Any]) -> None:
        self._table = np.zeros([n + 1 for n in image.shape], dtype=np.int64)
        inner = self._table[(slice(1, None),) * image.ndim]
        inner[...] = image
        for axis in range(image.ndim):
            np.cumsum(inner, axis=axis, out=inner)

    def of(self, boxes: NDArray[np.intp]) -> NDArray[np.float64]:
        """Sums (n,) of boxes (n, 2 D) with whole edges inside the image."""
        dimensions = self._table.ndim
        total = np.zeros(len(boxes), dtype=np.int64)
        for corner in itertools.product((0, 1), repeat=dimensions):
            place = tuple(boxes[:, axis + dimensions * end] for axis, end in enumerate(corner))
            sign = 1 if (dimensions - sum(corner)) % 2 == 0 else -1
            total += sign * self._table[place]
        return total.astype(np.float64)
