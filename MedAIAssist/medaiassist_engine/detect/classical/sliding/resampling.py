"""A volume read between its voxels, along its axes one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....preprocess.threads import in_blocks
from ...boxes.grid import Reals

Floats = NDArray[np.float32]


def linearly(image: Floats, places: Sequence[Reals]) -> Floats:
    """Values (k, j, i) at places along each axis, linear between voxels; beyond its ends the last
    voxels go on.

    Slice by slice, so that what is read twice is still at hand: about three times the speed of
    `scipy.ndimage.affine_transform` with the same result.
    """
    ks, js, is_ = (np.clip(p, 0, n - 1) for p, n in zip(places, image.shape, strict=True))
    slices = np.empty((len(image), len(js), len(is_)), np.float32)
    result = np.empty((len(ks), len(js), len(is_)), np.float32)

    def within(start: int, stop: int) -> None:
        for n in range(start, stop):
            slices[n] = _along(0, _along(1, image[n], is_), js)

    def between(start: int, stop: int) -> None:
        for n in range(start, stop):
            _mix(slices, ks[n], result[n])

    in_blocks(within, len(slices), lambda fraction: None, 4 * slices.size)
    in_blocks(between, len(result), lambda fraction: None, 2 * result.size)
    return result


def _along(axis: int, image: Floats, places: Reals) -> Floats:
    low = np.minimum(places.astype(np.intp), max(image.shape[axis] - 2, 0))
    share = (places - low).astype(np.float32)
    before = image.take(low, axis)
    after = image.take(np.minimum(low + 1, image.shape[axis] - 1), axis)
    after -= before
    after *= share if axis else share[:, None]
    after += before
    return after


def _mix(slices: Floats, place: float, result: Floats) -> None:
    low = min(int(place), max(len(slices) - 2, 0))
    np.subtract(slices[min(low + 1, len(slices) - 1)], slices[low], out=result)
    result *= np.float32(place - low)
    result += slices[low]
