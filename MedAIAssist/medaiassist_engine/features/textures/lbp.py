"""Local binary patterns of arrays, as a library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...preprocess.dtypes import working_dtype
from ...preprocess.threads import in_blocks

_ROUNDING = 1e-6  # of the image's range: far below any contrast that means something
_PRECISION = 1e-14  # of the values themselves, where there is no range
_STEPS_A_POINT = 10


def lbp_2d(
    image: NDArray[Any],
    *,
    spacing: tuple[float, float] = (1.0, 1.0),
    radius: float = 2.0,
    points: int = 8,
    tolerance: float | None = None,
    progress: Callable[[float], None] = lambda fraction: None,
) -> NDArray[np.uint8]:
    """The uniform, rotation-invariant pattern at each pixel: 0..points, or points + 1 for others.

    The same as `skimage.feature.local_binary_pattern(..., method="uniform")` where the spacing is
    1, except at the edge: there the edge is repeated, not zero.

    Reference: Ojala, Pietikäinen, Mäenpää, IEEE TPAMI 24(7), 2002.

    Args:
        image: (rows, columns).
        spacing: mm between rows and between columns; radius in mm.
        tolerance: a neighbour darker by no more counts as equal; by default a millionth of the
            image's range, so that rounding does not decide.
    """
    from .lbp_kernel import patterns

    image = np.ascontiguousarray(image, dtype=working_dtype(image.dtype))
    if tolerance is None:
        tolerance = rounding_of(image)
    offsets = _circle(radius, points) / np.asarray(spacing)
    codes = np.empty(image.shape, np.uint8)
    in_blocks(
        lambda start, stop: patterns(image, offsets, tolerance, start, stop, codes),
        image.shape[0],
        progress,
        _STEPS_A_POINT * points * image.size,
    )
    return codes


def rounding_of(image: NDArray[Any]) -> float:
    """The difference below which two values of an image count as equal."""
    low, high = float(image.min()), float(image.max())
    return _ROUNDING * (high - low) + _PRECISION * max(abs(low), abs(high))


def lbp_histogram(codes: NDArray[np.uint8], points: int) -> NDArray[np.float64]:
    """(points + 2,) the share of each pattern among the codes; NaN if there is none."""
    counts = np.bincount(codes.ravel(), minlength=points + 2)
    return counts / counts.sum() if codes.size else np.full(points + 2, np.nan)


def _circle(radius: float, points: int) -> NDArray[np.float64]:
    """(points, 2) positions along rows and columns, counterclockwise from the right."""
    angles = 2 * np.pi * np.arange(points) / points
    return np.round(radius * np.stack([-np.sin(angles), np.cos(angles)], axis=-1), 5)
