"""Bag of visual words: how often each word of a vocabulary occurs among an image's descriptors.

>>> import numpy as np
>>> rng = np.random.default_rng(0)
>>> vocabulary = fit_vocabulary([rng.normal(size=(50, 8)) for _ in range(4)], words=5)
>>> vocabulary.encode(rng.normal(size=(30, 8))).shape
(5,)
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...classify.threads import one_thread
from ...contract.errors import UserError
from .arrays import Reals, checked, together

_MOST_DISTANCES = 1 << 22  # held in memory at once
_STEPS, _MOST_STEPS = 5, 300


@dataclass(frozen=True)
class Vocabulary:
    """Visual words: (words, length) cluster centres of descriptors."""

    centres: Reals

    def nearest(self, descriptors: ArrayLike) -> NDArray[np.int64]:
        """The word of each descriptor; the first of equally near ones.

        Raises:
            UserError: descriptors of another length, or not finite.
        """
        found = checked(descriptors, self.centres.shape[1])
        step = max(1, _MOST_DISTANCES // len(self.centres))
        squares = np.einsum("ij,ij->i", self.centres, self.centres)
        words = [
            (squares - 2 * found[n : n + step] @ self.centres.T).argmin(axis=1)
            for n in range(0, len(found), step)
        ]
        return np.concatenate([np.zeros(0, np.int64), *words])

    def encode(self, descriptors: ArrayLike) -> Reals:
        """(words,) the share of each word; NaN if there is no descriptor.

        Reference: Csurka et al., ECCV workshop on statistical learning in computer vision, 2004.

        Raises:
            UserError: descriptors of another length, or not finite.
        """
        words = self.nearest(descriptors)
        counts = np.bincount(words, minlength=len(self.centres)).astype(np.float64)
        return counts / len(words) if len(words) else np.full(len(self.centres), np.nan)


@one_thread()
def fit_vocabulary(
    images: Iterable[ArrayLike],
    words: int = 200,
    seed: int = 0,
    progress: Callable[[float], None] = lambda fraction: None,
) -> Vocabulary:
    """Cluster the descriptors of all images by k-means++; the same seed gives the same words.

    Fit it on training images only, or the test is not independent.

    Args:
        images: for each image its (n, length) descriptors.
        progress: called with 0..1; may raise to stop.

    Raises:
        UserError: fewer different descriptors than words, other lengths, or values not finite.
    """
    from sklearn.cluster import KMeans, kmeans_plusplus
    from sklearn.exceptions import ConvergenceWarning

    descriptors = together(images, words)
    different = len(np.unique(descriptors, axis=0))
    if different < words:
        raise UserError(
            f"Only {different} different descriptors were given for {words} words; ask for fewer."
        )
    centres, _ = kmeans_plusplus(descriptors, words, random_state=seed)
    for done in range(0, _MOST_STEPS, _STEPS):  # in short runs, so that it can be stopped
        progress(done / _MOST_STEPS)
        fitted = KMeans(words, init=centres, n_init=1, max_iter=_STEPS, random_state=seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            fitted.fit(descriptors)
        centres = fitted.cluster_centers_
        if fitted.n_iter_ < _STEPS:
            break
    progress(1.0)
    return Vocabulary(np.asarray(centres, dtype=np.float64))
