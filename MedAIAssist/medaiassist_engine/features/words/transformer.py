"""Visual words as a step of a scikit-learn pipeline, learnt anew in every fold.

    >>> import numpy as np
    >>> from sklearn.pipeline import make_pipeline
    >>> from sklearn.svm import LinearSVC
    >>> rng = np.random.default_rng(0)
    >>> images = [rng.normal(n % 2, 1, size=(40, 8)) for n in range(10)]
    >>> model = make_pipeline(BagOfWords(words=5), LinearSVC())
    >>> model.fit(images, [n % 2 for n in range(10)]).predict(images[:2])
    array([0, 1])

The images stay a list, one array of descriptors each, and `cross_val_score` and its like split it
as they split tables, so that no word is learnt from a test image.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from .arrays import Reals
from .bag import Vocabulary
from .fisher import Mixture
from .learning import learn
from .recipe import Recipe
from .words import VisualWords


class BagOfWords(TransformerMixin, BaseEstimator):
    """Lists of descriptors to vectors: shares of visual words, or Fisher vectors.

    Args:
        encoding: "bag" or "fisher".
        words: how many; None for 200, or 16 for Fisher vectors.
        reduce: principal components of the descriptors; None for all, or 32 for Fisher vectors.
        method: what made the descriptors ("dense", "sift", "sift3d", "orb", "akaze", "surf"): it
            decides how they are compared. "" takes them as they are.
        root: square roots of the shares, whose scalar product is Hellinger's kernel; suits linear
            classifiers. Fisher vectors have their roots in any case.
        most: descriptors to learn from, drawn from all images.
        seed: the same one gives the same words.

    An image without any descriptor gives a row of NaN: impute it, in the fold, behind this step.
    Fitted attributes are arrays only: `centres_`, or `weights_`, `means_`, `variances_`; and
    `mean_`, `axes_` of the principal components (empty if all are kept).
    """

    def __init__(
        self,
        encoding: str = "bag",
        words: int | None = None,
        reduce: int | None = None,
        method: str = "",
        root: bool = True,
        most: int = 50_000,
        seed: int = 0,
    ) -> None:
        self.encoding = encoding
        self.words = words
        self.reduce = reduce
        self.method = method
        self.root = root
        self.most = most
        self.seed = seed

    def fit(self, X: Iterable[ArrayLike], y: Any = None) -> BagOfWords:
        """Learn the words of training images: for each its (n, length) descriptors.

        Raises:
            UserError: fewer descriptors than words, differing lengths, or values not finite.
        """
        found = learn(
            X,
            Recipe(self.method),
            encoding=self.encoding,
            words=self.words,
            reduce=self.reduce,
            most=self.most,
            seed=self.seed,
        )
        for name, array in vars(found.code).items():
            setattr(self, f"{name}_", array)
        self.mean_ = np.zeros(0) if found.mean is None else found.mean
        self.axes_ = np.zeros((0, 0)) if found.axes is None else found.axes
        self.length_ = found.length
        return self

    def transform(self, X: Iterable[ArrayLike]) -> Reals:
        """(images, values): a row for each image.

        Raises:
            UserError: descriptors of another length, or not finite.
        """
        check_is_fitted(self)
        model = self._model()
        rows = np.array([model.encode(image) for image in X]).reshape(-1, self.length_)
        return np.sqrt(rows) if self.root and model.is_bag else rows

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[Any]:
        """The names that `features.words` gives its columns."""
        check_is_fitted(self)
        name = "word_{:04d}" if self.encoding == "bag" else "fisher_{:05d}"
        return np.array([name.format(n + 1) for n in range(self.length_)], dtype=object)

    def _model(self) -> VisualWords:
        recipe, code = Recipe(self.method), self._code()
        if self.mean_.size == 0:
            return VisualWords(recipe, code)
        return VisualWords(recipe, code, self.mean_, self.axes_)

    def _code(self) -> Vocabulary | Mixture:
        if self.encoding == "bag":
            return Vocabulary(self.centres_)
        return Mixture(self.weights_, self.means_, self.variances_)
