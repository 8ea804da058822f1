"""Region proposals in 2D and 3D."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ..boxes.grid import Reals, as_boxes
from .objectness import ranked

Effort = Literal["fast", "quality"]


def propose(
    image: NDArray[Any],
    spacing: Sequence[float],
    most: int = 2000,
    context: Context | None = None,
    effort: Effort = "fast",
    longest: int = 320,
) -> Reals:
    """Boxes (n, 2 D) that may hold an object, the likeliest first; the same at every call.

    The first boxes differ from each other; those much like a better one come after them, so that
    any number from the front covers as many objects as it can.

    Args:
        image: (j, i), or (j, i, 3) in red, green, blue; finite, of any numeric type.
        spacing: along the image's axes in mm; as many as the image has dimensions.
        most: how many boxes to give at most.
        effort: "quality" looks at more colour spaces and scales; several times slower.
        longest: larger images are shrunk until their longest side has so many pixels. Objects of
            fewer than about 8 pixels after that are missed; time grows with its square.

    Raises:
        ValueError: the image is not 2D.
    """
    from .selective_search import search

    array = np.asarray(image)
    dimensions = len(spacing)
    if dimensions != 2 or array.ndim not in (2, 3):
        raise ValueError(f"an image of shape {array.shape} with {dimensions} spacings is not 2D")
    context = context or Context()
    context.progress(0.0, "Region proposals")
    if array.size == 0 or array.min() == array.max():
        return as_boxes([], dimensions)
    found = search(array, spacing, effort, longest)
    context.progress(0.9, "Region proposals")
    found = ranked(found, array, spacing)[:most]
    context.progress(1.0, "Region proposals")
    return found
