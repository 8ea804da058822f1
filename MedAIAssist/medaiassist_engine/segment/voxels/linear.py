"""Logistic regression, and a support vector machine with an approximated Gaussian kernel.

Features beyond what was painted are taken for the nearest that was: far outside, such as at
borders that no stroke crosses, linear functions would say anything. Trees do so by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float32]

_LANDMARKS = 100
_WIDTH = 0.2
"""Gamma times the number of features; broad kernels carry over to voxels unlike any painted."""
_CHUNK = 2048  # voxels whose kernel values are in memory at once


@dataclass(frozen=True)
class Kernel:
    """exp(-gamma |z - landmark|^2) for (landmarks, features)."""

    landmarks: Floats
    gamma: float

    def __call__(self, z: Floats) -> Floats:
        """(voxels, landmarks)."""
        values = z @ self.landmarks.T
        values *= 2
        values -= (z**2).sum(axis=1, keepdims=True) + (self.landmarks**2).sum(axis=1)
        values *= np.float32(self.gamma)
        np.minimum(values, 0, out=values)
        return np.exp(values, out=values)


@dataclass(frozen=True)
class Linear:
    """Softmax of linear functions of scaled features, or of their kernel values.

    Attributes:
        low, high, mean, scale: (features,), of the painted voxels.
        weights, offsets: (features or landmarks, classes) and (classes,).
        importance: share of each feature, None where there is a kernel.
    """

    low: Floats
    high: Floats
    mean: Floats
    scale: Floats
    kernel: Kernel | None
    weights: Floats
    offsets: Floats
    importance: NDArray[np.float64] | None

    def probabilities(self, features: Floats) -> Floats:
        """(voxels, classes), the rows sum to 1; features (voxels, features)."""
        out = np.empty((len(features), len(self.offsets)), np.float32)
        for start in range(0, len(features), _CHUNK):
            known = np.clip(features[start : start + _CHUNK], self.low, self.high)
            z = (known - self.mean) / self.scale
            score = (z if self.kernel is None else self.kernel(z)) @ self.weights + self.offsets
            score -= score.max(axis=1, keepdims=True)
            np.exp(score, out=score)
            out[start : start + _CHUNK] = score / score.sum(axis=1, keepdims=True)
        return out


def train_logistic(features: Floats, classes: NDArray[np.intp]) -> Linear:
    """Multinomial logistic regression on standardised features; every class weighs the same."""
    low, high, mean, scale = _range(features)
    z = (features - mean) / scale
    weights, offsets = _softmax(_regression().fit(z, classes))
    influence = np.abs(weights - weights.mean(axis=1, keepdims=True)).sum(axis=1)
    share = influence / max(influence.sum(), np.finfo(float).tiny)
    return Linear(low, high, mean, scale, None, _float(weights), _float(offsets), share)


def train_svm(features: Floats, classes: NDArray[np.intp], seed: int) -> Linear:
    """A support vector machine on standardised features; every class weighs the same.

    The Gaussian kernel is approximated from landmarks drawn from the painted voxels (Williams and
    Seeger, Using the Nyström method to speed up kernel machines, NIPS 2000). Its decision values
    become probabilities by logistic regression (Platt 1999).
    """
    from sklearn.kernel_approximation import Nystroem
    from sklearn.svm import LinearSVC

    low, high, mean, scale = _range(features)
    z = (features - mean) / scale
    gamma = _WIDTH / features.shape[1]
    count = min(_LANDMARKS, len(z))
    approximation = Nystroem(gamma=gamma, n_components=count, random_state=seed)
    mapped = approximation.fit_transform(z)
    machine = LinearSVC(class_weight="balanced", random_state=seed, max_iter=5000)
    decisions = machine.fit(mapped, classes).decision_function(mapped)
    weights, offsets = _softmax(_regression().fit(decisions.reshape(len(z), -1), classes))
    kernel = Kernel(_float(approximation.components_), gamma)
    mapping = approximation.normalization_.T @ machine.coef_.T @ weights
    offsets = machine.intercept_ @ weights + offsets
    return Linear(low, high, mean, scale, kernel, _float(mapping), _float(offsets), None)


def _regression() -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(class_weight="balanced", max_iter=500)


def _range(features: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Lowest, highest, mean and deviation of each feature; constant ones get a deviation of 1."""
    scale = features.std(axis=0)
    scale[scale == 0] = 1
    return features.min(axis=0), features.max(axis=0), features.mean(axis=0), scale


def _softmax(model: LogisticRegression) -> tuple[NDArray[Any], NDArray[Any]]:
    """Weights (features, classes) and offsets (classes,), also for two classes."""
    weights, offsets = model.coef_.T, model.intercept_
    if weights.shape[1] == 1:
        weights = np.hstack([np.zeros_like(weights), weights])
        offsets = np.concatenate([np.zeros(1), offsets])
    return weights, offsets


def _float(values: NDArray[Any]) -> Floats:
    return np.ascontiguousarray(values, dtype=np.float32)
