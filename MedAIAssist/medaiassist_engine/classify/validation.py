"""Cross-validation in which every step is fitted inside the fold."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from .data import Cases
from .fitting import decisions, fit
from .kept_folds import KeptFolds, read_fold, write_fold
from .recipe import Recipe
from .splits import Split
from .workers import automatic_workers, run_tasks

Reals = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class FoldResult:
    """What a classifier said about the test cases of one fold.

    Attributes:
        rows: (n,) positions of the test cases.
        probabilities: (n, classes); predicted: (n,) indices of classes.
        threshold: chosen on the training cases, or None.
        chosen: hyper-parameters that the search found, by name.
    """

    name: str
    rows: Rows
    probabilities: Reals
    predicted: Rows
    threshold: float | None
    chosen: dict[str, Any]


@dataclass(frozen=True)
class Validation:
    """The folds that ended well, in order, and the sentences of those that failed by name."""

    cases: Cases
    folds: tuple[FoldResult, ...]
    failed: dict[str, str]

    @property
    def rows(self) -> Rows:
        """(predictions,) positions of the tested cases, fold by fold."""
        return np.concatenate([f.rows for f in self.folds])

    @property
    def probabilities(self) -> Reals:
        """(predictions, classes)."""
        return np.concatenate([f.probabilities for f in self.folds])

    @property
    def predicted(self) -> Rows:
        """(predictions,) indices of classes."""
        return np.concatenate([f.predicted for f in self.folds])

    @property
    def truth(self) -> Rows:
        """(predictions,) indices of classes."""
        return self.cases.codes[self.rows]

    @property
    def patients(self) -> NDArray[np.str_]:
        """(predictions,)."""
        return self.cases.patients[self.rows]


def cross_validate(
    recipe: Recipe,
    cases: Cases,
    splits: Sequence[Split],
    context: Context,
    workers: int | None = None,
    folder: str = "",
) -> Validation:
    """Train and test each split on its own.

    Search, selection, resampling, calibration and threshold see the training cases of a split
    only, so a search makes this a nested cross-validation.

    Args:
        workers: processes; None for as many as there are cores, 0 to work in this process.
        folder: finished folds are kept there, and not computed again.

    Raises:
        UserError: all folds failed; the text is the first one's.
        Cancelled: the user cancelled; finished folds are kept.
    """
    kept = KeptFolds(folder, recipe, cases)
    files = [kept.file(split) for split in splits]
    found = [_restored(split, file) for split, file in zip(splits, files, strict=True)]
    left = [n for n, result in enumerate(found) if result is None]
    if folder and len(left) < len(splits):
        context.note(f"{len(splits) - len(left)} of {len(splits)} folds were finished before.")
    count = 0 if workers == 0 else automatic_workers(workers, len(left))
    tasks = [(splits[n], files[n]) for n in left]
    failed: dict[str, str] = {}
    for ended in run_tasks(_work, (recipe, cases), tasks, count, context) if tasks else ():
        split = splits[left[ended.task]]
        found[left[ended.task]] = ended.result
        for note in ended.notes:
            context.note(f"{split.name}: {note}")
        if ended.error:
            failed[split.name] = ended.error
            context.note(f"{split.name} failed: {ended.error}")
    results = tuple(result for result in found if result is not None)
    if not results:
        raise UserError(f"No fold could be validated. {next(iter(failed.values()), '')}".strip())
    return Validation(cases, results, failed)


def _work(shared: tuple[Recipe, Cases], task: tuple[Split, str], context: Context) -> FoldResult:
    """One fold; its result is on disk before it is told."""
    recipe, cases = shared
    split, file = task
    result = validate_fold(recipe, cases, split, context)
    write_fold(file, _plain(result))
    return result


def validate_fold(recipe: Recipe, cases: Cases, split: Split, context: Context) -> FoldResult:
    """Train on one part of `cases` and predict the other.

    Raises:
        UserError: the training part lacks a class or has too few cases of one.
    """
    _check_classes(cases, split)
    fitted = fit(recipe, cases.rows(split.train), context)
    probabilities = fitted.probabilities(cases.frame.iloc[split.test])
    before, after = dataclasses.asdict(recipe), dataclasses.asdict(fitted.chosen)
    return FoldResult(
        split.name,
        split.test,
        probabilities,
        decisions(probabilities, fitted.threshold),
        fitted.threshold,
        {name: value for name, value in after.items() if value != before[name]},
    )


def _check_classes(cases: Cases, split: Split) -> None:
    present = set(cases.labels[split.train])
    for name in cases.classes:
        if name not in present:
            raise UserError(
                f"its training cases have no '{name}' (case {cases.names[split.test[0]]} and "
                f"{len(split.test) - 1} others are tested); add cases or leave the class out."
            )


def _plain(result: FoldResult) -> dict[str, Any]:
    values = dataclasses.asdict(result)
    for name in ("rows", "probabilities", "predicted"):
        values[name] = values[name].tolist()
    return values


def _restored(split: Split, file: str) -> FoldResult | None:
    values = read_fold(file)
    if values is None or values.get("rows") != split.test.tolist():
        return None
    return FoldResult(
        split.name,
        split.test,
        np.array(values["probabilities"], dtype=np.float64),
        np.array(values["predicted"], dtype=np.intp),
        values["threshold"],
        values["chosen"],
    )
