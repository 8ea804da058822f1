"""Which images are trained on, which choose the best epoch, and which are tested."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...cohort.split import split
from ...context import Context
from ...contract.cohorts import TEST, TRAIN, VALIDATION
from ...contract.errors import UserError
from .parameters import TrainNetworkParameters

Texts = NDArray[np.str_]
_WORDS = {
    "train": TRAIN, "training": TRAIN, "val": VALIDATION, "validation": VALIDATION,
    "valid": VALIDATION, "test": TEST, "testing": TEST,
}  # fmt: skip


def parts_of(
    patients: Texts,
    labels: Texts,
    given: Texts,
    classes: tuple[str, ...],
    p: TrainNetworkParameters,
    context: Context,
) -> Texts:
    """(n,) train, validation or test; whole patients, as the table says or drawn by class.

    Args:
        given: what the table says; all empty if it has no split.

    Raises:
        UserError: the table's words are unknown, a patient is in two parts, or a class has no
            case to train on or to validate with.
    """
    if (given == "").all():
        parts = drawn(patients, labels, {TEST: p.test, VALIDATION: p.validation}, p.seed)
        context.note("The table has no split; one was drawn by patient and class.")
    else:
        parts = named(given)
        check_whole(patients, parts)
        if not (parts == VALIDATION).any():
            rows = parts == TRAIN
            parts[rows] = drawn(patients[rows], labels[rows], {VALIDATION: p.validation}, p.seed)
            context.note("Validation cases were drawn from the training cases, by patient.")
    _check_classes(parts, labels, classes)
    counts = ", ".join(f"{part} {int((parts == part).sum())}" for part in (TRAIN, VALIDATION, TEST))
    context.note(f"Cases: {counts}.")
    return parts


def drawn(patients: Texts, labels: Texts, percents: dict[str, float], seed: int) -> Texts:
    """(n,) train or one of the other parts with their percents, by patient and class.

    Raises:
        UserError: nothing is left to train with, or there are too few patients.
    """
    rest = 100 - sum(percents.values())
    if rest < 5:
        raise UserError("Test and validation leave nothing to train with; lower one.")
    shares = {TRAIN: rest / 100, **{part: value / 100 for part, value in percents.items()}}
    return np.array(split(patients.tolist(), labels.tolist(), shares, seed), dtype="U10")


def named(given: Texts) -> Texts:
    """(n,) train, validation or test, from what people call them.

    Raises:
        UserError: a word is unknown.
    """
    words = [_WORDS.get(word, "") for word in np.char.lower(given).tolist()]
    unknown = sorted({str(g) for g, word in zip(given, words, strict=True) if not word})
    if unknown:
        raise UserError(
            f"The split column must hold train, validation and test, but holds "
            f"'{unknown[0] or 'nothing'}' too; correct it, or empty the column."
        )
    return np.array(words, dtype="U10")


def check_whole(patients: Texts, parts: Texts) -> None:
    """Raises:
    UserError: a patient is in two parts.
    """
    seen: dict[str, str] = {}
    for patient, part in zip(patients.tolist(), parts.tolist(), strict=True):
        if seen.setdefault(patient, part) != part:
            raise UserError(
                f"Patient '{patient}' has cases in {seen[patient]} and in {part}; move all cases "
                "of a patient to the same part."
            )


def _check_classes(parts: Texts, labels: Texts, classes: tuple[str, ...]) -> None:
    for part in (TRAIN, VALIDATION):
        for name in classes:
            if not ((parts == part) & (labels == name)).any():
                raise UserError(
                    f"Class '{name}' has no case in {part}; add patients of it, or change the "
                    "split."
                )
