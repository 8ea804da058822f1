"""Boxes that several models, flips or overlapping windows found, joined to one each.

Unlike suppression, which keeps the strongest as it is, these average; so boxes get more exact and
what only one of many saw gets a lower score.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .grid import Reals, volumes
from .overlap import overlap
from .suppression import Places


@dataclass(frozen=True)
class Fused:
    """Joined boxes (m, 2 D), their scores (m,) and labels (m,), the strongest first."""

    boxes: Reals
    scores: Reals
    labels: NDArray[np.int64]


def weighted_boxes_fusion(
    boxes: Reals,
    scores: ArrayLike,
    labels: ArrayLike | None = None,
    models: int = 1,
    threshold: float = 0.55,
) -> Fused:
    """Average boxes that overlap their cluster's average by more than `threshold`, by score.

    The score is the mean of the cluster's, times the share of the models that saw it.
    Solovyev et al., Image and Vision Computing 107, 2021.

    Args:
        boxes: (n, 2 D), those of all models together.
        models: how many models looked.
    """
    boxes, strength, codes = _prepared(boxes, scores, labels)
    fused = [
        _fuse(boxes[codes == code], strength[codes == code], models, threshold)
        for code in np.unique(codes)
    ]
    return _joined(fused, np.unique(codes), boxes.shape[1])


def weighted_box_clustering(
    boxes: Reals,
    scores: ArrayLike,
    labels: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    expected: ArrayLike | float = 1.0,
    threshold: float = 1e-5,
) -> Fused:
    """Average all boxes that overlap the strongest one left, weighted by score, overlap and size.

    For overlapping windows: boxes that were expected and did not come weaken the score. Jaeger et
    al., Retina U-Net, ML4H 2020, as in nnDetection (Baumgartner et al., MICCAI 2021).

    Args:
        boxes: (n, 2 D), those of all windows together.
        weights: (n,) how much to trust each, such as less towards the edge of its window.
        expected: how many boxes of one object there should be at each box: (n,) or one number.
        threshold: boxes that overlap more belong together.
    """
    boxes, strength, codes = _prepared(boxes, scores, labels)
    trust = np.ones(len(boxes)) if weights is None else np.asarray(weights, np.float64)
    counts = np.broadcast_to(np.asarray(expected, dtype=np.float64), (len(boxes),))
    clusters = []
    for code in np.unique(codes):
        n = np.flatnonzero(codes == code)
        clusters.append(_cluster(boxes[n], strength[n], trust[n], counts[n], threshold))
    return _joined(clusters, np.unique(codes), boxes.shape[1])


def _fuse(boxes: Reals, scores: Reals, models: int, threshold: float) -> tuple[Reals, Reals]:
    averages = np.empty_like(boxes)
    totals, counts, used = np.zeros(len(boxes)), np.zeros(len(boxes)), 0
    for n in np.argsort(-scores, kind="stable"):
        shared = overlap(boxes[n : n + 1], averages[:used])[0]
        at = int(np.argmax(shared)) if used else -1
        if at < 0 or shared[at] <= threshold:
            at, used = used, used + 1
            averages[at] = boxes[n]
        weight = totals[at] + scores[n]
        if weight > 0:
            averages[at] += (boxes[n] - averages[at]) * (scores[n] / weight)
        totals[at], counts[at] = weight, counts[at] + 1
    counts = counts[:used]
    return averages[:used], totals[:used] / counts * np.minimum(counts, models) / models


def _cluster(
    boxes: Reals, scores: Reals, trust: Reals, expected: Reals, threshold: float
) -> tuple[Reals, Reals]:
    order = np.argsort(-scores, kind="stable")
    found, strengths = [], []
    while len(order):
        shared = overlap(boxes[order[:1]], boxes[order])[0]
        alike = shared > threshold
        alike[0] = True
        members = order[alike]
        share = np.where(members == members[0], 1.0, shared[alike])
        weight = trust[members] * share * volumes(boxes[members])
        by_score = weight * scores[members]
        found.append((by_score[:, None] * boxes[members]).sum(axis=0) / max(by_score.sum(), 1e-300))
        missing = max(0.0, float(expected[members].mean()) - len(members))
        strengths.append(by_score.sum() / (weight.sum() + missing * weight.mean()))
        order = order[~alike]
    return np.array(found), np.array(strengths)


def _prepared(
    boxes: Reals, scores: ArrayLike, labels: ArrayLike | None
) -> tuple[Reals, Reals, Places]:
    strength = np.asarray(scores, dtype=np.float64)
    codes = np.zeros(len(boxes), np.int64) if labels is None else np.asarray(labels, np.int64)
    usable = (volumes(boxes) > 0) & (strength > 0)
    return boxes[usable], strength[usable], codes[usable]


def _joined(parts: list[tuple[Reals, Reals]], codes: NDArray[np.int64], width: int) -> Fused:
    if not parts:
        return Fused(np.zeros((0, width)), np.zeros(0), np.zeros(0, np.int64))
    boxes, scores = (np.concatenate(each) for each in zip(*parts, strict=True))
    labels = np.repeat(codes, [len(part[1]) for part in parts])
    order = np.argsort(-scores, kind="stable")
    return Fused(boxes[order], scores[order], labels[order])
