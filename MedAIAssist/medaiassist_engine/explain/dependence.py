"""Partial dependence: the answer as one feature changes and all others stay.

References: Friedman, Annals of Statistics 29, 2001; lines of single cases (ICE): Goldstein et al.,
Journal of Computational and Graphical Statistics 24, 2015.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..classify.data import case_names
from ..classify.frames import frame_of
from ..classify.predict import load_noting
from ..classify.predictors import Predictor
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Chart, Column, Curve, ModelRef, Table
from ..models.classical import Classifier, typical_cases
from .parameters import DependenceParameters
from .predicting import Predict, Reals, predict_in_parts

if TYPE_CHECKING:
    import pandas as pd

_MOST_CASES = 500
_REACH = (5, 95)  # percentiles of the feature within which values are tried


@dataclass(frozen=True)
class Dependence:
    """`lines` is (cases, values): the prediction of each case with each value of the feature."""

    values: Any
    lines: Reals

    @property
    def mean(self) -> Reals:
        """(values,) the partial dependence."""
        return self.lines.mean(axis=0)


def dependence(
    predict: Predict, frame: pd.DataFrame, feature: str, values: Any, context: Context
) -> Dependence:
    """Predict all cases with the feature set to each of the values.

    Raises:
        Cancelled: the user cancelled.
    """
    lines = np.empty((len(frame), len(values)))
    for n, value in enumerate(values):
        changed = frame.copy()
        changed[feature] = np.full(len(frame), value, dtype=frame[feature].dtype)
        lines[:, n] = predict_in_parts(
            predict, changed, context.part(n / len(values), (n + 1) / len(values))
        )
    return Dependence(values, lines)


def grid_of(frame: pd.DataFrame, column: Predictor, points: int) -> Any:
    """Values to try: all categories, or numbers between the 5th and 95th percentile."""
    if column.kind == "categorical":
        return np.array(column.categories, dtype=object)
    there = frame[column.name].to_numpy()
    low, high = np.nanpercentile(there, _REACH)
    different = np.unique(there[(there >= low) & (there <= high)])
    return different if len(different) <= points else np.linspace(low, high, points)


def run_dependence(
    model: ModelRef, parameters: DependenceParameters, context: Context, table: Table | None = None
) -> dict[str, Table | Chart]:
    """Partial dependence and lines of single cases, over the table's or the model's cases.

    Raises:
        UserError: no such feature or class, or the model cannot be loaded.
    """
    classifier = load_noting(model, context)
    fitted = classifier.fitted
    column = _column(classifier, parameters.feature)
    name = parameters.explained or fitted.classes[-1]
    if name not in fitted.classes:
        raise UserError(f"The model has no class '{name}'; it has: {', '.join(fitted.classes)}.")
    code = fitted.classes.index(name)
    frame = _cases(classifier, table, parameters, context)
    found = dependence(
        lambda rows: fitted.probabilities(rows)[:, code],
        frame,
        column.name,
        grid_of(frame, column, parameters.points),
        context,
    )
    return {"dependence": _table(found, column), "chart": _chart(found, column, name, parameters)}


def _column(classifier: Classifier, feature: str) -> Predictor:
    columns = {c.name: c for c in classifier.fitted.columns}
    if feature and feature not in columns:
        some = ", ".join(list(columns)[:12])
        raise UserError(f"The model has no feature '{feature}'; it has: {some}.")
    return columns[feature] if feature else classifier.fitted.columns[0]


def _cases(
    classifier: Classifier, table: Table | None, parameters: DependenceParameters, context: Context
) -> pd.DataFrame:
    if table is None:
        frame = typical_cases(classifier, parameters.seed)
        if classifier.cases is None:
            context.note("The model keeps no training cases; invented typical ones are shown.")
    else:
        names = case_names(table, parameters.case)
        frame = frame_of(table, classifier.fitted.columns, names, context)
    if len(frame) > _MOST_CASES:
        context.note(f"A sample of {_MOST_CASES} of {len(frame)} cases is shown.")
        frame = frame.sample(_MOST_CASES, random_state=parameters.seed).reset_index(drop=True)
    return frame


def _table(found: Dependence, column: Predictor) -> Table:
    texts = tuple(found.values) if column.kind == "categorical" else ()
    low, high = np.percentile(found.lines, (10, 90), axis=0)
    return Table(
        (
            Column(column.name, None if texts else found.values, texts, column.unit),
            Column("mean", found.mean, description="Mean predicted probability of all cases"),
            Column("low", low, description="10th percentile of the cases"),
            Column("high", high, description="90th percentile of the cases"),
        ),
        f"Dependence on {column.name}",
    )


def _chart(
    found: Dependence, column: Predictor, name: str, parameters: DependenceParameters
) -> Chart:
    title = f"{column.name} ({column.unit})" if column.unit else column.name
    y_title = f"probability of {name}"
    if column.kind == "categorical":
        bars = (Column(column.name, texts=tuple(found.values)), Column("mean", found.mean))
        curve = (Curve(column.name, "mean", "mean"),)
        return Chart(Table(bars, "Dependence"), curve, "Partial dependence", title, y_title, "bar")
    count = min(parameters.lines, len(found.lines))
    rng = np.random.default_rng(parameters.seed)
    chosen = np.sort(rng.choice(len(found.lines), count, replace=False))
    lines = [Column(f"case {n + 1}", found.lines[n]) for n in chosen]
    columns = (Column(column.name, found.values), *lines, Column("mean", found.mean))
    curves = tuple(Curve(column.name, c.name, c.name) for c in columns[1:])
    return Chart(Table(columns, "Dependence"), curves, "Partial dependence", title, y_title)
