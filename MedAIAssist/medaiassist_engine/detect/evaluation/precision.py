"""Average precision and recall as COCO and as Pascal VOC have them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..boxes.grid import Reals, volumes
from ..boxes.overlap import overlap
from .joined import Joined, groups
from .pairing import FALSE, FREE, HIT, Paired, States
from .precision_kernel import area, interpolated

COCO_THRESHOLDS = tuple(np.linspace(0.5, 0.95, 10).tolist())
COCO_LIMITS = (32.0**2, 96.0**2)
"""Areas in pixels that part small, medium and large."""

_COCO_LEVELS = np.linspace(0.0, 1.0, 101)
_VOC_LEVELS = np.linspace(0.0, 1.0, 11)
_MOST = (1, 10)  # found boxes of a case that the stricter recalls look at
_SIZES = ("", " small", " medium", " large")


def coco_scores(paired: Paired, weights: Reals) -> dict[str, Reals]:
    """COCO's figures of one class, each (s,), for weightings of the cases (s, cases).

    Lin et al., Microsoft COCO, ECCV 2014, as pycocotools computes them.

    Args:
        paired: at COCO's thresholds, over all sizes and perhaps small, medium and large.
    """
    found = {}
    for size, states, wanted in zip(_SIZES, paired.states, paired.wanted, strict=False):
        both = [interpolated(weights, wanted, paired.case, s, _COCO_LEVELS) for s in states]
        precision, recall = np.array(both).transpose(1, 0, 2)
        found[f"AP{size}"] = precision.mean(axis=0)
        if not size:
            found |= {"AP50": precision[0], "AP75": precision[5]}
        found[f"AR{size}"] = recall.mean(axis=0)
    for most in _MOST:
        some = paired.rank < most
        recall = [
            interpolated(weights, paired.wanted[0], paired.case[some], s[some], _COCO_LEVELS)[1]
            for s in paired.states[0]
        ]
        found[f"AR at {most}"] = np.array(recall).mean(axis=0)
    return found


def voc_scores(joined: Joined, label: int, weights: Reals, threshold: float) -> dict[str, Reals]:
    """Pascal VOC's average precision of one class, each (s,), as `coco_scores`.

    The area below the curve (since 2010), and the mean at eleven recalls (until 2009). Everingham
    et al., The Pascal Visual Object Classes challenge, IJCV 2010.
    """
    rows, states = _voc_states(joined, label, threshold)
    order = np.argsort(-joined.found.scores[rows], kind="stable")
    cases, states = joined.found.case[rows[order]], states[order]
    wanted = np.zeros(len(joined.cases))
    own = (joined.truth.label == label) & ~joined.truth.ignored
    np.add.at(wanted, joined.truth.case[own], 1)
    return {
        "VOC AP": area(weights, wanted, cases, states),
        "VOC AP 2007": interpolated(weights, wanted, cases, states, _VOC_LEVELS)[0],
    }


def size_limits(truth: Reals, frame: str) -> tuple[float, float]:
    """Areas or volumes that part small, medium and large: COCO's in pixels, elsewhere those that
    part the annotations in thirds; (0, 0) where there are none."""
    if frame == "xy":
        return COCO_LIMITS
    if not len(truth):
        return 0.0, 0.0
    low, high = np.quantile(volumes(truth), (1 / 3, 2 / 3)).tolist()
    return low, high


def size_ranges(limits: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """All sizes, small, medium and large."""
    low, high = limits
    return ((0.0, np.inf), (0.0, low), (low, high), (high, np.inf))


def _voc_states(joined: Joined, label: int, threshold: float) -> tuple[np.ndarray, States]:
    """Each found box belongs to the annotation it overlaps most, taken or not."""
    known = dict(groups(joined.truth, label))
    places, states = [np.zeros(0, np.intp)], [np.zeros(0, np.int8)]
    for case, unsorted in groups(joined.found, label):
        rows = unsorted[np.argsort(-joined.found.scores[unsorted], kind="stable")]
        state = np.full(len(rows), FALSE, np.int8)
        theirs = known.get(case, rows[:0])
        if len(theirs):
            shared = overlap(joined.found.boxes[rows], joined.truth.boxes[theirs])
            nearest, most = shared.argmax(axis=1), shared.max(axis=1)
            free = joined.truth.ignored[theirs][nearest]
            _, first = np.unique(np.where(most >= threshold, nearest, -1), return_index=True)
            state[first] = HIT
            state[free] = FREE
            state[most < threshold] = FALSE
        places.append(rows)
        states.append(state)
    return np.concatenate(places), np.concatenate(states)
