"""Which cases are seen together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]


def batches_of(codes: Rows, size: int, balanced: bool, seed: int, epoch: int) -> list[Rows]:
    """The batches of an epoch: every case once in random order, or classes drawn alike.

    A last batch of one case is joined to the one before, as batch norm needs two.

    Args:
        codes: (n,) class of each case.
        balanced: as many cases are drawn, with replacement, each class with the same chance.
    """
    rng = np.random.default_rng([seed, epoch])
    if balanced:
        chance = 1 / np.bincount(codes)[codes]
        order = rng.choice(len(codes), len(codes), p=chance / chance.sum())
    else:
        order = rng.permutation(len(codes))
    return cut(order, size)


def cut(order: Rows, size: int) -> list[Rows]:
    """Batches of so many; a last one of one case is joined to the one before."""
    found = [order[start : start + size] for start in range(0, len(order), size)]
    if len(found) > 1 and len(found[-1]) == 1:
        found[-2:] = [np.concatenate(found[-2:])]
    return found
