"""Which features are kept."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.feature_selection import SelectorMixin

Reals = NDArray[np.float64]
_L1_STRENGTH = 1.0
_LEAST = 1e-3  # mean correlation, so that uncorrelated noise does not win


class Selection(SelectorMixin, BaseEstimator):
    """A selector of features; constant ones are never kept if any other is there.

    Args:
        method: variance (drops constant ones), correlation (of two alike, drops the later one),
            mutual_information, mrmr (F statistic over mean
            correlation, Zhao et al. 2019, without those too correlated), or l1 (the
            largest weights of an L1-regularised logistic regression).
        count: at most so many are kept, by the last three.
        correlation: the largest absolute correlation that two kept features may have
            (correlation, mrmr).
        seed: of the estimates of mutual information.
    """

    def __init__(
        self, method: str = "variance", count: int = 20, correlation: float = 0.95, seed: int = 0
    ) -> None:
        self.method = method
        self.count = count
        self.correlation = correlation
        self.seed = seed

    def fit(self, values: Any, codes: Any) -> Selection:
        """Choose from (rows, features) with the class (rows,) of each."""
        values = np.asarray(values, dtype=np.float64)
        self.n_features_in_ = values.shape[1]
        varying = np.flatnonzero(np.ptp(values, axis=0) > 0)
        self.support_ = np.zeros(values.shape[1], dtype=bool)
        if len(varying):
            kept = _CHOICES[self.method](self, values[:, varying], np.asarray(codes))
            self.support_[varying[kept]] = True
        else:
            self.support_[0] = True  # a classifier needs something
        return self

    def _get_support_mask(self) -> NDArray[np.bool_]:
        return self.support_

    def _all(self, values: Reals, codes: Any) -> Any:
        return np.arange(values.shape[1])

    def _uncorrelated(self, values: Reals, codes: Any) -> Any:
        alike = _correlations(values)
        kept: list[int] = []
        for n in range(len(alike)):
            if not (alike[n, kept] > self.correlation).any():
                kept.append(n)
        return kept

    def _informative(self, values: Reals, codes: Any) -> Any:
        from sklearn.feature_selection import mutual_info_classif

        information = mutual_info_classif(values, codes, random_state=self.seed)
        return np.argsort(-information, kind="stable")[: self.count]

    def _mrmr(self, values: Reals, codes: Any) -> Any:
        """Next is always the one with the largest relevance over mean correlation with the kept."""
        from sklearn.feature_selection import f_classif

        relevance = np.nan_to_num(f_classif(values, codes)[0], posinf=np.finfo(float).max)
        standard = (values - values.mean(axis=0)) / values.std(axis=0)
        kept = [int(relevance.argmax())]
        total, free = np.zeros(len(relevance)), np.ones(len(relevance), dtype=bool)
        while len(kept) < self.count:
            alike = np.abs(standard.T @ standard[:, kept[-1]]) / len(values)
            total += alike
            free &= alike <= self.correlation
            free[kept[-1]] = False
            if not free.any():
                break
            worth = relevance / np.maximum(total / len(kept), _LEAST)
            kept.append(int(np.where(free, worth, -1.0).argmax()))
        return kept

    def _l1(self, values: Reals, codes: Any) -> Any:
        from sklearn.svm import LinearSVC

        scale = values.std(axis=0)
        model = LinearSVC(
            penalty="l1", dual=False, C=_L1_STRENGTH, random_state=self.seed, max_iter=5000
        ).fit((values - values.mean(axis=0)) / scale, codes)
        weight = np.abs(model.coef_).max(axis=0)
        order = np.argsort(-weight, kind="stable")[: self.count]
        used = order[weight[order] > 0]
        return used if len(used) else order[:1]


_CHOICES = {
    "variance": Selection._all,
    "correlation": Selection._uncorrelated,
    "mutual_information": Selection._informative,
    "mrmr": Selection._mrmr,
    "l1": Selection._l1,
}


def _correlations(values: Reals) -> Reals:
    with np.errstate(invalid="ignore"):
        return np.abs(np.nan_to_num(np.atleast_2d(np.corrcoef(values, rowvar=False))))
