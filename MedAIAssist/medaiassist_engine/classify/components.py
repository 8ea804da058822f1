"""Principal components of however many features are left."""

from __future__ import annotations

from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.decomposition import PCA


class Components(TransformerMixin, BaseEstimator):
    """PCA that takes all components where the features or the cases are fewer than asked for.

    How many features a selection leaves differs from fold to fold.

    Args:
        count: components to keep at most.
        seed: of the randomised solver, which large tables get.
    """

    def __init__(self, count: int = 10, seed: int = 0) -> None:
        self.count = count
        self.seed = seed

    def fit(self, values: Any, codes: Any = None) -> Components:
        """Find the components of (rows, features)."""
        self.n_features_in_ = values.shape[1]
        self.pca_ = PCA(min(self.count, *values.shape), random_state=self.seed).fit(values)
        return self

    def transform(self, values: Any) -> Any:
        """(rows, components)."""
        return self.pca_.transform(values)
