"""Anchor sizes proposed from the boxes that there are to learn."""

from __future__ import annotations

import numpy as np

from ..boxes.grid import Reals

_ROUNDS = 100
_STARTS = 10  # of which the best is kept: from an unlucky one, a group of boxes gets no size


def propose_sizes(lengths: Reals, count: int, seed: int = 0) -> tuple[Reals, float]:
    """Anchor sizes that fit boxes best, the smallest first, and their mean overlap with them.

    K-means whose distance is one minus the intersection over union of boxes with a common centre
    (Redmon and Farhadi, CVPR 2017); the middle of a cluster is the geometric median's neighbour,
    the mean of logarithms. The order of the boxes has no influence.

    Args:
        lengths: (n, D) of all boxes along each axis; those without extent are left out.
        count: how many sizes; fewer come if there are fewer different boxes.

    Raises:
        ValueError: no box has an extent.
    """
    lengths = np.asarray(lengths, dtype=np.float64)
    lengths = lengths[(lengths > 0).all(axis=1)]
    if not len(lengths):
        raise ValueError("there is no box with an extent")
    lengths = lengths[np.lexsort(lengths.T)]
    count = min(count, len(np.unique(lengths, axis=0)))
    rng = np.random.default_rng(seed)
    found = [_settled(lengths, _start(lengths, count, rng)) for _ in range(_STARTS)]
    fits = [float(concentric_iou(lengths, sizes).max(axis=1).mean()) for sizes in found]
    sizes = found[int(np.argmax(fits))]
    return sizes[np.argsort(sizes.prod(axis=1), kind="stable")], max(fits)


def _settled(lengths: Reals, sizes: Reals) -> Reals:
    """Sizes moved to the middles of their clusters until these stay the same."""
    nearest = np.full(len(lengths), -1)
    for _ in range(_ROUNDS):
        before, nearest = nearest, concentric_iou(lengths, sizes).argmax(axis=1)
        if np.array_equal(before, nearest):
            break
        for n in np.unique(nearest):
            sizes[n] = np.exp(np.log(lengths[nearest == n]).mean(axis=0))
    return sizes


def concentric_iou(a: Reals, b: Reals) -> Reals:
    """Overlap (n, m) of boxes of lengths (n, D) and (m, D) if they had the same centre."""
    shared = np.minimum(a[:, None], b[None]).prod(axis=-1)
    return shared / (a.prod(axis=1)[:, None] + b.prod(axis=1)[None] - shared)


def _start(lengths: Reals, count: int, rng: np.random.Generator) -> Reals:
    """Boxes as unlike each other as chance allows (k-means++)."""
    chosen = [lengths[rng.integers(len(lengths))]]
    while len(chosen) < count:
        far = 1 - concentric_iou(lengths, np.array(chosen)).max(axis=1)
        chosen.append(lengths[rng.choice(len(lengths), p=far / far.sum())])
    return np.array(chosen)
