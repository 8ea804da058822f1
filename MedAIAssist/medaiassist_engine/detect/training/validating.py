"""How good a detector is while it trains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..boxes.fusion import Fused
from ..evaluation.evaluate import evaluate
from ..formats.box_table import BoxRows
from .cases import Case


def average_precision(
    cases: Sequence[Case], found: Sequence[Fused], classes: Sequence[str]
) -> float:
    """AP50, the mean over the classes; 0 where nothing was found.

    Args:
        found: of each case, in voxels that the network sees.
    """
    if not sum(len(each.scores) for each in found):
        return 0.0
    value = evaluate(truth_of(cases, classes), rows_of(cases, found, classes))["AP50"]
    return float(np.nan_to_num(value))


def truth_of(cases: Sequence[Case], classes: Sequence[str]) -> BoxRows:
    """What there is to be found, and what may be, in voxels that the network sees."""
    given = [_all_boxes(case) for case in cases]
    aside = [np.arange(len(g.scores)) >= len(c.boxes) for g, c in zip(given, cases, strict=True)]
    return replace(rows_of(cases, given, classes), ignored=np.concatenate(aside))


def _all_boxes(case: Case) -> Fused:
    """Those to be found, then those to be ignored."""
    boxes = np.concatenate([case.boxes, case.ignored.reshape(-1, case.boxes.shape[1])])
    labels = np.concatenate([case.labels, case.ignored_labels])
    return Fused(boxes.astype(np.float64), np.ones(len(boxes)), labels)


def rows_of(cases: Sequence[Case], boxes: Sequence[Fused], classes: Sequence[str]) -> BoxRows:
    """Boxes of cases for an evaluation, in voxels that the network sees."""
    names = tuple(case.name for case in cases)
    numbers = np.repeat(np.arange(len(cases)), [len(each.scores) for each in boxes])
    joined = np.concatenate([each.boxes for each in boxes])
    labels = np.concatenate([each.labels for each in boxes])
    return BoxRows(
        names,
        tuple(case.patient for case in cases),
        numbers.astype(np.intp),
        joined,
        tuple(classes[n] for n in labels),
        np.concatenate([each.scores for each in boxes]),
        np.zeros(len(joined), dtype=np.bool_),
        "xy" if joined.shape[1] == 4 else "ijk",
    )
