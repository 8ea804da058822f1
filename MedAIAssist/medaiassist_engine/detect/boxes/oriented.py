"""How much oriented boxes in RAS mm overlap, exactly, whichever way each is turned."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import Boxes
from .geometry import bounds_along
from .grid import Reals
from .overlap import overlap

_ALONG = 1e-9  # of cosines: axes that differ by less are the same
_SIGNS = np.array(list(itertools.product((-0.5, 0.5), repeat=3)))
_EDGES = np.array(
    [(a, b) for a, b in itertools.combinations(range(8), 2) if (_SIGNS[a] != _SIGNS[b]).sum() == 1]
)


def oriented_overlap(a: Boxes, b: Boxes) -> Reals:
    """Intersection over union of every box of `a` with every box of `b`, (n, m)."""
    found = np.zeros((len(a.centres), len(b.centres)))
    if not found.size:
        return found
    frame = np.asarray(a.axes[0], dtype=np.float64)
    if all(_along(frame, boxes) for boxes in (a, b)):
        straight = [np.concatenate(bounds_along(x, frame, np.zeros(3)), 1) for x in (a, b)]
        return overlap(straight[0], straight[1])
    corners = _corners(a), _corners(b)
    (a_low, a_high), (b_low, b_high) = ((c.min(axis=1), c.max(axis=1)) for c in corners)
    near = (a_low[:, None] < b_high[None]) & (b_low[None] < a_high[:, None])
    volumes = [np.prod(np.asarray(x.sizes, dtype=np.float64), axis=1) for x in (a, b)]
    for n, m in np.argwhere(near.all(axis=-1)):
        shared = _shared(a, b, corners[0][n], corners[1][m], int(n), int(m))
        whole = volumes[0][n] + volumes[1][m] - shared
        found[n, m] = shared / whole if whole > 0 else 0.0
    return found


def _along(frame: Reals, boxes: Boxes) -> bool:
    """Whether all boxes lie along the axes of `frame`, in whatever order and direction."""
    cosines = np.abs(np.einsum("ij,nik->njk", frame, np.asarray(boxes.axes, dtype=np.float64)))
    return bool((np.minimum(cosines, np.abs(1 - cosines)) < _ALONG).all())


def _corners(boxes: Boxes) -> Reals:
    """(n, 8, 3) in RAS."""
    reach = _SIGNS[None] * np.asarray(boxes.sizes, dtype=np.float64)[:, None]
    turned = np.einsum("nxa,nca->ncx", np.asarray(boxes.axes, dtype=np.float64), reach)
    return turned + np.asarray(boxes.centres, dtype=np.float64)[:, None]


def _shared(a: Boxes, b: Boxes, own: Reals, other: Reals, n: int, m: int) -> float:
    """The common volume of two boxes: of the hull of all that can be a corner of it."""
    from scipy.spatial import ConvexHull, QhullError

    points = np.concatenate([_inside(own, b, m), _inside(other, a, n)])
    if len(points) < 4:
        return 0.0
    try:
        return float(ConvexHull(points).volume)
    except QhullError:  # the boxes only touch
        return 0.0


def _inside(corners: Reals, box: Boxes, n: int) -> Reals:
    """The parts' ends, of the edges between eight corners, that lie in a box: (points, 3)."""
    axes = np.asarray(box.axes[n], dtype=np.float64)
    local = (corners - box.centres[n]) @ axes
    half = np.asarray(box.sizes[n], dtype=np.float64) / 2
    start, end = local[_EDGES[:, 0]], local[_EDGES[:, 1]]
    first, last = _cut(start, end - start, half)
    kept = first <= last
    parts = [
        start[kept] + at[kept, None] * (end - start)[kept] for at in (first, last)
    ]  # fmt: skip
    return np.concatenate(parts) @ axes.T + box.centres[n]


def _cut(start: Reals, way: Reals, half: Reals) -> tuple[NDArray[np.float64], ...]:
    """Where lines start + t way, 0 <= t <= 1, enter and leave the box from -half to half."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.stack([(-half - start) / way, (half - start) / way])
    parallel = way == 0
    outside = parallel & (np.abs(start) > half)
    ends = np.where(parallel, np.array([-np.inf, np.inf])[:, None, None], np.sort(ends, axis=0))
    first, last = ends[0].max(axis=1), ends[1].min(axis=1)
    first[outside.any(axis=1)] = np.inf
    return np.maximum(first, 0), np.minimum(last, 1)
