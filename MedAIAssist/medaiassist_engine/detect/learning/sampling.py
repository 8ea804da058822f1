"""Which anchors a training step learns from: nearly all of them are background."""

from __future__ import annotations

import torch
from torch import Tensor

from .matching import BACKGROUND


def sample_balanced(
    matches: Tensor, count: int, positive: float = 0.5, generator: torch.Generator | None = None
) -> tuple[Tensor, Tensor]:
    """Places of up to `count` anchors drawn at random: those with a box, and background.

    Args:
        matches: (n,) as `matching` gives them; anchors in between are never drawn.
        positive: largest share with a box; background fills up what lacks.
    """
    with_box = _drawn(torch.nonzero(matches >= 0)[:, 0], int(count * positive), generator)
    others = torch.nonzero(matches == BACKGROUND)[:, 0]
    return with_box, _drawn(others, count - len(with_box), generator)


def sample_hard(
    matches: Tensor,
    scores: Tensor,
    count: int,
    positive: float = 0.5,
    pool: int = 20,
    fewest: int = 1,
    generator: torch.Generator | None = None,
) -> tuple[Tensor, Tensor]:
    """As `sample_balanced`, but background is drawn from what the network takes for boxes.

    Args:
        scores: (n,) how sure the network is of a box at each anchor.
        pool: background is drawn from the strongest this many times as many; larger is easier.
        fewest: background is drawn as if at least so many anchors had a box.
    """
    with_box = _drawn(torch.nonzero(matches >= 0)[:, 0], int(count * positive), generator)
    wanted = int(max(len(with_box), fewest) * (1 - positive) / positive)
    others = torch.nonzero(matches == BACKGROUND)[:, 0]
    hardest = scores[others].topk(min(pool * wanted, len(others))).indices
    return with_box, _drawn(others[hardest], wanted, generator)


def _drawn(places: Tensor, count: int, generator: torch.Generator | None) -> Tensor:
    """`count` of the places at random, or all where there are fewer, in order."""
    if len(places) <= count:
        return places.sort().values
    # Drawn on the CPU, so that the same seed gives the same on every device.
    order = torch.randperm(len(places), generator=generator)[:count].to(places.device)
    return places[order].sort().values
