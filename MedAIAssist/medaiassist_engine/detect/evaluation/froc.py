"""Sensitivity over false alarms for each scan (FROC), as the LUNA16 challenge has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..boxes.grid import Reals, centres, sizes
from .joined import Codes, Joined, groups
from .pairing import FALSE, HIT, Paired

RATES = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""False alarms for each scan where LUNA16 reads the sensitivity; CPM is the mean of the seven."""


@dataclass(frozen=True)
class Events:
    """What FROC is drawn from, the strongest first.

    Attributes:
        scores, case: (e,) of hit lesions and false alarms; hit: (e,) which of the two.
        wanted: (cases,) lesions of each case.
    """

    scores: Reals
    case: Codes
    hit: NDArray[np.bool_]
    wanted: Reals


def events_by_centre(joined: Joined, label: int) -> Events:
    """A lesion is found by the strongest box whose centre lies within it; others within it count
    neither way.

    Within means the ellipsoid that the annotation's box holds, which for LUNA16's lesions, given
    by a diameter, is the sphere of that challenge. Setio et al., Medical Image Analysis 42, 2017.
    """
    scores, cases, hits = [], [], []
    known = dict(groups(joined.truth, label))
    wanted = np.zeros(len(joined.cases))
    for case, rows in known.items():
        wanted[case] = (~joined.truth.ignored[rows]).sum()
    for case, rows in groups(joined.found, label):
        theirs = known.get(case, rows[:0])
        strength = joined.found.scores[rows]
        inside = _inside(joined.found.boxes[rows], joined.truth.boxes[theirs])
        found = inside.any(axis=0) & ~joined.truth.ignored[theirs]
        best = np.where(inside, strength[:, None], -np.inf).max(axis=0, initial=-np.inf)[found]
        alarms = strength[~inside.any(axis=1)]
        scores += [best, alarms]
        hits += [np.ones(len(best), np.bool_), np.zeros(len(alarms), np.bool_)]
        cases += [np.full(len(best) + len(alarms), case)]
    return _sorted(scores, cases, hits, wanted)


def events_by_overlap(paired: Paired, threshold: int = 0) -> Events:
    """A lesion is found by the box paired with it; all others are false alarms.

    Args:
        threshold: place among the thresholds of the pairing.
    """
    states = paired.states[0, threshold]
    counted = (states == HIT) | (states == FALSE)
    return _sorted(
        [paired.scores[counted]],
        [paired.case[counted]],
        [states[counted] == HIT],
        paired.wanted[0],
    )


def together(parts: Sequence[Events]) -> Events:
    """Events of several classes as those of one."""
    return _sorted(
        [p.scores for p in parts],
        [p.case for p in parts],
        [p.hit for p in parts],
        np.sum([p.wanted for p in parts], axis=0),
    )


def curve(events: Events, weights: Reals) -> tuple[Reals, Reals]:
    """False alarms for each scan and sensitivity at every distinct score, from (0, 0) on.

    Args:
        weights: (cases,) how often each case counts.
    """
    w = weights[events.case]
    ends = np.flatnonzero(np.r_[events.scores[1:] != events.scores[:-1], True][: len(w)])
    lesions = weights @ events.wanted
    hits, alarms = np.cumsum(w * events.hit)[ends], np.cumsum(w * ~events.hit)[ends]
    sensitivity = hits / lesions if lesions > 0 else np.full(len(hits), np.nan)
    return np.r_[0.0, alarms / weights.sum()], np.r_[0.0, sensitivity]


def froc_scores(events: Events, weights: Reals) -> dict[str, Reals]:
    """Sensitivity at each of LUNA16's rates, and their mean, the competition metric CPM.

    Between two scores the curve is a straight line, after the last it stays.

    Args:
        weights: (s, cases).

    Returns:
        (s,) each; NaN where there is no lesion.
    """
    found = np.empty((len(weights), len(RATES)))
    for n, row in enumerate(weights):
        if row @ events.wanted > 0:
            found[n] = np.interp(RATES, *curve(events, row))
        else:
            found[n] = np.nan
    rates = {f"sensitivity at {rate:g}": found[:, n] for n, rate in enumerate(RATES)}
    return {"CPM": found.mean(axis=1), **rates}


def _inside(found: Reals, lesions: Reals) -> NDArray[np.bool_]:
    """(n, m) whether the centre of a box lies in the ellipsoid that fills another."""
    away = (centres(found)[:, None] - centres(lesions)[None]) / (sizes(lesions)[None] / 2)
    return (away**2).sum(axis=-1) < 1


def _sorted(
    scores: Sequence[Reals], cases: Sequence[Codes], hits: Sequence[NDArray[np.bool_]],
    wanted: Reals,
) -> Events:  # fmt: skip
    strength = np.concatenate([np.zeros(0), *scores])
    order = np.argsort(-strength, kind="stable")
    return Events(
        strength[order],
        np.concatenate([np.zeros(0, np.intp), *cases])[order],
        np.concatenate([np.zeros(0, np.bool_), *hits])[order],
        wanted,
    )
