"""What would change a saved model's answer for one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..classify.columns import matched
from ..classify.fitting import Fitted
from ..classify.frames import frame_of
from ..classify.predict import load_noting
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Chart, Column, ModelRef, Table
from ..diagnose.operation import one_row
from ..models.classical import Classifier
from ..models.space import coordinates
from .bar_chart import bar_chart
from .counterfactual import Counterfactual, Search, counterfactuals
from .parameters import CounterfactualParameters
from .predicting import Reals

if TYPE_CHECKING:
    import pandas as pd


def run_counterfactual(
    table: Table, model: ModelRef, parameters: CounterfactualParameters, context: Context
) -> dict[str, Table | Chart]:
    """Small changes of one case that change the answer, as far as the ranges of training allow.

    Raises:
        UserError: no such case, class or column, or nothing changes the answer.
    """
    classifier = load_noting(model, context)
    fitted = classifier.fitted
    name = np.array([parameters.case or "of this table"])
    case = frame_of(one_row(table, parameters.case), fitted.columns, name, context)
    target = _target(fitted, case, parameters.target)

    def margin(rows: pd.DataFrame) -> Reals:
        return _margin(fitted, fitted.probabilities(rows), target)

    search = Search(margin, fitted.columns, classifier.seen, parameters.changes, context)
    found = counterfactuals(search, case, _fixed(fitted, parameters.fixed), parameters.answers)
    if not found:
        raise UserError(
            f"Up to {parameters.changes} changes within the ranges of the training cases do not "
            f"make the answer '{fitted.classes[target]}'; allow more changes or fix fewer columns."
        )
    context.note(
        "Counterfactuals say what the model would answer, not what treatment would achieve."
    )
    context.progress(1.0)
    return {
        "changes": _table(classifier, case, found, target),
        "chart": _chart(classifier, case, found[0]),
    }


def _target(fitted: Fitted, case: pd.DataFrame, wanted: str) -> int:
    probabilities = fitted.probabilities(case)
    now = fitted.decide(probabilities)[0]
    if wanted and wanted not in fitted.classes:
        raise UserError(f"The model has no class '{wanted}'; it has: {', '.join(fitted.classes)}.")
    if wanted == now:
        raise UserError(f"The answer is '{now}' already; choose another wanted answer.")
    if wanted:
        return fitted.classes.index(wanted)
    others = probabilities[0].copy()
    others[fitted.classes.index(now)] = -1
    return int(others.argmax())


def _margin(fitted: Fitted, probabilities: Reals, target: int) -> Reals:
    """(rows,) positive where the answer is the wanted one, larger the more clearly so."""
    if fitted.threshold is None:
        others = np.delete(probabilities, target, axis=1).max(axis=1)
        return probabilities[:, target] - others
    beyond = probabilities[:, 1] - fitted.threshold
    return np.where(beyond == 0, 1e-12, beyond) if target == 1 else -beyond


def _fixed(fitted: Fitted, patterns: str) -> set[str]:
    names = [c.name for c in fitted.columns]
    return set(matched(names, patterns, _unknown))


def _table(
    classifier: Classifier, case: pd.DataFrame, found: list[Counterfactual], target: int
) -> Table:
    """A row for each change of each answer."""
    fitted = classifier.fitted
    rows = [(n, c, column, cost) for n, c in enumerate(found, 1)
            for column, cost in zip(c.changed, c.costs, strict=True)]  # fmt: skip
    columns = [fitted.columns[column] for _, _, column, _ in rows]
    probability = [float(fitted.probabilities(c.frame)[0, target]) for _, c, _, _ in rows]
    places = [coordinates(c.frame, fitted.columns, classifier.seen) for _, c, _, _ in rows]
    rarity = [float(classifier.space.rarity(place)[0]) for place in places]
    return Table(
        (
            Column("answer", np.array([n for n, *_ in rows], dtype=np.float64)),
            Column("feature", texts=tuple(c.name for c in columns)),
            Column("from", texts=tuple(_text(case, c.name) for c in columns)),
            Column("to", texts=tuple(_text(r[1].frame, c.name)
                                     for r, c in zip(rows, columns, strict=True))),
            Column("change", np.array([cost for *_, cost in rows]),
                   description="In standard deviations; 1 for another category"),
            Column(f"probability {fitted.classes[target]}", np.array(probability)),
            Column("rarity", np.array(rarity),
                   description="Of the changed case; below 0.05 it is unlike training cases"),
        ),
        f"What would make it {fitted.classes[target]}",
    )  # fmt: skip


def _text(frame: pd.DataFrame, name: str) -> str:
    value = frame[name].to_numpy()[0]
    return value if isinstance(value, str) else f"{value:.6g}"


def _chart(classifier: Classifier, case: pd.DataFrame, found: Counterfactual) -> Chart:
    """The changes of the first answer, downwards if a number gets smaller."""
    names, values = [], []
    for n, cost in zip(found.changed, found.costs, strict=True):
        column = classifier.fitted.columns[n]
        before, after = (f[column.name].to_numpy()[0] for f in (case, found.frame))
        names.append(column.name)
        values.append(-cost if column.kind == "numeric" and after < before else cost)
    title = "Changes of the first answer"
    return bar_chart(names, np.array(values), title, "change in standard deviations")


def _unknown(pattern: str) -> str:
    return f"The model has no feature '{pattern}' to keep fixed; correct it."
