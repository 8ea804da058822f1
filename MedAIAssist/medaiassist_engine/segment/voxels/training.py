"""From painted voxels to a classifier; the same strokes are learned from only once."""

from __future__ import annotations

import hashlib
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...interruptible import interruptible
from .forest import train_forest
from .linear import train_logistic, train_svm
from .model_arrays import Model
from .parameters import Learning
from .strokes import Strokes, drawn_sample
from .tiles import Measured

_MODEL_BYTES = 2**20  # about; what the cache counts for a classifier


class Classifier(Protocol):
    """What gives each voxel the probabilities of its classes."""

    @property
    def importance(self) -> NDArray[np.float64] | None:
        """(features,) shares that sum to 1; None where they have no meaning."""

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """(voxels, classes) from (voxels, features)."""


def train(measured: Measured, strokes: Strokes, parameters: Learning, context: Context) -> Model:
    """A classifier that has learned the strokes."""
    drawn = drawn_sample(strokes, parameters.samples, parameters.seed)
    painted = hashlib.blake2b(drawn.index.tobytes() + drawn.classes.tobytes()).digest()
    chosen = (parameters.classifier, parameters.trees, parameters.seed)

    def learn() -> Model:
        features = measured.painted(drawn.index, context.part(0, 0.7).progress)
        return fit(features, drawn.classes, parameters, context.part(0.7, 1))

    return measured.cache.get((measured.key, painted, chosen), learn, lambda _model: _MODEL_BYTES)


def fit(
    features: NDArray[np.float32],
    classes: NDArray[np.intp],
    parameters: Learning,
    context: Context,
) -> Model:
    """The chosen classifier, fitted to (n, features) and (n,) classes from 0 on.

    Raises:
        Cancelled: the user cancelled.
    """
    if parameters.classifier == "forest":
        return train_forest(features, classes, parameters.trees, parameters.seed, context)
    if parameters.classifier == "svm":
        return interruptible(lambda: train_svm(features, classes, parameters.seed), context)
    return interruptible(lambda: train_logistic(features, classes), context)
