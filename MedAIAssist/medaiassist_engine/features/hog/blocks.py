"""Overlapping blocks of cells, each normalised by its own strength."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Norm = Literal["L2-Hys", "L2", "L1", "L1-sqrt"]

_EPSILON = 1e-5  # keeps blocks without any gradient at zero
_MOST = 0.2  # of a block's strength that L2-Hys leaves to one value


def normalised_blocks(
    histogram: NDArray[np.float64], block: int, norm: Norm = "L2-Hys"
) -> NDArray[np.float64]:
    """(blocks along each axis, cells of the block along each axis, orientations).

    Args:
        histogram: (cells along each axis, orientations).
        block: cells along each side of a block; blocks overlap by all but one cell.
    """
    axes = tuple(range(histogram.ndim - 1))
    windows = sliding_window_view(histogram, (block,) * len(axes), axes)
    blocks = np.array(np.moveaxis(windows, len(axes), -1), order="C")  # a copy, to write to
    flat = blocks.reshape(*blocks.shape[: len(axes)], -1)
    if norm in ("L1", "L1-sqrt"):
        flat /= flat.sum(axis=-1, keepdims=True) + _EPSILON
        return np.sqrt(blocks) if norm == "L1-sqrt" else blocks
    _to_unit_length(flat)
    if norm == "L2-Hys":
        np.minimum(flat, _MOST, out=flat)
        _to_unit_length(flat)
    return blocks


def _to_unit_length(flat: NDArray[np.float64]) -> None:
    squares = np.einsum("...n,...n->...", flat, flat)[..., None]
    flat /= np.sqrt(squares + _EPSILON**2)
