"""How good a detector is while it trains."""

from __future__ import annotations

from collections.abc import Sequence

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
    truth = truth_of(cases)
    value = evaluate(rows_of(cases, truth, classes), rows_of(cases, found, classes))["AP50"]
    return float(np.nan_to_num(value))


def truth_of(cases: Sequence[Case]) -> list[Fused]:
    """What there is to be found in each case, in voxels that the network sees."""
    return [Fused(c.boxes.double().numpy(), np.ones(len(c.boxes)), c.labels.numpy()) for c in cases]


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
