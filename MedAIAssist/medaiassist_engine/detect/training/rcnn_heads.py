"""The judges of R-CNN: linear SVMs and linear regression over the features of crops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from torch import Tensor

from ...context import Context
from ..learning.matching import ASIDE
from ..learning.overlaps import most_inside, pairwise_iou
from .cases import Case

Reals = NDArray[np.float32]
_NEGATIVE, _NEAR = 0.3, 0.6  # overlap below which a box is background; above which it is moved
_NEGATIVES = 60  # of an image at first
_HARD = 40  # of an image, those judged worst by the first SVMs
_COST = 0.01
_NEVER = -20.0  # bias of a class without examples: a chance of 2e-9
_STIFFNESS = 1000.0  # of the regression, as in the paper


def fit_heads(module: Any, cases: Sequence[Case], seed: int, context: Context) -> None:
    """Fit the SVMs, once more with the background they took for objects, and the regression.

    Raises:
        Cancelled: the user cancelled.
    """
    module = module.to("cpu").eval()
    rng = np.random.default_rng(seed)
    seen, classes = _Seen(module), module.classes
    for n, case in enumerate(cases):
        context.progress(0.5 * n / len(cases), "Features of crops")
        seen.add(case, rng)
    scaler = StandardScaler().fit(np.concatenate(seen.negatives))
    weights = [_svm(seen, scaler, label) for label in range(classes)]
    slopes, biases = np.array([w for w, _ in weights]), np.array([b for _, b in weights])
    for n, case in enumerate(cases):
        context.progress(0.55 + 0.35 * n / len(cases), "Hard background")
        seen.negatives.append(_hard(module, case, slopes, biases))
    for label in range(classes):
        context.progress(0.9 + 0.1 * label / classes, "Fitting SVMs")
        weight, bias = _svm(seen, scaler, label)
        _set(module.svm_head, label, weight, bias)
        _regress(module, seen, label)
    module.fitted.fill_(1.0)


class _Seen:
    """Features of crops: of objects by class, of background, and of boxes near objects."""

    def __init__(self, module: Any) -> None:
        self._module = module
        self.objects: list[list[Reals]] = [[] for _ in range(module.classes)]
        self.negatives: list[Reals] = []
        self.near: list[list[tuple[Reals, Reals]]] = [[] for _ in range(module.classes)]

    def add(self, case: Case, rng: np.random.Generator) -> None:
        assert case.proposals is not None
        module, image = self._module, case.seen.image[None]
        overlap = pairwise_iou(case.proposals, case.boxes)
        most, nearest = (
            overlap.max(dim=1) if len(case.boxes)
            else (torch.zeros(len(overlap)), torch.zeros(len(overlap), dtype=torch.int64))
        )  # fmt: skip
        background = np.flatnonzero(_background(case, case.proposals))
        chosen = rng.permutation(background)[:_NEGATIVES]
        self.negatives.append(_features(module, image, case.proposals[torch.from_numpy(chosen)]))
        own = _features(module, image, case.boxes)
        near = torch.nonzero(most >= _NEAR)[:, 0]
        theirs = _features(module, image, case.proposals[near])
        aims = module.coder.encode(case.boxes[nearest[near]], case.proposals[near]).numpy()
        for label in range(module.classes):
            self.objects[label].append(own[(case.labels == label).numpy()])
            rows = (case.labels[nearest[near]] == label).numpy()
            self.near[label].append((theirs[rows], aims[rows]))


def _features(module: Any, image: Any, boxes: Any) -> Reals:
    with torch.no_grad():
        found: Reals = module.features(image, [boxes]).numpy()
    return found


def _svm(seen: _Seen, scaler: StandardScaler, label: int) -> tuple[Reals, float]:
    """Weights and bias whose sigmoid is the chance of a class; other classes count as background.

    Platt, Advances in large margin classifiers, 1999, for the chances.
    """
    positive = np.concatenate(seen.objects[label])
    if not len(positive):
        return np.zeros(positive.shape[1], dtype=np.float32), _NEVER
    others = [x for n, xs in enumerate(seen.objects) if n != label for x in xs]
    values = scaler.transform(np.concatenate([positive, *others, *seen.negatives]))
    truth = np.arange(len(values)) < len(positive)
    svm = LinearSVC(C=_COST, class_weight="balanced", dual=False, tol=1e-3).fit(values, truth)
    margin = svm.decision_function(values)[:, None]
    platt = LogisticRegression().fit(margin, truth)
    slope = float(platt.coef_[0, 0])
    weight = slope * svm.coef_[0] / scaler.scale_
    bias = slope * float(svm.intercept_[0]) + float(platt.intercept_[0])
    return weight.astype(np.float32), float(bias - (weight * scaler.mean_).sum())


def _hard(module: Any, case: Case, weights: Reals, biases: Reals) -> Reals:
    """Features of the background that looks most like an object."""
    assert case.proposals is not None
    apart = _background(case, case.proposals)
    values = _features(module, case.seen.image[None], case.proposals[apart])
    worst = np.argsort(-(values @ weights.T + biases).max(axis=1), kind="stable")[:_HARD]
    return values[worst]


def _background(case: Case, proposals: Tensor) -> Tensor:
    """Which proposals lie neither at an object nor mostly in an ignored box, (m,)."""
    apart = most_inside(proposals, case.ignored) < ASIDE
    if len(case.boxes):
        apart &= pairwise_iou(proposals, case.boxes).max(dim=1).values < _NEGATIVE
    return apart


def _set(head: Any, row: int, weight: Reals, bias: float) -> None:
    with torch.no_grad():
        head.weight[row] = torch.from_numpy(weight)
        head.bias[row] = bias


def _regress(module: Any, seen: _Seen, label: int) -> None:
    values, aims = (np.concatenate(x) for x in zip(*seen.near[label], strict=True))
    width = aims.shape[1]
    ridge = Ridge(_STIFFNESS).fit(values, aims) if len(values) else None
    for n in range(width):
        weight = np.zeros(module.length) if ridge is None else ridge.coef_[n]
        bias = 0.0 if ridge is None else float(ridge.intercept_[n])
        _set(module.box_head, label * width + n, weight.astype(np.float32), bias)
