"""Which anchor is to learn which box: -1 is background, -2 is between and not learnt from."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from .overlaps import edges, most_inside, pairwise_iou

BACKGROUND, BETWEEN = -1, -2
ASIDE = 0.5
"""Share of an anchor in an ignored box from which nobody knows whether it is background."""


def match_by_iou(
    anchors: Tensor,
    boxes: Tensor,
    foreground: float = 0.7,
    background: float = 0.3,
    every_box: bool = True,
) -> Tensor:
    """The place among `boxes` that each anchor overlaps most, (n,), or one of the two constants.

    Ren et al., Faster R-CNN, NeurIPS 2015.

    Args:
        foreground: least overlap that makes an anchor learn a box.
        background: overlap below which it learns that there is none.
        every_box: anchors that no other overlaps a box more than learn it, however little that is.
    """
    if not len(boxes):
        return torch.full((len(anchors),), BACKGROUND, device=anchors.device)
    overlap = pairwise_iou(anchors, boxes)
    most, nearest = overlap.max(dim=1)
    found = nearest.clone()
    found[most < foreground] = BETWEEN
    found[most < background] = BACKGROUND
    if every_box:
        best = overlap.max(dim=0).values
        tops = ((overlap == best) & (best > 0)).any(dim=1)
        found[tops] = nearest[tops]
    return found


def match_by_atss(
    levels: Sequence[Tensor],
    boxes: Tensor,
    candidates: int = 9,
    a_place: int = 1,
    inside: bool = True,
) -> Tensor:
    """As `match_by_iou`, but each box sets its own threshold; over the anchors of all levels.

    The threshold is the mean and the standard deviation of its overlap with the nearest anchors
    of each level, so there is nothing to tune. Zhang et al., ATSS, CVPR 2020.

    Args:
        levels: anchors of each level of the pyramid.
        candidates: nearest places of a level that are looked at; a_place: anchors at each place.
        inside: only anchors whose centre lies in the box; for tiny boxes there may be none.
    """
    anchors = torch.cat(list(levels))
    if not len(boxes):
        return torch.full((len(anchors),), BACKGROUND, device=anchors.device)
    middle = sum(edges(anchors)) / 2
    distance = torch.cdist(sum(edges(boxes)) / 2, middle)
    near = _nearest(distance, [len(level) for level in levels], candidates * a_place)
    overlap = pairwise_iou(boxes, anchors)
    theirs = overlap.gather(1, near)
    spread = theirs.std(dim=1, keepdim=True) if theirs.shape[1] > 1 else 0.0
    good = theirs >= theirs.mean(dim=1, keepdim=True) + spread
    if inside:
        low, high = (e[:, None] for e in edges(boxes))
        good &= ((middle[near] > low) & (middle[near] < high)).all(dim=-1)
    chosen = torch.full_like(overlap, -1.0)
    chosen.scatter_(1, near, torch.where(good, theirs, -1.0))
    most, nearest = chosen.max(dim=0)
    return nearest.where(most >= 0, torch.full_like(nearest, BACKGROUND))


def set_aside(matches: Tensor, anchors: Tensor, ignored: Tensor | None) -> Tensor:
    """The matches, of which background that lies mostly in an ignored box is not learnt from.

    By the share of the anchor, as COCO judges crowds: a part of a crowd is no background either.

    Args:
        ignored: (q, 2 D) or None.
    """
    if ignored is None or not len(ignored):
        return matches
    hidden = (matches == BACKGROUND) & (most_inside(anchors, ignored) >= ASIDE)
    return matches.masked_fill(hidden, BETWEEN)


def _nearest(distance: Tensor, lengths: Sequence[int], count: int) -> Tensor:
    """Places of the nearest anchors of each level, (boxes, up to levels * count)."""
    found, start = [], 0
    for part in distance.split(list(lengths), dim=1):
        near = part.topk(min(count, part.shape[1]), dim=1, largest=False).indices
        found.append(near + start)
        start += part.shape[1]
    return torch.cat(found, dim=1)
