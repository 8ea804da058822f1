"""Training a classifier to keep: with its left-out predictions, ranges and model card."""

from __future__ import annotations

import math
import re
import time
from functools import partial
from pathlib import Path

import numpy as np

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column, ModelRef, Report, Table
from ..documents.as_html import as_html
from ..interruptible import interruptible
from ..models import archive
from ..models.card import model_card
from ..models.classical import EXTENSION, MODEL_KIND, Classifier, packed
from ..models.folders import new_model
from ..models.kept_cases import keep
from ..models.seen import Seen, seen_in
from ..models.space import Space, coordinates, fit_space
from ..models.summary import RESEARCH, Metric, Summary
from ..versions import installed, versions
from .data import Cases, cases_of
from .fingerprints import data_fingerprint
from .fitting import Fitted, fit
from .intervals import metric_intervals
from .leaks import warn
from .metrics import MEANINGS
from .model_parameters import TrainParameters
from .recipe import Recipe, recipe_of
from .splits import folds, patients_by_class
from .validation import Validation, cross_validate
from .workers import run_tasks

_BOOTSTRAP = 2000
_LIBRARIES = ("imbalanced-learn", "pandas", "skops")


def train(
    recipe: Recipe,
    cases: Cases,
    context: Context,
    *,
    name: str = "classifier",
    label: str = "label",
    intended_use: str = "",
    extraction: str = "",
    keep_cases: bool = False,
    check_folds: int = 5,
    workers: int | None = None,
) -> Classifier:
    """Fit a classifier on all cases, and tell from folds of them how good such a one is.

    Args:
        workers: processes for the folds; None for as many as cores, 0 to work in this one.

    Raises:
        UserError: too few cases of a class, or a recipe that cannot be combined.
        Cancelled: the user cancelled.
    """
    count = min(check_folds, *patients_by_class(cases).values())
    splits = folds(cases, max(2, count), 1, recipe.seed)
    part = context.part(0.0, 0.7, "Checking on left-out cases")
    checked = cross_validate(recipe, cases, splits, part, workers)
    fitted = _fit_apart(recipe, cases, context.part(0.7, 0.95, "Training on all cases"), workers)
    context.progress(0.95, "Describing the training cases")
    seen, space = interruptible(lambda: _described(cases, fitted, recipe.seed), context)
    summary = Summary(
        name=name,
        created=time.strftime("%Y-%m-%d"),
        label=label,
        cases={c: int((cases.labels == c).sum()) for c in cases.classes},
        patients=patients_by_class(cases),
        fingerprint=data_fingerprint(cases),
        versions={**versions(), **installed(_LIBRARIES)},
        metrics=_metrics(checked, recipe.seed, context.part(0.95, 0.99)),
        validation=_how(len(checked.folds)),
        seed=recipe.seed,
        intended_use=intended_use,
        extraction=extraction,
        keeps_cases=keep_cases,
    )
    kept = keep(cases, recipe.seed) if keep_cases else None
    return Classifier(fitted, seen, summary, checked.probabilities, checked.truth, space, kept)


def _described(cases: Cases, fitted: Fitted, seed: int) -> tuple[tuple[Seen, ...], Space]:
    seen = seen_in(cases.frame, fitted.columns)
    return seen, fit_space(coordinates(cases.frame, fitted.columns, seen), seed)


def run_train(
    table: Table, parameters: TrainParameters, context: Context
) -> dict[str, ModelRef | Table | Report]:
    """Train by the recipe on all labelled cases of a table, and save the model.

    Raises:
        UserError: see `data.cases_of` and `train`; or the model cannot be written.
    """
    cases = cases_of(table, parameters, context)
    warn(cases, parameters, context.part(0.02, 0.05))
    classifier = train(
        recipe_of(parameters),
        cases,
        context.part(0.05, 0.99),
        name=parameters.name,
        label=parameters.label,
        intended_use=parameters.intended_use,
        extraction=parameters.extraction,
        keep_cases=parameters.keep_cases,
        check_folds=parameters.check_folds,
        workers=parameters.workers,
    )
    context.progress(0.99, "Saving")
    data = interruptible(lambda: packed(classifier), context)
    stem = re.sub(r"[^\w.-]+", "-", parameters.name).strip("-.") or "classifier"
    model = new_model(MODEL_KIND, stem, EXTENSION, partial(_store, data), parameters.folder)
    card = model_card(classifier.fitted, classifier.seen, classifier.summary)
    context.progress(1.0)
    return {
        "model": model,
        "summary": _table(classifier.summary),
        "card": Report(card.title, as_html(card), card.title, RESEARCH),
    }


def _store(data: bytes, path: Path) -> None:
    archive.store(path, data)


def _fit_apart(recipe: Recipe, cases: Cases, context: Context, workers: int | None) -> Fitted:
    """In a process of its own, which can be stopped at any moment; in this one for 0 workers."""
    ended = next(iter(run_tasks(_fit, (recipe, cases), [None], 0 if workers == 0 else 1, context)))
    for note in ended.notes:
        context.note(note)
    if ended.error:
        raise UserError(f"The classifier cannot be trained: {ended.error}")
    fitted: Fitted = ended.result
    return fitted


def _fit(shared: tuple[Recipe, Cases], task: None, context: Context) -> Fitted:
    return fit(*shared, context)


def _how(count: int) -> str:
    return (
        f"Each case was predicted by a model trained without it and its patient ({count} folds, "
        "every step fitted inside the fold); 95 % intervals by the bootstrap over patients."
    )


def _metrics(checked: Validation, seed: int, context: Context) -> tuple[Metric, ...]:
    found = metric_intervals(
        checked.truth,
        checked.probabilities,
        checked.predicted,
        checked.patients,
        _BOOTSTRAP,
        seed,
        context,
    )
    return tuple(Metric(name, *values) for name, values in found.items())


def _table(summary: Summary) -> Table:
    rows = [m for m in summary.metrics if not math.isnan(m.value)]
    return Table(
        (
            Column("metric", texts=tuple(m.name for m in rows)),
            Column("value", np.array([m.value for m in rows])),
            Column("low", np.array([m.low for m in rows]), description="Of the 95 % interval"),
            Column("high", np.array([m.high for m in rows]), description="Of the 95 % interval"),
            Column("meaning", texts=tuple(MEANINGS.get(m.name, "") for m in rows)),
        ),
        f"{summary.name} on left-out cases",
    )
