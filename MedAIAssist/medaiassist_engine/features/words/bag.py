"""Bag of visual words: how often each word of a vocabulary occurs among an image's descriptors.

>>> import numpy as np
>>> rng = np.random.default_rng(0)
>>> vocabulary = fit_vocabulary([rng.normal(size=(50, 8)) for _ in range(4)], words=5)
>>> vocabulary.encode(rng.normal(size=(30, 8))).shape
(5,)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...contract.errors import UserError
from .arrays import Reals, checked, load, save, together

_KIND = "visual vocabulary"
_MOST_DISTANCES = 1 << 22  # held in memory at once


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

    def save(self, path: str | Path) -> None:
        """Write an .npz file without pickle.

        Raises:
            UserError: it cannot be written.
        """
        save(path, _KIND, {"centres": self.centres})

    @classmethod
    def load(cls, path: str | Path) -> Vocabulary:
        """Read a file from `save`.

        Raises:
            UserError: it is missing, damaged, or holds something else.
        """
        (centres,) = load(path, _KIND, ("centres",))
        if centres.ndim != 2 or not np.isfinite(centres).all():
            raise UserError(f"'{path}' is damaged; fit and save the vocabulary again.")
        return cls(centres)


def fit_vocabulary(images: Iterable[ArrayLike], words: int = 200, seed: int = 0) -> Vocabulary:
    """Cluster the descriptors of all images by k-means++; the same seed gives the same words.

    Fit it on training images only, or the test is not independent.

    Args:
        images: for each image its (n, length) descriptors.

    Raises:
        UserError: fewer different descriptors than words, other lengths, or values not finite.
    """
    from sklearn.cluster import KMeans

    descriptors = together(images, words)
    different = len(np.unique(descriptors, axis=0))
    if different < words:
        raise UserError(
            f"Only {different} different descriptors were given for {words} words; ask for fewer."
        )
    fitted = KMeans(words, n_init=1, random_state=seed).fit(descriptors)
    return Vocabulary(np.asarray(fitted.cluster_centers_, dtype=np.float64))
