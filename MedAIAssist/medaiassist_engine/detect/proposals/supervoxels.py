"""Region proposals in volumes: supervoxels, joined step by step; each step gives a box.

Selective search (Uijlings et al., IJCV 104, 2013) carried to three dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import zoom

from ...context import Context
from ...preprocess.smoothing import gaussian
from ..boxes.grid import Reals, as_boxes, clipped
from .tones import in_bytes, shrunk_shape

# In tones of 256 times voxels; see `graph_kernel.segmented`.
_SCALES = {"fast": (50.0, 200.0, 800.0), "quality": (20.0, 50.0, 100.0, 200.0, 400.0, 800.0)}
_SMALLEST_REGION = {"fast": 20, "quality": 8}
_SMOOTHING = 0.8  # voxels
_FINER = 8  # steps of weights to a tone
_BINS = 32


def search(
    image: NDArray[Any], spacing: Sequence[float], effort: str, voxels: int, context: Context
) -> Reals:
    """Boxes (n, 6) in a fixed order that means nothing.

    Args:
        image: (k, j, i).
        effort: "fast" or "quality".
        voxels: larger volumes are shrunk to about so many.
    """
    from .graph_kernel import segmented, sorted_edges

    small = _shrunk(in_bytes(image), shrunk_shape(image.shape, spacing, voxels))
    smooth = gaussian(small.astype(np.float32), [_SMOOTHING] * 3, lambda fraction: context.check())
    fine = np.rint(smooth * _FINER).astype(np.int16)
    tones = np.rint(smooth).astype(np.uint8)
    edges, ends = sorted_edges(fine, 256 * _FINER)
    found = []
    scales = _SCALES[effort]
    for n, scale in enumerate(scales):
        context.progress(n / len(scales))
        flat, count = segmented(small.shape, edges, ends, scale * _FINER, _SMALLEST_REGION[effort])
        found += _hierarchies(flat.reshape(small.shape), tones, count, context)
    boxes = np.unique(np.concatenate(found), axis=0).astype(np.float64)
    enlarged = np.tile(np.divide(image.shape, small.shape), 2)
    return clipped(as_boxes(boxes, 3) * enlarged, image.shape)


def _hierarchies(
    labels: NDArray[np.int32], tones: NDArray[np.uint8], count: int, context: Context
) -> list[NDArray[np.int32]]:
    """Boxes of what arises by joining: once by tones and shape, once by shape alone."""
    from .merging_kernel import merged
    from .region_kernel import measured, touching

    size, boxes, shares = measured(labels, tones, count, _BINS)
    codes = np.unique(touching(labels, count))
    pairs = np.column_stack([codes // count, codes % count])
    found = []
    for use_tones in (True, False):
        context.check()
        measures = [_with_room(each) for each in (size, boxes, shares)]
        found.append(merged(*measures, pairs, labels.size, use_tones))
    return found


def _with_room(values: NDArray[Any]) -> NDArray[Any]:
    """The values and as much space behind, for the regions that arise."""
    longer = np.zeros((2 * len(values) - 1, *values.shape[1:]), values.dtype)
    longer[: len(values)] = values
    return longer


def _shrunk(image: NDArray[np.uint8], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    if image.shape == shape:
        return np.ascontiguousarray(image)
    factors = np.divide(image.shape, shape)
    smooth = gaussian(
        image.astype(np.float32),
        [0.5 * float(np.sqrt(f**2 - 1)) for f in factors],
        lambda fraction: None,
    )
    return np.rint(zoom(smooth, 1 / factors, order=1, grid_mode=True, mode="nearest")).astype(
        np.uint8
    )
