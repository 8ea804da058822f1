"""How well boxes are found, in one call."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...classify.intervals import limits, patient_weights
from ..boxes.grid import Reals
from ..formats.box_table import BoxRows
from . import froc
from .joined import Joined, Note, join
from .pairing import Paired, pair_class
from .precision import COCO_THRESHOLDS, coco_scores, size_limits, size_ranges, voc_scores

Value = tuple[float, float, float]
"""A figure with the limits of its 95 % interval."""

_AT_ONCE = 25  # weightings between two looks at whether the user cancelled


@dataclass(frozen=True)
class Rules:
    """What counts as found.

    Attributes:
        hit: of FROC: "centre" within the lesion, as LUNA16, or an "overlap" of `threshold`.
        threshold: least intersection over union, for VOC and FROC.
        sizes: areas or volumes that part small, medium and large; None as `size_limits` says.
        most: found boxes of a case and class that COCO's figures look at.
        negative: cases without annotations are free of boxes, not unknown.
    """

    hit: Literal["centre", "overlap"] = "centre"
    threshold: float = 0.5
    sizes: tuple[float, float] | None = None
    most: int = 100
    negative: bool = False


@dataclass(frozen=True)
class Evaluation:
    """What came out.

    Attributes:
        metrics: over all classes, such as "AP50" and "CPM"; NaN where nothing was annotated.
        per_class: the same of each class.
        paired: of each class, at COCO's thresholds; events: of FROC, of each class.
        limits: areas or volumes that part small, medium and large.
    """

    joined: Joined
    metrics: dict[str, Value]
    per_class: dict[str, dict[str, Value]]
    paired: tuple[Paired, ...]
    events: tuple[froc.Events, ...]
    limits: tuple[float, float]

    def __getitem__(self, name: str) -> float:
        """A figure over all classes, such as `evaluation["AP50"]`."""
        return self.metrics[name][0]


def evaluate(
    truth: BoxRows,
    found: BoxRows,
    rules: Rules | None = None,
    samples: int = 0,
    seed: int = 0,
    note: Note = lambda sentence: None,
    progress: Callable[[float], object] = lambda fraction: None,
) -> Evaluation:
    """COCO's and VOC's average precision, FROC and CPM, with intervals over patients.

    COCO's and VOC's figures are means over the classes that are annotated; FROC takes the lesions
    of all classes together.

    Args:
        samples: of the bootstrap over patients; 0 gives no intervals (NaN).

    Raises:
        UserError: the boxes cannot be compared; see `joined.join`.
    """
    rules = rules or Rules()
    joined = join(truth, found, note, rules.negative)
    if samples and len(np.unique(joined.patients)) < 2:
        note("All cases are of one patient, which says nothing about others: no intervals.")
        samples = 0
    bounds = rules.sizes or size_limits(joined.truth.boxes, joined.frame)
    classes = range(len(joined.classes))
    paired = tuple(
        pair_class(joined, c, COCO_THRESHOLDS, size_ranges(bounds), rules.most) for c in classes
    )
    events = _events(joined, rules)
    parts = []
    for weights, fraction in _weightings(joined, samples, seed):
        progress(fraction)
        parts.append(_measured(joined, paired, events, weights, rules.threshold))
    progress(1.0)
    overall, own = (
        {name: np.concatenate([part[which][name] for part in parts], axis=-1) for name in first}
        for which, first in enumerate(parts[0])
    )
    per_class = {
        name: {metric: _value(values[c]) for metric, values in own.items()}
        for c, name in enumerate(joined.classes)
    }
    metrics = {name: _value(values) for name, values in overall.items()}
    return Evaluation(joined, metrics, per_class, paired, events, bounds)


def _weightings(joined: Joined, samples: int, seed: int) -> Iterator[tuple[Reals, float]]:
    """Weights (s, cases) with how far that is: every case once, then those of the bootstrap."""
    yield np.ones((1, len(joined.cases))), 0.0
    done = 0
    for weights in patient_weights(joined.patients, samples, seed):
        for some in np.array_split(weights, -(-len(weights) // _AT_ONCE)):
            yield some, done / samples
            done += len(some)


def _events(joined: Joined, rules: Rules) -> tuple[froc.Events, ...]:
    classes, at = range(len(joined.classes)), (rules.threshold,)
    if rules.hit == "centre":
        return tuple(froc.events_by_centre(joined, c) for c in classes)
    pairs = (pair_class(joined, c, at, most=rules.most) for c in classes)
    return tuple(froc.events_by_overlap(each) for each in pairs)


def _measured(
    joined: Joined,
    paired: Sequence[Paired],
    events: Sequence[froc.Events],
    weights: Reals,
    threshold: float,
) -> tuple[dict[str, Reals], dict[str, Reals]]:
    """Each figure over all classes (s,), and of each class (classes, s)."""
    precision = _stacked([
        coco_scores(each, weights) | voc_scores(joined, c, weights, threshold)
        for c, each in enumerate(paired)
    ])  # fmt: skip
    rates = _stacked([froc.froc_scores(each, weights) for each in events])
    overall = {name: _mean(values) for name, values in precision.items()}
    return overall | froc.froc_scores(froc.together(events), weights), precision | rates


def _stacked(of_class: Sequence[dict[str, Reals]]) -> dict[str, Reals]:
    return {name: np.array([each[name] for each in of_class]) for name in of_class[0]}


def _mean(values: Reals) -> Reals:
    """Over the classes that are annotated, NaN if none is."""
    defined = ~np.isnan(values)
    count = defined.sum(axis=0)
    total = np.where(defined, values, 0).sum(axis=0)
    return np.divide(total, count, out=np.full(len(total), np.nan), where=count > 0)


def _value(values: Reals) -> Value:
    return float(values[0]), *(limits(values[1:]) if len(values) > 1 else (math.nan, math.nan))
