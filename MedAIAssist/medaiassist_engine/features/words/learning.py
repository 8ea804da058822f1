"""Learning visual words, and the operation that does so from tables of descriptors."""

from __future__ import annotations

import glob
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ...context import Context
from ...contract.errors import ParameterError, UserError
from ...contract.payloads import ModelRef, Table
from ...contract.tables import title
from ...files.tables import read_table
from ...models.folders import new_model
from ...preprocess.voxelwise import Progress
from .arrays import Reals, checked, together
from .bag import fit_vocabulary
from .fisher import fit_mixture
from .parameters import VocabularyParameters
from .recipe import Recipe, descriptor_columns, recipe_by_length, recipe_in, vectors_of
from .words import VisualWords, reduced

_WORDS = {"bag": 200, "fisher": 16}
_REDUCED = {"bag": None, "fisher": 32}


def run_vocabulary(
    descriptors: Table, parameters: VocabularyParameters, context: Context
) -> ModelRef:
    """Learn a vocabulary from a table of descriptors and keep it as a file.

    Raises:
        UserError: the tables hold no descriptors, disagree, or have fewer than words are asked for.
    """
    context.progress(0.0, "Reading descriptors")
    recipe = _recipe(descriptors, parameters, context)
    images = [descriptor_columns(table) for table in _tables(descriptors, recipe, parameters)]
    found = learn(
        images,
        recipe,
        encoding=parameters.encoding,
        words=parameters.words,
        reduce=parameters.reduce,
        most=parameters.most,
        seed=parameters.seed,
        progress=lambda fraction: context.progress(fraction, "Learning words"),
    )
    count = sum(map(len, images))
    used = min(count, parameters.most)
    context.note(
        f"Learnt from {used} of {count} {recipe.title} descriptors; a vector has {found.length} "
        "values."
    )
    return new_model("vocabulary", "vocabulary", ".npz", found.save, parameters.folder)


def learn(
    images: Iterable[ArrayLike],
    recipe: Recipe,
    *,
    encoding: str = "bag",
    words: int | None = None,
    reduce: int | None = None,
    most: int = 50_000,
    seed: int = 0,
    progress: Progress = lambda fraction: None,
) -> VisualWords:
    """Words from the descriptors of training images; the same seed gives the same words.

    Args:
        images: for each image its (n, length) descriptors, as the recipe's method gives them.
        encoding: "bag" (k-means) or "fisher" (a Gaussian mixture).
        words: None for 200 in a bag, 16 for Fisher vectors.
        reduce: principal components to keep; None for all in a bag, at most 32 for Fisher.
        most: descriptors to learn from, drawn from all images.

    Raises:
        UserError: fewer descriptors than words, differing lengths, or values that are not finite.
    """
    count = words or _WORDS[encoding]
    vectors = together((vectors_of(recipe.method, checked(image)) for image in images), count)
    if len(vectors) > most:
        drawn = np.random.default_rng(seed).choice(len(vectors), most, replace=False)
        vectors = vectors[np.sort(drawn)]
    progress(0.05)
    mean, axes = _principal(vectors, reduce or _REDUCED[encoding])
    vectors = reduced(vectors, mean, axes)
    progress(0.1)

    def rest(fraction: float) -> None:
        progress(0.1 + 0.9 * fraction)

    if encoding == "bag":
        return VisualWords(recipe, fit_vocabulary([vectors], count, seed, rest), mean, axes)
    return VisualWords(recipe, fit_mixture([vectors], count, seed, rest), mean, axes)


def _principal(vectors: Reals, kept: int | None) -> tuple[Reals | None, Reals | None]:
    """Mean and axes of the components with the largest variance; None to keep the vectors."""
    if kept is None or kept >= vectors.shape[1]:
        return None, None
    mean = vectors.mean(axis=0)
    around = vectors - mean
    _, axes = np.linalg.eigh(around.T @ around / len(vectors))
    axes = axes[:, ::-1][:, :kept]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(kept)])
    return mean, np.ascontiguousarray(axes * signs)


def _recipe(table: Table, p: VocabularyParameters, context: Context) -> Recipe:
    """As the table says; else as the parameters say; else by length, with a note."""
    told = recipe_in(table)
    settings = _settings(p.settings)
    if told is not None:
        if p.method not in ("automatic", told.method) or settings:
            raise ParameterError(
                f"{title(table)} says that {told.title} made it, and with which settings; leave "
                "method on automatic and settings empty."
            )
        return told
    recipe = recipe_by_length(table) if p.method == "automatic" else Recipe(p.method)
    recipe = Recipe(recipe.method, settings)
    _ = recipe.parameters
    if not settings:
        context.note(
            f"The table does not say how its descriptors were made; {recipe.title} with default "
            "settings is taken. If other settings were used, give them as settings."
        )
    return recipe


def _settings(text: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    try:
        found = json.loads(text)
    except ValueError as error:
        raise _no_settings(text) from error
    if not isinstance(found, dict):
        raise _no_settings(text)
    return found


def _no_settings(text: str) -> ParameterError:
    return ParameterError(
        f"Their settings (settings) is {text!r}; it must be names and values such as "
        '{"strongest": 1000}, or empty.'
    )


def _tables(first: Table, recipe: Recipe, p: VocabularyParameters) -> Iterator[Table]:
    yield first
    for path in _paths(p.more):
        table = read_table(path)
        told = recipe_in(table)
        if told is not None and told.to_json() != recipe.to_json():
            raise UserError(
                f"The descriptors in '{path.name}' were made in another way than those of the "
                "first table; make all in the same way."
            )
        yield table


def _paths(text: str) -> list[Path]:
    paths: list[Path] = []
    for pattern in filter(None, (part.strip() for part in text.split(";"))):
        found = [f for f in sorted(glob.glob(pattern)) if not f.endswith(".schema.csv")]
        if not found:
            raise ParameterError(f"There is no table '{pattern}' (more); check the path.")
        paths += map(Path, found)
    return paths
