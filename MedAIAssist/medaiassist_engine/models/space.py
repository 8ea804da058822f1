"""How unusual a case is among the training cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..classify.predictors import Predictor
from .seen import Seen

if TYPE_CHECKING:
    import pandas as pd

Reals = NDArray[np.float64]
_MOST = 50  # coordinates; more are reduced to principal components and the length of the rest
_FOLDS = 5


@dataclass(frozen=True)
class Space:
    """Distances from the training cases' centre, in standardised columns.

    Attributes:
        components: (k, coordinates) principal axes, empty if there are few coordinates.
        centre, precision: of the reduced coordinates, (m,) and (m, m).
        reference: (cases,) sorted distances of training cases from the centre of others.
    """

    components: Reals
    centre: Reals
    precision: Reals
    reference: Reals

    def distances(self, coordinates: Reals) -> Reals:
        """(n,) Mahalanobis distances of (n, coordinates)."""
        away = _reduced(coordinates, self.components) - self.centre
        return np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", away, self.precision, away), 0))

    def rarity(self, coordinates: Reals) -> Reals:
        """(n,) the share of training cases that lie at least as far out: small is unusual.

        It is the p-value of conformal anomaly detection (Laxhammar and Falkman 2015): at most
        5 % of cases like those of training get 0.05 or less.
        """
        below = np.searchsorted(self.reference, self.distances(coordinates), side="left")
        return (len(self.reference) - below + 1) / (len(self.reference) + 1)


def coordinates(frame: pd.DataFrame, columns: Sequence[Predictor], seen: Sequence[Seen]) -> Reals:
    """(n, coordinates): standardised numbers, and 0 or 1 for each category minus its share.

    A missing value lies in the centre. A category that was never seen has a coordinate of its own.
    """
    parts = [_of(frame[c.name].to_numpy(), c, s) for c, s in zip(columns, seen, strict=True)]
    return np.concatenate(parts, axis=1)


def _of(values: Any, column: Predictor, seen: Seen) -> Reals:
    if column.kind == "numeric":
        z = (values.astype(np.float64) - seen.mean) / seen.deviation
        return np.nan_to_num(z, nan=0.0)[:, None]
    hits = np.array([[v == c for c in column.categories] for v in values], dtype=np.float64)
    hits = hits.reshape(len(values), len(column.categories))
    there = np.array([v is not None for v in values])
    strange = there & ~hits.any(axis=1)
    away = (hits - np.array([seen.frequencies[c] for c in column.categories])) * there[:, None]
    return np.column_stack([away, strange]) / np.sqrt(2)  # so that two categories are 1 apart


def fit_space(training: Reals, seed: int = 0) -> Space:
    """From (cases, coordinates), with the covariance of Ledoit and Wolf (2004).

    The distance of each training case is measured from a centre and covariance of the other
    folds, as it will be for new cases.
    """
    components, centre, precision = _fit(training)
    fold = np.random.default_rng(seed).permutation(len(training)) % min(_FOLDS, len(training))
    reference = np.empty(len(training))
    for n in range(int(fold.max()) + 1):
        others = Space(*_fit(training[fold != n]), np.zeros(0))
        reference[fold == n] = others.distances(training[fold == n])
    return Space(components, centre, precision, np.sort(reference))


def _fit(training: Reals) -> tuple[Reals, Reals, Reals]:
    from sklearn.covariance import LedoitWolf

    components = np.zeros((0, training.shape[1]))
    if training.shape[1] > _MOST:
        from sklearn.decomposition import PCA

        wanted = min(_MOST, len(training) // 2)
        found = PCA(wanted, svd_solver="randomized", random_state=0).fit(training)
        components = np.asarray(found.components_, dtype=np.float64)
    shrunk = LedoitWolf().fit(_reduced(training, components))
    return components, shrunk.location_, shrunk.precision_


def _reduced(coordinates: Reals, components: Reals) -> Reals:
    if not len(components):
        return coordinates
    scores = coordinates @ components.T
    rest = np.linalg.norm(coordinates - scores @ components, axis=1)
    return np.column_stack([scores, rest])
