"""Which found box hits which annotation, as COCO counts it: each annotation once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..boxes.grid import Reals, volumes
from ..boxes.overlap import overlap
from .joined import Codes, Joined, groups
from .pairing_kernel import pair

HIT, FALSE, FREE = 1, 0, -1
"""What a found box is; free ones count neither way."""

EVERYTHING = (0.0, float("inf"))

States = NDArray[np.int8]


@dataclass(frozen=True)
class Paired:
    """How the found boxes of one class fare, the strongest first.

    Attributes:
        rows: (d,) their places among all found boxes; case, scores: (d,).
        rank: (d,) their places in their case, from 0.
        states: (ranges, thresholds, d).
        partner: (thresholds, d) the annotation that each hits, whatever its size, or -1.
        nearest: (d,) the largest overlap with any annotation.
        wanted: (ranges, cases) how many annotations there are to be found.
    """

    rows: Codes
    case: Codes
    scores: Reals
    rank: Codes
    states: States
    partner: Codes
    nearest: Reals
    wanted: Reals


def pair_class(
    joined: Joined,
    label: int,
    thresholds: Sequence[float],
    ranges: Sequence[tuple[float, float]] = (EVERYTHING,),
    most: int = 100,
) -> Paired:
    """Pair the boxes of one class.

    Args:
        thresholds: least intersection over union of a hit.
        ranges: areas or volumes, both limits included. An annotation outside them need not be
            found, nor is a box outside them that hits none a false alarm.
        most: found boxes of a case that are looked at.
    """
    known, parts = dict(groups(joined.truth, label)), []
    for case, rows in groups(joined.found, label):
        order = np.argsort(-joined.found.scores[rows], kind="stable")[:most]
        none = np.zeros(0, np.intp)
        parts.append(_pair_case(joined, rows[order], known.get(case, none), thresholds, ranges))
    wanted = np.zeros((len(ranges), len(joined.cases)))
    for case, rows in known.items():
        outside = _outside(joined.truth.boxes[rows], ranges)
        wanted[:, case] = (~(outside | joined.truth.ignored[rows])).sum(axis=1)
    return _joined(joined, parts, wanted, len(thresholds))


_Part = tuple[Codes, States, Codes, Reals]


def _pair_case(
    joined: Joined,
    rows: Codes,
    known: Codes,
    thresholds: Sequence[float],
    ranges: Sequence[tuple[float, float]],
) -> _Part:
    boxes, annotations = joined.found.boxes[rows], joined.truth.boxes[known]
    crowd = joined.truth.ignored[known]
    shared = overlap(boxes, annotations)
    nearest = np.where(crowd, 0, shared).max(axis=1, initial=0)
    if crowd.any():
        shared[:, crowd] = overlap(boxes, annotations[crowd], "covered")
    beyond, strange = _outside(boxes, ranges), _outside(annotations, ranges)
    states = np.empty((len(ranges), len(thresholds), len(rows)), np.int8)
    first = np.empty((len(thresholds), len(rows)), np.intp)
    partner = np.empty(len(rows), np.intp)
    for r in range(len(ranges)):
        ignored = crowd | strange[r]
        for t, threshold in enumerate(thresholds):
            pair(shared, ignored, crowd, threshold, partner)
            lone = np.where(beyond[r], FREE, FALSE)
            theirs = np.where(np.r_[ignored, False][partner], FREE, HIT)
            states[r, t] = np.where(partner < 0, lone, theirs)
            if r == 0:
                first[t] = np.where(partner < 0, -1, np.r_[known, -1][partner])
    return rows, states, first, nearest


def _outside(boxes: Reals, ranges: Sequence[tuple[float, float]]) -> NDArray[np.bool_]:
    extent = volumes(boxes)
    return np.array([(extent < low) | (extent > high) for low, high in ranges])


def _joined(joined: Joined, parts: list[_Part], wanted: Reals, thresholds: int) -> Paired:
    """The cases' found boxes together, the strongest first."""
    none = np.zeros(0, np.intp)
    nothing = np.zeros((len(wanted), thresholds, 0), np.int8), none.reshape(thresholds, 0)
    parts = [(none, *nothing, np.zeros(0)), *parts]
    rows = np.concatenate([part[0] for part in parts])
    rank = np.concatenate([np.arange(len(part[0])) for part in parts])
    order = np.argsort(-joined.found.scores[rows], kind="stable")
    return Paired(
        rows[order],
        joined.found.case[rows[order]],
        joined.found.scores[rows[order]],
        rank[order],
        np.concatenate([part[1] for part in parts], axis=2)[:, :, order],
        np.concatenate([part[2] for part in parts], axis=1)[:, order],
        np.concatenate([part[3] for part in parts])[order],
        wanted,
    )
