"""The operation that finds leaks by shuffling the labels."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column, Table
from .data import Cases, cases_of
from .metrics import auc
from .parameters import PermutationParameters
from .recipe import Recipe, recipe_of
from .splits import folds
from .validation import validate_fold
from .workers import automatic_workers, run_tasks

TOLERANCE = 0.05


def run_permutation_check(
    table: Table, parameters: PermutationParameters, context: Context
) -> Table:
    """AUC with the true labels and with shuffled ones, which must be 0.5 on average.

    Anything above says that the validation itself gives the answer away. Also the p value of
    the true result (Ojala and Garriga 2010).

    Raises:
        UserError: the table or the recipe cannot be used, or nothing could be validated.
        Cancelled: the user cancelled.
    """
    cases = cases_of(table, parameters, context)
    areas = permuted_areas(
        recipe_of(parameters), cases, parameters.permutations, parameters.folds, context,
        automatic_workers(parameters.workers, parameters.permutations + 1),
    )  # fmt: skip
    true, shuffled = areas[0], areas[1:]
    defined = shuffled[~np.isnan(shuffled)]
    if np.isnan(true) or not len(defined):
        raise UserError("The validation failed with these labels; validate the table first.")
    p = (1 + int((defined >= true).sum())) / (1 + len(defined))
    mean = float(defined.mean())
    verdict = "no leak is seen" if abs(mean - 0.5) <= TOLERANCE else "look for a leak"
    context.note(
        f"With shuffled labels the AUC is {mean:.3f} on average ({verdict}); with the true ones "
        f"{true:.3f}, p = {p:.3g}."
    )
    names = ("true labels", *(f"shuffled {n}" for n in range(1, len(areas))))
    auc_column = Column("ROC AUC", areas, description="Mean over folds")
    return Table((Column("labels", texts=names), auc_column), "Permutation check")


def permuted_areas(
    recipe: Recipe, cases: Cases, permutations: int, count: int, context: Context, workers: int = 0
) -> NDArray[np.float64]:
    """(1 + permutations,) mean AUC over folds, the first with the true labels."""
    rng = np.random.default_rng(recipe.seed)
    tasks = [cases.labels, *(_shuffled(cases, rng) for _ in range(permutations))]
    areas = np.full(len(tasks), np.nan)
    for ended in run_tasks(mean_area, (recipe, cases, count), tasks, workers, context):
        if ended.error:
            context.note(f"One validation failed: {ended.error}")
        else:
            areas[ended.task] = ended.result
    return areas


def mean_area(shared: tuple[Recipe, Cases, int], labels: Any, context: Context) -> float:
    """Mean AUC over folds with other labels, which the folds are stratified by."""
    recipe, cases, count = shared
    given = dataclasses.replace(cases, labels=labels)
    areas = []
    drawn = folds(given, count, 1, recipe.seed)
    for n, split in enumerate(drawn):
        part = context.part(n / len(drawn), (n + 1) / len(drawn))
        result = validate_fold(recipe, given, split, part)
        areas.append(auc(given.codes[result.rows], result.probabilities, None))
    return float(np.nanmean(areas))  # a fold may lack a class


def _shuffled(cases: Cases, rng: np.random.Generator) -> NDArray[np.str_]:
    """Labels handed to other patients, so that cases of one patient stay alike.

    Where a patient has cases of several classes, labels are shuffled case by case.
    """
    patients, first, place = np.unique(cases.patients, return_index=True, return_inverse=True)
    of_patient = cases.labels[first]
    if (of_patient[place] != cases.labels).any():
        return rng.permutation(cases.labels)
    return of_patient[rng.permutation(len(patients))][place]
