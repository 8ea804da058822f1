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

_VOXELS = {2: 80_000, 3: 1_000_000}


def propose(
    image: NDArray[Any],
    spacing: Sequence[float],
    most: int = 2000,
    context: Context | None = None,
    effort: Effort = "fast",
    voxels: int | None = None,
) -> Reals:
    """Boxes (n, 2 D) that may hold an object, the likeliest first; the same at every call.

    The first boxes differ from each other; those much like a better one come after them, so that
    any number from the front covers as many objects as it can.

    Args:
        image: (j, i), (j, i, 3) in red, green, blue, or (k, j, i); finite, of any numeric type.
        spacing: along the image's axes in mm; as many as the image has dimensions.
        most: how many boxes to give at most.
        effort: "quality" looks at more scales and likenesses; several times slower.
        voxels: larger images are shrunk to about so many. Objects of fewer than about 8 pixels, or
            4 voxels, across are missed after that; time grows with it. None is 80,000 pixels, or a
            million voxels.

    Raises:
        ValueError: the image is not of as many dimensions as there are spacings.
        Cancelled: the user cancelled.
    """
    array = np.asarray(image)
    dimensions = len(spacing)
    if dimensions not in _VOXELS or array.ndim not in {2: (2, 3), 3: (3,)}[dimensions]:
        raise ValueError(f"an image of shape {array.shape} does not go with {dimensions} spacings")
    context = context or Context()
    context.progress(0.0, "Region proposals")
    if array.size == 0 or array.min() == array.max():
        return as_boxes([], dimensions)
    looking = context.part(0.0, 0.8, "Region proposals")
    most_voxels = _VOXELS[dimensions] if voxels is None else voxels
    if dimensions == 2:
        from .selective_search import search as search_2d

        found = search_2d(array, spacing, effort, most_voxels, looking)
    else:
        from .supervoxels import search as search_3d

        found = search_3d(array, spacing, effort, most_voxels, looking)
    context.progress(0.8, "Ranking")
    found = ranked(found, array, spacing)[:most]
    context.progress(1.0, "Ranking")
    return found
