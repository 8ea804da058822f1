"""What is learnt from descriptors: how to make them, reduce them, and turn many into one vector."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ...contract.errors import UserError
from .arrays import DAMAGED, Reals, load, save
from .bag import Vocabulary
from .fisher import Mixture
from .recipe import Recipe, vectors_of

_BAG, _FISHER = "bag of visual words", "Fisher vectors"
_ARRAYS = {_BAG: ("centres",), _FISHER: ("weights", "means", "variances")}


@dataclass(frozen=True)
class VisualWords:
    """Turns the descriptors of an image into a vector of fixed length.

    Attributes:
        recipe: how the descriptors are made.
        code: the words.
        mean, axes: (length,) and (length, reduced): principal components; None keeps all values.
    """

    recipe: Recipe
    code: Vocabulary | Mixture
    mean: Reals | None = None
    axes: Reals | None = None

    @property
    def is_bag(self) -> bool:
        return isinstance(self.code, Vocabulary)

    @property
    def length(self) -> int:
        """Values of a vector."""
        if isinstance(self.code, Vocabulary):
            return len(self.code.centres)
        return int(self.code.weights.size + 2 * self.code.means.size)

    def encode(self, descriptors: ArrayLike) -> Reals:
        """(length,): shares of the words, or the Fisher vector; NaN without any descriptor.

        Args:
            descriptors: (n, m) as the recipe's method gives them.

        Raises:
            UserError: descriptors of another length, or not finite.
        """
        vectors = vectors_of(self.recipe.method, descriptors)
        if len(vectors) == 0:
            return np.full(self.length, np.nan)
        return self.code.encode(reduced(vectors, self.mean, self.axes))

    def save(self, path: str | Path) -> None:
        """Write an .npz file without pickle.

        Raises:
            UserError: it cannot be written.
        """
        arrays: dict[str, Any] = {"recipe": np.array(self.recipe.to_json()), **vars(self.code)}
        arrays["mean"] = np.zeros(0) if self.mean is None else self.mean
        arrays["axes"] = np.zeros((0, 0)) if self.axes is None else self.axes
        save(path, _BAG if self.is_bag else _FISHER, arrays)

    @classmethod
    def load(cls, path: str | Path) -> VisualWords:
        """Read a file from `save`.

        Raises:
            UserError: it is missing, damaged, or holds something else.
        """
        kind = _BAG if kind_of(path) == _BAG else _FISHER
        recipe, mean, axes, *code = load(path, kind, ("recipe", "mean", "axes", *_ARRAYS[kind]))
        made = Recipe.from_json(str(recipe))
        words = Vocabulary(*code) if kind == _BAG else Mixture(*code)
        found = cls(made, words, mean, axes) if mean.size else cls(made, words)
        _check(path, found)
        return found


def reduced(vectors: Reals, mean: Reals | None, axes: Reals | None) -> Reals:
    """Vectors (n, length) along the principal axes.

    Raises:
        UserError: they have another length.
    """
    if mean is None or axes is None:
        return vectors
    if vectors.ndim != 2 or vectors.shape[1] != len(mean):
        raise UserError(
            f"Descriptors of shape {vectors.shape} were given, but {len(mean)} values a row are "
            "needed; use the method and settings the vocabulary was made with."
        )
    found: Reals = (vectors - mean) @ axes
    return found


def kind_of(path: str | Path) -> str:
    """What an .npz file says it holds; "" if it says nothing.

    Raises:
        UserError: there is no such file.
    """
    if not Path(path).is_file():
        raise UserError(f"There is no file '{path}'; check its name and folder.")
    try:
        with np.load(path, allow_pickle=False) as content:
            return str(content["kind"])
    except (*DAMAGED, TypeError, AttributeError):  # the last two for a single array
        return ""  # `load` says what is wrong with it


def _check(path: str | Path, found: VisualWords) -> None:
    arrays = [a for a in (*vars(found.code).values(), found.mean, found.axes) if a is not None]
    finite = all(a.dtype.kind == "f" and np.isfinite(a).all() for a in arrays)
    centres = found.code.centres if isinstance(found.code, Vocabulary) else found.code.means
    fits = centres.ndim == 2 and len(centres) > 0
    if fits and found.mean is not None and found.axes is not None:
        fits = found.axes.shape == (len(found.mean), centres.shape[1])
    if isinstance(found.code, Mixture):
        weights, variances = found.code.weights, found.code.variances
        fits &= variances.shape == centres.shape and weights.shape == centres.shape[:1]
        fits = bool(fits and (variances > 0).all() and (weights > 0).all())
    if not (finite and fits):
        raise UserError(f"'{path}' is damaged; learn the words again.")
