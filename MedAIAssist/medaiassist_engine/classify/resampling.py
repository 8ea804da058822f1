"""More of rare classes, or fewer of frequent ones, for training only."""

from __future__ import annotations

from typing import Any

import numpy as np
from imblearn import over_sampling, under_sampling
from imblearn.base import BaseSampler
from sklearn.base import BaseEstimator


class Resampling(BaseEstimator):
    """A sampler step of an imbalanced-learn pipeline that also works with very rare classes.

    The SMOTE family interpolates between a case and its nearest ones of the same class; where a
    class has too few for that, cases are repeated instead.

    It works on what the classifier sees, after encoding, selection and components. So categories
    are interpolated too: a made-up case may be 0.3 of one and 0.7 of another, unlike by SMOTE-NC
    (Chawla et al., JAIR 16, 2002, section 6.1), which would have to come before all of these.
    Where categories matter most, class weights or repeated cases are the better choice.

    Args:
        method: smote, borderline_smote, adasyn, random_over or random_under.
        seed: of the random choices.
    """

    _estimator_type = "sampler"

    def __init__(self, method: str = "smote", seed: int = 0) -> None:
        self.method = method
        self.seed = seed

    def fit(self, values: Any, codes: Any) -> Resampling:
        """Nothing to learn."""
        return self

    def fit_resample(self, values: Any, codes: Any) -> tuple[Any, Any]:
        """(rows, features) and (rows,) with the classes balanced."""
        smallest = int(np.unique(codes, return_counts=True)[1].min())
        try:
            return self._sampler(smallest).fit_resample(values, codes)
        except (ValueError, RuntimeError):
            # Borderline SMOTE and ADASYN refuse where no case of the rare class is near a border.
            return over_sampling.SMOTE(
                k_neighbors=max(1, min(5, smallest - 1)), random_state=self.seed
            ).fit_resample(values, codes)

    def _sampler(self, smallest: int) -> BaseSampler:
        if self.method == "random_under":
            return under_sampling.RandomUnderSampler(random_state=self.seed)
        if self.method == "random_over" or smallest < 2:
            return over_sampling.RandomOverSampler(random_state=self.seed)
        near = min(5, smallest - 1)
        if self.method == "borderline_smote":
            return over_sampling.BorderlineSMOTE(k_neighbors=near, random_state=self.seed)
        if self.method == "adasyn":
            return over_sampling.ADASYN(n_neighbors=near, random_state=self.seed)
        return over_sampling.SMOTE(k_neighbors=near, random_state=self.seed)
