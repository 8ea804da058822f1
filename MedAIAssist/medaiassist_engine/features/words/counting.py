"""The words of a vocabulary in the parts of a volume."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import ParameterError
from ...contract.payloads import Boxes, Column, LabelMap, Table, Volume
from ...models.references import sha256_of
from ..keypoints.found import Keypoints
from ..keypoints.patent import SURF_PATENT
from ..keypoints.slices import Detector, keypoints_in_slices
from ..keypoints.where import Where, find_where
from ..regions import key_columns
from .arrays import Reals
from .parameters import WordsParameters
from .recipe import Recipe
from .words import VisualWords

_DIGITS = 8  # of the file's SHA-256, to tell vocabularies apart


def run_words(
    volume: Volume,
    parameters: WordsParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> Table:
    """One row for each segment, or for the whole volume; NaN where there is no descriptor.

    Raises:
        UserError: the vocabulary, the volume, the segments or the region cannot be used.
    """
    if not parameters.vocabulary:
        raise ParameterError(
            "Vocabulary (vocabulary) is empty; give the file that 'Learn a vocabulary' made."
        )
    path = Path(parameters.vocabulary).expanduser()
    model = VisualWords.load(path)
    where = find_where(volume, segments, region, context)
    rows = []
    for part, descriptors in zip(
        where.parts, described(volume, model.recipe, where, context), strict=True
    ):
        if len(descriptors) == 0 and part.box is not None:
            context.note(f"'{part.name}' has no {model.recipe.title} descriptors: undefined.")
        rows.append(model.encode(descriptors))
    context.progress(1.0)
    names = [part.name for part in where.parts]
    values = _columns(model, np.array(rows), sha256_of(path)[:_DIGITS])
    case = volume.name or "volume"
    return Table((*key_columns(volume, names), *values), f"{case} visual words")


def described(
    volume: Volume, recipe: Recipe, where: Where, context: Context
) -> Iterator[NDArray[Any]]:
    """The descriptors (n, length) of each part of a checked volume, as the recipe makes them.

    Each part has its own strongest keypoints, or points of the grid: what else is drawn does not
    change them.
    """
    parameters = recipe.parameters
    if recipe.method == "dense":
        from .dense import dense_sift

        for n, part in enumerate(where.parts):
            inner = context.part(n / len(where.parts), (n + 1) / len(where.parts))
            alone = Where((part,), where.to_index, where.everywhere)
            yield dense_sift(volume, parameters, inner, alone).descriptors
        return
    every = dataclasses.replace(parameters, strongest=None)
    found = _keypoints(volume, recipe.method, every, context, where)
    for part in where.parts:
        inside = Where((part,), where.to_index, where.everywhere).part_of(found.positions) >= 0
        yield found[inside].strongest(parameters.strongest).descriptors


def _keypoints(
    volume: Volume, method: str, parameters: Any, context: Context, where: Where
) -> Keypoints:
    if method == "sift3d":
        from ..keypoints.sift3d import keypoints_of

        return keypoints_of(volume, parameters, context, where)
    if method == "surf":
        context.note(SURF_PATENT)
    detector: Detector = import_module(f"..keypoints.{method}", __package__).detector(parameters)
    return keypoints_in_slices(volume, detector, parameters, context, where)


def _columns(model: VisualWords, rows: Reals, digest: str) -> list[Column]:
    by = f"{model.recipe.title} descriptors, vocabulary {digest}"
    columns = []
    for n, values in enumerate(rows.T, 1):
        if model.is_bag:
            text = f"Share of visual word {n} among the {by}."
            columns.append(Column(f"word_{n:04d}", values, description=text))
        else:
            text = f"Value {n} of the Fisher vector of the {by}."
            columns.append(Column(f"fisher_{n:05d}", values, description=text))
    return columns
