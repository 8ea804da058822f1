"""The size that a network sees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .image_parameters import ImageChoices
from .networks.registry import ENTRIES
from .preparation import Preparation, dimensions_of

_MOST = {2: 224, 3: 96}
_MULTIPLE = 16  # pooling halves sizes, and transformers cut them in patches


def preparation_for(choices: ImageChoices, sizes: NDArray[np.intp], channels: int) -> Preparation:
    """How to prepare images of these sizes, (n, 3) voxels along i, j, k."""
    dimensions = dimensions_of(tuple(sizes[0]))
    size = choices.size[:dimensions] if choices.size else _automatic(choices, sizes, dimensions)
    return Preparation(
        dimensions,
        channels,
        size,
        choices.fit,
        choices.intensities,
        choices.black,
        choices.white,
        choices.spacing if dimensions == 3 else None,
        order_of(choices),
    )


def order_of(choices: ImageChoices) -> str:
    """What the chosen network reads in order; see `Preparation`."""
    entry = ENTRIES.get(getattr(choices, "network", ""))
    return entry.order if entry else ""


def _automatic(choices: ImageChoices, sizes: NDArray[np.intp], dimensions: int) -> tuple[int, ...]:
    entry = ENTRIES.get(getattr(choices, "network", ""))
    needed = entry.needs(dimensions) if entry else (1,) * dimensions
    median = np.median(sizes[:, :dimensions], axis=0)
    if entry and entry.exact:
        return tuple(int(length) for length in median)
    return tuple(
        max(_rounded(min(float(length), _MOST[dimensions])), need)
        for length, need in zip(median, needed, strict=True)
    )


def _rounded(length: float) -> int:
    """To the nearest multiple of 16; what is smaller stays as it is."""
    return int(length) if length < _MULTIPLE else _MULTIPLE * round(length / _MULTIPLE)
