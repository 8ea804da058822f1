"""Folds of patients, each tested with a network that never saw them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...context import Context
from ...contract.cohorts import TEST, TRAIN, VALIDATION
from ...contract.errors import UserError
from ..data import Cases
from ..splits import folds
from .data import ImageCases
from .parameters import CrossValidateNetworkParameters, TrainNetworkParameters
from .splitting import drawn

Texts = NDArray[np.str_]


def set_aside(
    patients: Texts, labels: Texts, given: Texts, classes: tuple[str, ...],
    p: TrainNetworkParameters, context: Context,
) -> Texts:  # fmt: skip
    """(n,) "test" for the cases that the table's split keeps for a last test, else "".

    Raises:
        UserError: a patient of theirs has other cases too.
    """
    kept = np.isin(np.char.lower(given), ("test", "testing"))
    torn = sorted({*patients[kept]} & {*patients[~kept]})
    if torn:
        raise UserError(
            f"Patient '{torn[0]}' has cases in test and others; move all cases of a patient to the "
            "same part."
        )
    if kept.any():
        context.note(
            f"{int(kept.sum())} cases of the split 'test' are left out of the folds; apply the "
            "model to them for a last test."
        )
    return np.where(kept, TEST, "")


def in_folds(cases: ImageCases, p: CrossValidateNetworkParameters) -> list[ImageCases]:
    """The cases once for each fold: tested are those of the fold, trained on are the others, of
    which some patients choose the epoch. What was set aside is in no part.

    Raises:
        UserError: a class has fewer patients than there are folds, or too few to validate with.
    """
    used = np.flatnonzero(cases.parts != TEST)
    labels = np.array(cases.classes)[cases.codes]
    without_images = Cases(
        pd.DataFrame(index=range(len(used))), labels[used], cases.names[used],
        cases.patients[used], None, None, (), cases.classes,
    )  # fmt: skip
    found = []
    for n, fold in enumerate(folds(without_images, p.folds, 1, p.seed)):
        parts = np.full(len(cases.parts), "", dtype="U10")
        train = used[fold.train]
        parts[used[fold.test]] = TEST
        parts[train] = drawn(
            cases.patients[train], labels[train], {VALIDATION: p.validation}, p.seed + n
        )
        _check(parts, labels, cases.classes, fold.name)
        found.append(replace(cases, parts=parts))
    return found


def _check(parts: Texts, labels: Texts, classes: tuple[str, ...], fold: str) -> None:
    for part in (TRAIN, VALIDATION):
        for name in classes:
            if not ((parts == part) & (labels == name)).any():
                raise UserError(
                    f"Class '{name}' has no case in {part} of {fold}; add patients of it, take "
                    "fewer folds, or raise Validation (validation)."
                )
