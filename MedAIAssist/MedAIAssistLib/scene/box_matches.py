"""Which boxes of the scene a comparison means by its hits, misses and false alarms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from medaiassist_engine.contract.payloads import Boxes

from .box_facts import FALSE_ALARM, HIT, MISS
from .boxes import read


@dataclass(frozen=True)
class Outcome:
    """What a comparison gives: found boxes that are right, annotations that were not found, and
    found boxes that are wrong; in world RAS mm."""

    hits: Boxes
    misses: Boxes
    alarms: Boxes


def marks_of(outcome: Outcome, truth: Sequence[Any], found: Sequence[Any]) -> dict[Any, str]:
    """`HIT`, `MISS` or `FALSE_ALARM` by node; those that count neither way are left out.

    Annotations that were found are hits, too.

    Args:
        truth, found: the ROI nodes that were compared.
    """
    hits, misses, alarms = (_places(b) for b in (outcome.hits, outcome.misses, outcome.alarms))
    marks: dict[Any, str] = {}
    for node, place in zip(truth, _places(read(list(truth))), strict=True):
        marks[node] = MISS if place in misses else HIT
    for node, place in zip(found, _places(read(list(found))), strict=True):
        if place in hits or place in alarms:
            marks[node] = HIT if place in hits else FALSE_ALARM
    return marks


def _places(boxes: Boxes) -> list[bytes]:
    """Centre and size of each box: they come back from the engine as they went there."""
    count = len(boxes.centres)
    both = np.concatenate(
        [np.reshape(boxes.centres, (count, 3)), np.reshape(boxes.sizes, (count, 3))], axis=1
    )
    return [row.tobytes() for row in np.round(both.astype(np.float64), 6)]
