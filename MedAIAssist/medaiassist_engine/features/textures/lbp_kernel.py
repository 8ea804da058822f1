"""Compiled loops of local binary patterns; import it lazily, numba takes most of a second."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(nogil=True, cache=True, error_model="numpy")
def patterns(
    image: NDArray[Any],
    offsets: NDArray[np.float64],
    tolerance: float,
    start: int,
    stop: int,
    codes: NDArray[np.uint8],
) -> None:
    """The uniform, rotation-invariant pattern of every pixel of rows start..stop.

    Args:
        image: (rows, columns).
        offsets: (points, 2), neighbours along rows and columns in pixels; between pixels their
            value is interpolated linearly, beyond the edge the edge is repeated.
        tolerance: neighbours darker by no more count as equally bright, so that rounding does
            not decide in flat areas.
        codes: the number of neighbours that are at least as bright, if they form one run on the
            circle, else points + 1.
    """
    rows, columns = image.shape
    points = len(offsets)
    bright = np.empty(points, np.bool_)
    for r in range(start, stop):
        for c in range(columns):
            count, changes = 0, 0
            for p in range(points):
                y, x = r + offsets[p, 0], c + offsets[p, 1]
                value = _interpolated(image, y, x, rows, columns)
                bright[p] = value - np.float64(image[r, c]) >= -tolerance
                count += bright[p]
            for p in range(points):
                changes += bright[p] != bright[p - 1]
            codes[r, c] = count if changes <= 2 else points + 1


@njit(nogil=True, cache=True, error_model="numpy", inline="always")
def _interpolated(image: NDArray[Any], y: float, x: float, rows: int, columns: int) -> float:
    top, left = int(np.floor(y)), int(np.floor(x))
    down, right = y - top, x - left
    y0, y1 = min(max(top, 0), rows - 1), min(max(top + 1, 0), rows - 1)
    x0, x1 = min(max(left, 0), columns - 1), min(max(left + 1, 0), columns - 1)
    upper = (1 - right) * np.float64(image[y0, x0]) + right * np.float64(image[y0, x1])
    lower = (1 - right) * np.float64(image[y1, x0]) + right * np.float64(image[y1, x1])
    return (1 - down) * upper + down * lower
