"""The operation that shows whether more cases would help."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Chart, Column, Curve, Table
from .data import Cases, cases_of
from .fitting import fit
from .metrics import auc
from .parameters import LearningCurveParameters
from .recipe import Recipe, recipe_of
from .splits import Rows, folds
from .workers import automatic_workers, run_tasks

_SMALLEST = 0.1  # share of the training cases at the first point
_Task = tuple[Rows, Rows]


def run_learning_curve(
    table: Table, parameters: LearningCurveParameters, context: Context
) -> dict[str, Table | Chart]:
    """AUC of training and test cases over the number of training cases.

    Raises:
        UserError: the table or the recipe cannot be used, or no point could be computed.
        Cancelled: the user cancelled.
    """
    cases = cases_of(table, parameters, context)
    recipe = recipe_of(parameters)
    shares = np.geomspace(_SMALLEST, 1.0, parameters.points)
    tasks = _tasks(cases, parameters.folds, shares, parameters.seed)
    areas = np.full((len(tasks), 2), np.nan)
    workers = automatic_workers(parameters.workers, len(tasks))
    failed = ""
    for ended in run_tasks(train_and_test, (recipe, cases), tasks, workers, context):
        if ended.error:
            failed = ended.error
        else:
            areas[ended.task] = ended.result
    if np.isnan(areas).all():
        raise UserError(f"No point of the learning curve could be computed. {failed}")
    if failed:
        context.note(f"Some points lack folds, where too few cases are trained on: {failed}")
    sizes = np.array([len(train) for train, _ in tasks]).reshape(len(shares), -1)
    return _results(sizes, areas.reshape(len(shares), -1, 2))


def _tasks(cases: Cases, count: int, shares: NDArray[np.float64], seed: int) -> list[_Task]:
    """For each share, every fold with that share of the patients of each class."""
    drawn = folds(cases, count, 1, seed)
    orders = [training_order(cases, split.train, seed) for split in drawn]
    return [
        (order[: max(2, round(share * len(order)))], split.test)
        for share in shares
        for split, order in zip(drawn, orders, strict=True)
    ]


def training_order(cases: Cases, train: Rows, seed: int) -> Rows:
    """Training cases such that every beginning has about the same share of each class.

    Patients come one after the other, each with all cases at once.
    """
    rng = np.random.default_rng(seed)
    patients, first, member = np.unique(
        cases.patients[train], return_index=True, return_inverse=True
    )
    classes = cases.codes[train[first]]
    place = np.empty(len(patients))
    for code in np.unique(classes):
        of_class = rng.permutation(np.flatnonzero(classes == code))
        place[of_class] = (np.arange(len(of_class)) + 0.5) / len(of_class)
    rank = np.argsort(np.argsort(place, kind="stable"))
    return train[np.argsort(rank[member], kind="stable")]


def train_and_test(shared: tuple[Recipe, Cases], task: _Task, context: Context) -> Any:
    """AUC of the training cases and of the test cases."""
    recipe, cases = shared
    train, test = task
    part = cases.rows(train)
    missing = [name for name in cases.classes if name not in set(part.labels)]
    if missing:
        raise UserError(f"{len(train)} training cases hold no '{missing[0]}'.")
    fitted = fit(recipe, part, context)
    codes = cases.codes
    return [
        auc(codes[rows], fitted.probabilities(cases.frame.iloc[rows]), None)
        for rows in (train, test)
    ]


def _results(sizes: NDArray[np.intp], areas: NDArray[np.float64]) -> dict[str, Table | Chart]:
    """From (points, folds) sizes and (points, folds, training and test) areas."""
    known = ~np.isnan(areas).all(axis=(1, 2))
    areas, sizes = areas[known], sizes[known]
    mean, spread = np.nanmean(areas, axis=1), np.nanstd(areas, axis=1)
    table = Table(
        (
            Column("training cases", sizes.mean(axis=1)),
            Column("training", mean[:, 0], description="Mean ROC AUC of the training cases"),
            Column("test", mean[:, 1], description="Mean ROC AUC of the test cases"),
            Column("test spread", spread[:, 1], description="Standard deviation over folds"),
        ),
        "Learning curve",
    )
    curves = (
        Curve("training cases", "training", "training"),
        Curve("training cases", "test", "test"),
    )
    chart = Chart(table, curves, "Learning curve", "training cases", "ROC AUC")
    return {"curve": table, "chart": chart}
