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
Ranks = NDArray[np.int32]

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
    ranks, places = _ranks(heat, rng), [_place(heat.shape, rng) for _ in range(orders)]
    tried = _Tried(ranks, ((0,) * heat.ndim, *places))
    blank, blurred = replacement(subject.image, hidden)[0], replacement(subject.image, "blurred")[0]
    image, part = subject.image[0], context.part
    count = parts + 1
    total = len(tried.places) * count
    gone = subject.probabilities(
        tried.changed(image, blank, count), total, part(0, 0.5, "Hiding voxels")
    )
    shown = subject.probabilities(
        tried.changed(blurred, image, count), total, part(0.5, 1, "Showing voxels")
    )
    if against:
        gone, shown = 1 - gone, 1 - shown
    shape = (len(tried.places), count)
    return Faithfulness(np.linspace(0, 1, count), gone.reshape(shape), shown.reshape(shape))


@dataclass(frozen=True)
class _Tried:
    """A map at several places.

    Attributes:
        ranks: see `_ranks`; places: by how many voxels the map is moved along each axis.
    """

    ranks: Ranks
    places: Sequence[tuple[int, ...]]

    def changed(
        self, first: torch.Tensor, then: torch.Tensor, count: int
    ) -> Iterator[torch.Tensor]:
        """The first image, whose voxels step by step become those of the other."""
        axes = tuple(range(self.ranks.ndim))
        for place in self.places:  # one at a time: a hundred maps of a volume fill the memory
            ranks = torch.from_numpy(np.roll(self.ranks, place, axes))
            for n in range(count):
                yield torch.where(ranks < round(ranks.numel() * n / (count - 1)), then, first)


def _ranks(heat: NDArray[np.floating], rng: np.random.Generator) -> Ranks:
    """The place of each voxel in the order from the highest to the lowest, equal ones at random."""
    order = np.lexsort((rng.permutation(heat.size), -heat.ravel()))
    found = np.empty(heat.size, dtype=np.int32)
    found[order] = np.arange(heat.size, dtype=np.int32)
    return found.reshape(heat.shape)


def _place(shape: Sequence[int], rng: np.random.Generator) -> tuple[int, ...]:
    return tuple(int(rng.integers(n)) for n in shape)


def _area(curves: Reals, shares: Reals) -> Reals:
    middle = (curves[:, 1:] + curves[:, :-1]) / 2
    found: Reals = (middle * np.diff(shares)).sum(axis=1)
    return found
