"""Permutation importance of a saved model, on data that it has not seen."""

from __future__ import annotations

import numpy as np

from ..classify.data import Cases
from ..classify.fingerprints import row_fingerprints
from ..classify.fitting import Fitted, fit
from ..classify.predict import load_noting
from ..classify.recipe import Recipe
from ..classify.splits import Split, folds
from ..classify.workers import automatic_workers, run_tasks
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Chart, Column, ModelRef, Table
from .bar_chart import bar_chart
from .groups import groups_of
from .labelled import labelled_cases
from .parameters import PermutationParameters
from .permutation import Importance, Shuffled, importance, shuffle


def run_permutation(
    table: Table, model: ModelRef, parameters: PermutationParameters, context: Context
) -> dict[str, Table | Chart]:
    """How much worse predictions get when each feature is shuffled.

    Raises:
        UserError: the table lacks a column or a class, or the model cannot be loaded.
    """
    classifier = load_noting(model, context)
    cases = labelled_cases(
        table,
        classifier,
        context,
        label=parameters.label,
        patient=parameters.patient,
        case=parameters.case,
    )
    if len(np.unique(cases.labels)) < 2:
        raise UserError(
            f"All labelled cases are '{cases.labels[0]}'; importance needs cases of two classes."
        )
    groups = groups_of(cases.frame, cases.columns, parameters.correlation)
    if _on_folds(classifier.fitted, cases, parameters, context):
        data = _left_out(classifier.fitted.chosen, cases, groups, parameters, context)
    else:
        data = _given(classifier.fitted, cases, groups, parameters, context.part(0, 0.8))
    found = importance(
        data, parameters.metric, parameters.bootstrap, parameters.seed, context.part(0.8, 1)
    )
    context.progress(1.0)
    names = [", ".join(cases.columns[n].name for n in group) for group in groups]
    return {"importance": _table(names, found, parameters.metric), "chart": bar_chart(
        names, found.values, "Permutation importance", f"loss of {parameters.metric}")}  # fmt: skip


def _on_folds(
    fitted: Fitted, cases: Cases, parameters: PermutationParameters, context: Context
) -> bool:
    trained = set(fitted.rows)
    known = sum(row in trained for row in row_fingerprints(cases))
    if parameters.data == "folds" or (parameters.data == "automatic" and known):
        context.note(
            f"{known} of {len(cases)} cases were trained on, so importance is measured on folds, "
            "with models trained without each."
        )
        return True
    if known:
        context.note(
            f"{known} of {len(cases)} cases were trained on; importance of features that were "
            "learnt by heart is too large."
        )
    return False


def _given(
    fitted: Fitted,
    cases: Cases,
    groups: list[list[int]],
    parameters: PermutationParameters,
    context: Context,
) -> Shuffled:
    rng = np.random.default_rng(parameters.seed)
    plain, shuffled = shuffle(
        fitted.probabilities, cases.frame, groups, parameters.repeats, rng, context
    )
    return Shuffled(cases.codes, cases.patients, plain, shuffled, _thresholds(fitted, len(cases)))


def _left_out(
    recipe: Recipe,
    cases: Cases,
    groups: list[list[int]],
    parameters: PermutationParameters,
    context: Context,
) -> Shuffled:
    """Every case once, predicted by the model that was trained without its fold."""
    splits = folds(cases, parameters.folds, 1, parameters.seed)
    shared = (recipe, cases, groups, parameters)
    tasks = list(enumerate(splits))
    parts: list[Shuffled | None] = [None] * len(splits)
    workers = automatic_workers(parameters.workers, len(splits))
    for ended in run_tasks(_fold, shared, tasks, workers, context.part(0, 0.8)):
        if ended.error:
            raise UserError(f"{splits[ended.task].name} failed: {ended.error}")
        parts[ended.task] = ended.result
    done = [part for part in parts if part is not None]
    limits = [part.thresholds for part in done if part.thresholds is not None]
    return Shuffled(
        np.concatenate([part.truth for part in done]),
        np.concatenate([part.patients for part in done]),
        np.concatenate([part.plain for part in done]),
        np.concatenate([part.shuffled for part in done], axis=2),
        np.concatenate(limits) if limits else None,
    )


def _fold(
    shared: tuple[Recipe, Cases, list[list[int]], PermutationParameters],
    task: tuple[int, Split],
    context: Context,
) -> Shuffled:
    recipe, cases, groups, parameters = shared
    number, split = task
    fitted = fit(recipe, cases.rows(split.train), context.part(0, 0.5))
    rng = np.random.default_rng([parameters.seed, number])
    test = cases.rows(split.test)
    plain, shuffled = shuffle(
        fitted.probabilities, test.frame, groups, parameters.repeats, rng, context.part(0.5, 1)
    )
    return Shuffled(test.codes, test.patients, plain, shuffled, _thresholds(fitted, len(test)))


def _thresholds(fitted: Fitted, count: int) -> np.ndarray | None:
    return None if fitted.threshold is None else np.full(count, fitted.threshold)


def _table(names: list[str], found: Importance, metric: str) -> Table:
    order = np.argsort(-found.values, kind="stable")
    about = "Of the 95 % interval by the bootstrap over patients"
    return Table(
        (
            Column("feature", texts=tuple(names[n] for n in order)),
            Column("importance", found.values[order],
                   description=f"How much worse {metric} gets when the feature is shuffled"),
            Column("low", found.low[order], description=about),
            Column("high", found.high[order], description=about),
        ),
        "Permutation importance",
    )  # fmt: skip
