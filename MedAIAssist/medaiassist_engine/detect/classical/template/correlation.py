"""Normalised cross-correlation by Fourier transforms, tile by tile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfftn, next_fast_len, rfftn
from scipy.ndimage import maximum_filter

from ....context import Context
from ...boxes.grid import Reals
from ..tiles import Box, tiles
from .patterns import Floats, Pattern

_TILE = 3_000_000  # voxels: some ten arrays of 4 bytes are alive at a time
_HALO = 1  # neighbours of a peak


@dataclass(frozen=True)
class Matches:
    """Places that look like a pattern, in no order that means anything.

    Attributes:
        centres: (n, 3) continuous index along k, j, i; voxel centres at whole numbers.
        scores: (n,) correlation, at most 1.
        which: (n,) number of the pattern.
    """

    centres: Reals
    scores: Reals
    which: NDArray[np.intp]


def find_matches(
    image: NDArray[Any],
    patterns: Sequence[Pattern],
    threshold: float,
    weakest: float,
    planar: bool,
    context: Context,
) -> Matches:
    """Places where the correlation with any pattern is at a maximum of at least `threshold`.

    Objects may reach beyond the image, whose edge is repeated there.

    Args:
        image: (k, j, i).
        weakest: standard deviation of the image within the pattern below which nothing matches.
        planar: each slice is searched on its own; patterns are one voxel thin along k.
    """
    half = np.max([np.array(p.values.shape) // 2 for p in patterns], axis=0)
    reach = half + np.array([0 if planar else _HALO, _HALO, _HALO])
    whole = tuple(slice(0, n) for n in image.shape)
    parts = list(tiles(whole, image.shape, [int(r) for r in reach], most=_TILE))  # type: ignore[arg-type]
    found = [Matches(np.zeros((0, 3)), np.zeros(0), np.zeros(0, np.intp))]
    for n, tile in enumerate(parts):
        step = context.part(n / len(parts), (n + 1) / len(parts), "Comparing with the examples")
        block = _padded(image, tile.box, reach)
        best, which = correlate(block, patterns, half, weakest, step)
        _leave_out_beyond(best, tile.box, reach - half, image.shape)
        peaks = _peaks(best, which, threshold, reach - half)
        corner = np.array([s.start for s in tile.box]) - (reach - half)
        found.append(Matches(peaks.centres + corner, peaks.scores, peaks.which))
    return Matches(*(np.concatenate([getattr(f, a) for f in found]) for a in _FIELDS))


_FIELDS = ("centres", "scores", "which")


def correlate(
    block: Floats,
    patterns: Sequence[Pattern],
    half: NDArray[np.int_],
    weakest: float,
    context: Context,
) -> tuple[Floats, NDArray[np.int16]]:
    """The best correlation at each voxel of a block but the `half` outermost, and its pattern.

    Lewis, Vision Interface 1995, with sums over any shape: both the sum and the sum of squares
    under a pattern are correlations with its mask.
    """
    shape = [next_fast_len(n, real=True) for n in block.shape]
    axes = [axis for axis in range(3) if half[axis] > 0]
    sizes = [shape[axis] for axis in axes]
    centred = block - block.mean(dtype=np.float64).astype(np.float32)
    scale = max(float(np.abs(centred).max()), 1e-30)
    centred /= np.float32(scale)
    spectra = [rfftn(each, sizes, axes) for each in (centred, centred**2)]
    valid = [n - 2 * int(h) for n, h in zip(block.shape, half, strict=True)]
    best = np.full(valid, -1.0, np.float32)
    which = np.zeros(valid, np.int16)
    for n, pattern in enumerate(patterns):
        context.progress(n / len(patterns))
        weights = [pattern.values, pattern.inside.astype(np.float32)]
        start = half - np.array(pattern.values.shape) // 2
        place = tuple(slice(int(s), int(s) + v) for s, v in zip(start, valid, strict=True))
        kernels = [np.conj(rfftn(w, sizes, axes)) for w in weights]
        shared = irfftn(spectra[0] * kernels[0], sizes, axes)[place]
        total = irfftn(spectra[0] * kernels[1], sizes, axes)[place]
        spread = irfftn(spectra[1] * kernels[1], sizes, axes)[place]
        count = float(pattern.inside.sum())
        spread -= total**2 / np.float32(count)
        enough = spread > max(count * (weakest / scale) ** 2, 1e-6 * count)
        score = np.where(enough, shared / np.sqrt(np.where(enough, spread, 1)), -1)
        better = score > best
        best[better], which[better] = score[better], n
    return np.minimum(best, 1), which


def _padded(image: NDArray[Any], box: Box, reach: NDArray[np.int_]) -> Floats:
    """The box and `reach` voxels more on each side; the image's edge is repeated outwards."""
    index = [
        np.clip(np.arange(s.start - r, s.stop + r), 0, n - 1)
        for s, r, n in zip(box, reach, image.shape, strict=True)
    ]
    return np.asarray(image[np.ix_(*index)], dtype=np.float32)


def _leave_out_beyond(
    best: Floats, box: Box, halo: NDArray[np.int_], shape: tuple[int, ...]
) -> None:
    for axis, (s, h, n) in enumerate(zip(box, halo, shape, strict=True)):
        index = np.arange(s.start - h, s.stop + h)
        best[(slice(None),) * axis + ((index < 0) | (index >= n),)] = -1


def _peaks(
    best: Floats, which: NDArray[np.int16], threshold: float, halo: NDArray[np.int_]
) -> Matches:
    neighbours = [3 if h else 1 for h in halo]
    peaks = (best >= max(threshold, -0.99)) & (best == maximum_filter(best, neighbours))
    inner = tuple(slice(int(h), n - int(h)) for h, n in zip(halo, best.shape, strict=True))
    places = np.argwhere(peaks[inner]) + halo
    at = tuple(places.T)
    offsets = np.column_stack([_offset(best, places, axis, halo) for axis in range(3)])
    return Matches(places + offsets, best[at].astype(np.float64), which[at].astype(np.intp))


def _offset(
    best: Floats, places: NDArray[np.int_], axis: int, halo: NDArray[np.int_]
) -> NDArray[np.float64]:
    """Where the parabola through a peak and its two neighbours has its vertex, -0.5..0.5."""
    if not halo[axis] or not len(places):
        return np.zeros(len(places))
    step = np.eye(3, dtype=int)[axis]
    before, own, after = (best[tuple((places + d * step).T)].astype(np.float64) for d in (-1, 0, 1))
    bend = before - 2 * own + after
    usable = (bend < -1e-9) & (before > -1) & (after > -1)
    offset = (before - after) / np.where(usable, 2 * bend, 1)
    return np.where(usable, np.clip(offset, -0.5, 0.5), 0.0)
