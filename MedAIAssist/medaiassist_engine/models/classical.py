"""Classifiers in files: one `.medai` file holds the fitted model and all that belongs to it.

| member | holds |
|---|---|
| model.skops | the fitted scikit-learn object |
| recipe.json | columns with their kinds, units and ranges, classes, threshold, every choice |
| summary.json | what it was trained on, versions, measured quality |
| card.md | the same in words |
| left_out.npz | probabilities of training cases while they were left out |
| space.npz | to say how unusual a case is |
| cases.npz | training cases under numbers, if wanted |
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..classify.fitting import Fitted
from ..contract.errors import UserError
from ..contract.payloads import ModelRef
from ..documents.as_markdown import as_markdown
from . import archive, trusted
from .arrays import pack, unpack
from .card import model_card
from .compatibility import check_versions
from .kept_cases import KeptCases, from_arrays, to_arrays
from .recipe_file import fitted_from, recipe_to
from .references import check_reference
from .seen import Seen, stand_ins
from .space import Space
from .summary import Metric, Summary

if TYPE_CHECKING:
    import pandas as pd

KIND = "MedAIAssist classifier"
VERSION = 1
EXTENSION = ".medai"
MODEL_KIND = "classifier"
"""Of `ModelRef`."""
_STAND_INS = 200


@dataclass(frozen=True)
class Classifier:
    """A trained classifier with all that is needed to predict and to explain.

    Attributes:
        fitted: predicts.
        seen: what training cases had in each column.
        summary: what it was trained on.
        left_out: (cases, classes) probabilities of training cases while they were left out.
        codes: (cases,) their true classes.
        space: says how unusual a case is.
        cases: training cases, or None.
    """

    fitted: Fitted
    seen: tuple[Seen, ...]
    summary: Summary
    left_out: NDArray[np.float64]
    codes: NDArray[np.intp]
    space: Space
    cases: KeptCases | None = None


def save(path: str | Path, classifier: Classifier) -> None:
    """Write a `.medai` file, whole or not at all.

    Raises:
        UserError: another extension, no such folder, or the disk is full.
    """
    if Path(path).suffix.lower() != EXTENSION:
        raise UserError(f"'{path}' must end in {EXTENSION}; correct the file name.")
    archive.store(path, packed(classifier))


def packed(classifier: Classifier) -> bytes:
    """The bytes of the file that `save` writes."""
    fitted, summary = classifier.fitted, classifier.summary
    members = {
        "model.skops": trusted.dumps(fitted.estimator),
        "recipe.json": _json(recipe_to(fitted, classifier.seen)),
        "summary.json": _json(dataclasses.asdict(summary)),
        "card.md": as_markdown(model_card(fitted, classifier.seen, summary)).encode(),
        "left_out.npz": pack({"probabilities": classifier.left_out, "codes": classifier.codes}),
        "space.npz": pack(dataclasses.asdict(classifier.space)),
    }
    if classifier.cases is not None:
        members["cases.npz"] = pack(to_arrays(classifier.cases, fitted.columns))
    return archive.packed(KIND, VERSION, members)


def load(path: str | Path) -> tuple[Classifier, list[str]]:
    """Read a `.medai` file; everything is checked before any object is made.

    Returns:
        The classifier and warnings, such as of a different version of scikit-learn.

    Raises:
        UserError: the file is missing, altered, not of this kind, holds objects that no model
            needs, or was made with versions that cannot be read here.
    """
    members = archive.read(path, KIND, VERSION)
    name = Path(path).name
    try:
        summary = _summary(json.loads(members["summary.json"]))
        warnings = check_versions(summary.versions, name)
        estimator = trusted.loads(members["model.skops"], name)
        fitted, seen = fitted_from(json.loads(members["recipe.json"]), estimator)
        left_out = unpack(members["left_out.npz"], name)
        space = Space(**unpack(members["space.npz"], name))
        cases = None
        if "cases.npz" in members:
            cases = from_arrays(unpack(members["cases.npz"], name), fitted.columns)
        codes = left_out["codes"].astype(np.intp)
        classifier = Classifier(
            fitted, seen, summary, left_out["probabilities"], codes, space, cases
        )
        _check_shapes(classifier)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise UserError(f"'{name}' is damaged; train the model again.") from error
    return classifier, warnings


def load_ref(model: ModelRef) -> tuple[Classifier, list[str]]:
    """The classifier that a `ModelRef` names.

    Raises:
        UserError: it is another kind of model, was changed since, or `load` refuses it.
    """
    if model.kind not in ("", MODEL_KIND):
        raise UserError(
            f"'{model.name or Path(model.path).name}' is a {model.kind}, not a classifier; choose "
            f"a {EXTENSION} file."
        )
    return load(check_reference(model))


def _check_shapes(classifier: Classifier) -> None:
    """Raises ValueError where parts of the file do not fit each other."""
    fitted, space, kept = classifier.fitted, classifier.space, classifier.cases
    count, classes = len(classifier.codes), len(fitted.classes)
    sizes = (space.precision.shape, space.centre.shape, classifier.left_out.shape)
    if sizes != ((len(space.centre),) * 2, (len(space.centre),), (count, classes)):
        raise ValueError("arrays of other sizes")
    every = [classifier.codes] if kept is None else [classifier.codes, kept.codes]
    if any(len(codes) and not 0 <= codes.min() <= codes.max() < classes for codes in every):
        raise ValueError("classes that the model does not have")


def typical_cases(classifier: Classifier, seed: int = 0) -> pd.DataFrame:
    """Training cases if the model keeps them, else invented ones that are spread like them."""
    if classifier.cases is not None:
        return classifier.cases.frame
    return stand_ins(classifier.fitted.columns, classifier.seen, _STAND_INS, seed)


def _summary(values: dict[str, Any]) -> Summary:
    metrics = tuple(Metric(**metric) for metric in values.pop("metrics"))
    return Summary(**{**values, "metrics": metrics})


def _json(values: Any) -> bytes:
    return (json.dumps(values, indent=1, ensure_ascii=False) + "\n").encode()
