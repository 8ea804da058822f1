"""Predictions of a saved classifier for the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..cohort.columns import listed
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Column, ModelRef, Table
from ..contract.tables import find
from ..explain.predicting import predict_in_parts
from ..interruptible import interruptible
from ..models.classical import Classifier, load_ref
from ..models.rarity import rarity_of
from .data import Texts, case_names
from .frames import frame_of
from .metrics import Reals
from .model_parameters import PredictParameters

if TYPE_CHECKING:
    import pandas as pd


def run_predict(
    table: Table, model: ModelRef, parameters: PredictParameters, context: Context
) -> Table:
    """Probabilities and the class of each row; a row that cannot be used says why.

    Raises:
        UserError: a column that the model needs is missing, or the model cannot be loaded.
    """
    classifier = load_noting(model, context)
    names = case_names(table, parameters.case)
    frame, problems = usable_rows(table, classifier, names, context)
    good = np.flatnonzero([not p for p in problems])
    if not len(good):
        raise UserError(f"No case can be predicted. {problems[0]}")
    found = np.full((len(names), len(classifier.fitted.classes)), np.nan)
    found[good] = probabilities(classifier, frame, context)
    rarity = np.full(len(names), np.nan)
    rarity[good] = interruptible(
        lambda: rarity_of(frame, classifier.fitted.columns, classifier.seen, classifier.space),
        context,
    )
    unjudged = [names[n] for n in good if np.isnan(rarity[n])]
    if unjudged:
        context.note(
            f"How unusual {len(unjudged)} cases are was not judged, because most of their values "
            f"are missing: {listed(unjudged)}."
        )
    answers = classifier.fitted.decide(found[good])
    return _table(classifier, names.tolist(), found, dict(zip(good, answers, strict=True)), rarity,
                  problems)  # fmt: skip


def load_noting(model: ModelRef, context: Context) -> Classifier:
    """The classifier; warnings about it become notes.

    Raises:
        UserError: see `classical.load_ref`.
    """
    context.progress(0.0, "Loading the model")
    classifier, warnings = interruptible(lambda: load_ref(model), context)
    for warning in warnings:
        context.note(warning)
    return classifier


def probabilities(classifier: Classifier, frame: pd.DataFrame, context: Context) -> Reals:
    """(rows, classes), some rows at a time.

    Raises:
        Cancelled: the user cancelled.
    """
    part = context.part(0.0, 1.0, "Predicting")
    return predict_in_parts(classifier.fitted.probabilities, frame, part)


def usable_rows(
    table: Table, classifier: Classifier, names: Texts, context: Context
) -> tuple[pd.DataFrame, list[str]]:
    """The predictors of all rows without a problem, and the problem of each row or "".

    Raises:
        UserError: a column that the model needs is missing.
    """
    import pandas as pd

    columns = classifier.fitted.columns
    try:
        return frame_of(table, columns, names, context), [""] * len(names)
    except UserError:
        if any(find(table, c.name) is None for c in columns):
            raise
    frames, problems = [], [""] * len(names)
    for n in range(len(names)):  # one by one, so that one bad row does not hold up the others
        context.progress(n / len(names), "Reading cases")
        try:
            frames.append(frame_of(_row(table, n), columns, names[n : n + 1], context))
        except UserError as error:
            problems[n] = str(error)
            context.note(f"Left out: {error}")
    empty = pd.DataFrame({c.name: [] for c in columns})
    return (pd.concat(frames, ignore_index=True) if frames else empty), problems


def _row(table: Table, n: int) -> Table:
    columns = (
        Column(c.name, None if c.values is None else c.values[n : n + 1], c.texts[n : n + 1])
        for c in table.columns
    )
    return Table(tuple(columns), table.name)


def _table(
    classifier: Classifier,
    names: Sequence[str],
    found: Reals,
    answers: dict[int, str],
    rarity: Reals,
    problems: Sequence[str],
) -> Table:
    classes = classifier.fitted.classes
    threshold = classifier.fitted.threshold
    rule = "the most probable class" if threshold is None else (
        f"{classes[-1]} from {threshold:.3f} on"
    )  # fmt: skip
    columns = [
        Column("case", texts=tuple(names)),
        Column("predicted", texts=tuple(answers.get(n, "") for n in range(len(names))),
               description=f"The answer: {rule}"),
        *(Column(f"probability {c}", found[:, n]) for n, c in enumerate(classes)),
        Column("rarity", rarity, description="Share of training cases that lie as far out; below "
               "0.05 the case is unlike them; empty where too many values are missing to say"),
    ]  # fmt: skip
    if any(problems):
        columns.append(Column("problem", texts=tuple(problems)))
    return Table(tuple(columns), f"Predictions of {classifier.summary.name}")
