"""A random forest, trained by scikit-learn and asked by compiled code of our own.

scikit-learn's own prediction takes an order of magnitude longer than the features themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...interruptible import interruptible

if TYPE_CHECKING:
    from sklearn.ensemble import RandomForestClassifier

Floats = NDArray[np.float32]
Ints = NDArray[np.uint32]

_ENTRIES = 1 << 23  # of features times trees that are trained at once: well below a second


@dataclass(frozen=True)
class Forest:
    """Trees as arrays over all their nodes; see `forest_kernel`."""

    feature: Ints
    threshold: Floats
    child: Ints
    leaf: Floats
    roots: Ints
    depths: Ints
    importance: NDArray[np.float64]

    def probabilities(self, features: Floats) -> Floats:
        """(voxels, classes), the rows sum to 1; features (voxels, features)."""
        from .forest_kernel import forest_probabilities

        out = np.empty((len(features), self.leaf.shape[1]), np.float32)
        forest_probabilities(
            features,
            self.feature,
            self.threshold,
            self.child,
            self.leaf,
            self.roots,
            self.depths,
            out,
        )
        return out


def train_forest(
    features: Floats,
    classes: NDArray[np.intp],
    trees: int,
    seed: int,
    context: Context | None = None,
) -> Forest:
    """Fit a forest in which every class weighs the same, however many voxels it has.

    Some trees at a time, so that it can be cancelled; the forest is the same as at once.

    Args:
        features: (voxels, features).
        classes: (voxels,), from 0 on.

    Raises:
        Cancelled: the user cancelled.

    Reference: Breiman, Random forests, Machine Learning 45, 2001.
    """
    from sklearn.ensemble import RandomForestClassifier

    context = context or Context()
    counts = np.bincount(classes)
    weights = {n: len(classes) / (np.count_nonzero(counts) * c) for n, c in enumerate(counts) if c}
    model = RandomForestClassifier(
        max_depth=16, class_weight=weights, n_jobs=-1, random_state=seed, warm_start=True
    )
    step = max(1, min(trees, _ENTRIES // features.size))
    for count in (*range(step, trees, step), trees):
        context.progress((count - step) / trees)
        model.set_params(n_estimators=count)
        interruptible(lambda: model.fit(features, classes), context)
    return compiled(model)


def compiled(model: RandomForestClassifier) -> Forest:
    """The arrays of a fitted forest."""
    parts: list[dict[str, NDArray[Any]]] = []
    roots, offset = [], 0
    for estimator in model.estimators_:
        part = _tree(estimator.tree_, offset)
        parts.append(part)
        roots.append(offset)
        offset += len(part["feature"])
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return Forest(
        **joined,
        roots=np.array(roots, np.uint32),
        depths=np.array([e.tree_.max_depth for e in model.estimators_], np.uint32),
        importance=model.feature_importances_,
    )


def _tree(tree: Any, offset: int) -> dict[str, NDArray[Any]]:
    """One tree's arrays, its nodes renumbered from `offset` on so that siblings are neighbours."""
    inner = np.flatnonzero(tree.children_left >= 0)
    place = np.zeros(tree.node_count, np.uint32)
    place[tree.children_left[inner]] = 2 * np.arange(len(inner)) + 1
    place[tree.children_right[inner]] = 2 * np.arange(len(inner)) + 2
    order = np.argsort(place)  # old numbers in their new order
    at_leaf = (tree.children_left < 0)[order]
    threshold = np.where(at_leaf, np.inf, _not_above(tree.threshold[order]))
    left = np.where(at_leaf, np.arange(tree.node_count), place[tree.children_left[order]])
    shares = tree.value[:, 0, :]
    return {
        "feature": np.where(at_leaf, 0, tree.feature[order]).astype(np.uint32),
        "threshold": threshold.astype(np.float32),
        "child": (offset + left).astype(np.uint32),
        "leaf": (shares / shares.sum(axis=1, keepdims=True))[order].astype(np.float32),
    }


def _not_above(values: NDArray[np.float64]) -> Floats:
    """The largest float32 that is not above each value: a float32 compares with both alike."""
    rounded = values.astype(np.float32)
    above = rounded.astype(np.float64) > values
    return np.where(above, np.nextafter(rounded, np.float32(-np.inf)), rounded)
