"""Whether a heat map is faithful: what hiding and showing voxels in its order does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from ...context import Context
from .hiding import replacement
from .parameters import Hidden
from .subject import Subject

Reals = NDArray[np.float64]
Order = NDArray[np.intp]

MARGIN = 0.9
"""Share of random places that a faithful map is better than."""


@dataclass(frozen=True)
class Faithfulness:
    """Probabilities of the class as voxels are hidden or shown in several orders.

    Attributes:
        shares: (points,) share of voxels, 0 to 1.
        deletion, insertion: (orders, points); the first order is the map's.
    """

    shares: Reals
    deletion: Reals
    insertion: Reals

    @property
    def deletions(self) -> Reals:
        """(orders,) area below each curve, 0 to 1: the lower, the better."""
        return _area(self.deletion, self.shares)

    @property
    def insertions(self) -> Reals:
        """(orders,) area below each curve, 0 to 1: the higher, the better."""
        return _area(self.insertion, self.shares)

    @property
    def beaten(self) -> tuple[float, float]:
        """Share of random places whose deletion, and whose insertion, the map's is better than."""
        hidden, shown = self.deletions, self.insertions
        return float((hidden[0] < hidden[1:]).mean()), float((shown[0] > shown[1:]).mean())

    @property
    def faithful(self) -> bool:
        """Whether both are better than those of nine in ten random places."""
        return min(self.beaten) >= MARGIN


def faithfulness(
    subject: Subject, heat: NDArray[np.floating], context: Context, orders: int = 10,
    parts: int = 12, hidden: Hidden = "mean", seed: int = 0, against: bool = False,
) -> Faithfulness:  # fmt: skip
    """Deletion and insertion (Petsiuk et al., RISE, BMVC 2018), and what chance gives.

    Deletion hides the voxels that speak most first; insertion shows them first, on a blurred
    image. Chance is the same map moved to random places, around the edges, so that it is as coarse
    as the map: single voxels at random upset a network by themselves.

    Args:
        heat: along i, j(, k) as the network sees the image; the higher, the sooner.
        orders: random places.
        parts: steps from none to all voxels.
        against: the map shows what speaks against the class, so its opposite is looked at.

    Raises:
        UserError: memory does not suffice.
        Cancelled: the user cancelled.
    """
    rng = np.random.default_rng(seed)
    tried = [_ranked(heat, rng), *(_ranked(_moved(heat, rng), rng) for _ in range(orders))]
    blank, blurred = replacement(subject.image, hidden)[0], replacement(subject.image, "blurred")[0]
    image, part = subject.image[0], context.part
    count = parts + 1
    gone = subject.probabilities(
        _changed(image, blank, tried, count), len(tried) * count, part(0, 0.5, "Hiding voxels")
    )
    shown = subject.probabilities(
        _changed(blurred, image, tried, count), len(tried) * count, part(0.5, 1, "Showing voxels")
    )
    if against:
        gone, shown = 1 - gone, 1 - shown
    shape = (len(tried), count)
    return Faithfulness(np.linspace(0, 1, count), gone.reshape(shape), shown.reshape(shape))


def _changed(
    first: torch.Tensor, then: torch.Tensor, orders: Sequence[Order], count: int
) -> Iterator[torch.Tensor]:
    """The first image, whose voxels step by step become those of the other."""
    before, after = first.flatten(1), then.flatten(1)
    for order in orders:
        total = order.size
        for n in range(count):
            chosen = torch.from_numpy(order[: round(total * n / (count - 1))])
            found = before.clone()
            found[:, chosen] = after[:, chosen]
            yield found.reshape(first.shape)


def _ranked(heat: NDArray[np.floating], rng: np.random.Generator) -> Order:
    """Voxels from the highest to the lowest; equal ones at random."""
    ties = rng.permutation(heat.size)
    found: Order = np.lexsort((ties, -heat.ravel()))
    return found


def _moved(heat: NDArray[np.floating], rng: np.random.Generator) -> NDArray[np.floating]:
    return np.roll(heat, [int(rng.integers(n)) for n in heat.shape], tuple(range(heat.ndim)))


def _area(curves: Reals, shares: Reals) -> Reals:
    middle = (curves[:, 1:] + curves[:, :-1]) / 2
    found: Reals = (middle * np.diff(shares)).sum(axis=1)
    return found
