"""Windows of an image: where they lie, and which of them keeps a box."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from ..boxes.grid import Reals

Corner = tuple[int, ...]
_SMALL_PATCH = 32
_SHARE = 0.06  # of a window, at its edge


def window_for(shape: Sequence[int], patch: int | None, multiple: int) -> Corner:
    """Voxels of a window along each axis: no more than are needed, in multiples."""
    wanted = (n if patch is None else min(n, max(patch, _SMALL_PATCH)) for n in shape)
    return tuple(-(-n // multiple) * multiple for n in wanted)


def corners_of(shape: Sequence[int], window: Corner, overlap: float) -> Iterator[Corner]:
    """Of windows that cover an image evenly and overlap by this share at least."""
    along = []
    for length, size in zip(shape, window, strict=True):
        room = max(length - size, 0)
        count = 1 + int(np.ceil(room / max(size * (1 - overlap), 1) - 1e-9))
        along.append([int(v) for v in np.linspace(0, room, count).round()])
    return itertools.product(*along)


def piece_of(image: Tensor, corner: Corner, window: Corner) -> Tensor:
    """A window of an image; beyond its end there is nothing."""
    part = image[(slice(None), *(slice(a, a + n) for a, n in zip(corner, window, strict=True)))]
    lacking = [n - have for n, have in zip(window, part.shape[1:], strict=True)]
    pads = [n for missing in reversed(lacking) for n in (0, missing)]
    return functional.pad(part, pads) if any(lacking) else part


def margin_of(corners: Sequence[Corner], window: Corner) -> Reals:
    """(D,) voxels at the edges of windows that are left to those beside: at most half of what two
    share, so that none is left by both."""
    size = np.array(window, dtype=np.float64)
    steps = [np.diff(np.unique(along)).max(initial=0) for along in zip(*corners, strict=True)]
    margin: Reals = np.minimum(size * _SHARE, np.maximum(size - steps, 0) / 2)
    return margin


def kept_by(corner: Corner, window: Corner, shape: Corner, margin: Reals) -> tuple[Reals, Reals]:
    """Between which places (D,) the centres of boxes lie that a window keeps."""
    start, end = np.array(corner), np.array(corner) + np.array(window)
    low = np.where(start > 0, start + margin, -np.inf)
    high = np.where(end < np.array(shape), end - margin, np.inf)
    return low, high


def within(boxes: Reals, ends: tuple[Reals, Reals]) -> NDArray[np.bool_]:
    """Which boxes (n, 2 D) have their centre between these places."""
    half = boxes.shape[1] // 2
    middle = (boxes[:, :half] + boxes[:, half:]) / 2
    found: NDArray[np.bool_] = np.all((middle >= ends[0]) & (middle <= ends[1]), axis=1)
    return found


def seen_by(boxes: Reals, windows: Sequence[tuple[Reals, Reals]]) -> Reals:
    """How many windows would keep each of the boxes, (n,)."""
    count = np.zeros(len(boxes))
    for ends in windows:
        count += within(boxes, ends)
    return count
