"""A diagnosis as tables and a chart."""

from __future__ import annotations

import numpy as np

from ..contract.payloads import Chart, Column, Table
from ..explain.bar_chart import bar_chart
from ..models.rarity import UNUSUAL
from .diagnosis import Diagnosis


def probability_table(found: Diagnosis) -> Table:
    """A row for each class."""
    classes = found.classifier.fitted.classes
    interval = found.interval
    return Table(
        (
            Column("class", texts=classes),
            Column(
                "probability",
                interval.probability[0],
                description="Calibrated by left-out training cases, each class against the rest",
            ),
            Column("low", interval.low[0], description="End of its Venn-Abers interval"),
            Column("high", interval.high[0], description="End of its Venn-Abers interval"),
            Column(
                "classifier",
                found.probabilities,
                description="What the classifier itself says; the answer follows from it",
            ),
            Column("answer", texts=tuple("yes" if c == found.answer else "" for c in classes)),
        ),
        "Probabilities",
    )  # fmt: skip


def contribution_table(found: Diagnosis) -> Table:
    """A row for each column, the largest contribution first."""
    shapley = found.contributions
    order = np.argsort(-np.abs(shapley.values), kind="stable")
    columns = found.classifier.fitted.columns
    speaks = np.where(shapley.values > 0, "for", np.where(shapley.values < 0, "against", ""))
    return Table(
        (
            Column("feature", texts=tuple(columns[n].name for n in order)),
            Column("value", texts=tuple(shown(found, n) for n in order)),
            Column("contribution", shapley.values[order],
                   description=f"To the probability of {found.explained}; all add up to "
                   f"{shapley.prediction:.4f} minus the average {shapley.baseline:.4f}"),
            Column("standard_error", shapley.errors[order],
                   description="From the sampling of permutations; 0 if exact"),
            Column("speaks", texts=tuple(speaks[order].tolist())),
        ),
        f"For and against {found.explained}",
    )  # fmt: skip


def contribution_chart(found: Diagnosis) -> Chart:
    """The largest contributions as bars."""
    title = f"For and against {found.explained}"
    return bar_chart(found.names, found.contributions.values, title, "contribution")


def nearest_table(found: Diagnosis) -> Table | None:
    """The nearest training cases and their values; None if the model keeps none."""
    kept = found.classifier.cases
    if kept is None:
        return None
    fitted = found.classifier.fitted
    rows = kept.frame.iloc[found.near]
    values = (
        Column(c.name, rows[c.name].to_numpy(), (), c.unit) if c.kind == "numeric"
        else Column(c.name, None, tuple(v or "" for v in rows[c.name]), c.unit)
        for c in fitted.columns
    )  # fmt: skip
    return Table(
        (
            Column("training_case", kept.numbers[found.near],
                   description="Its place among the labelled rows of the training table"),
            Column("class", texts=tuple(fitted.classes[c] for c in kept.codes[found.near])),
            Column("distance", found.away,
                   description="Mean difference of the features in standard deviations"),
            *values,
        ),
        "Nearest cases",
    )  # fmt: skip


def unusual_table(found: Diagnosis) -> Table:
    """A row for the whole case, and one for each value outside of the training range."""
    rows = [("whole case", found.rarity, rarity_in_words(found))]
    rows += [(name, np.nan, sentence) for name, sentence in found.outside.items()]
    rows += [(name, np.nan, "missing") for name in found.missing]
    return Table(
        (
            Column("what", texts=tuple(r[0] for r in rows)),
            Column("rarity", np.array([r[1] for r in rows]),
                   description="Share of training cases that lie at least as far out; none "
                   "where too few values are there to say"),
            Column("remark", texts=tuple(r[2] for r in rows)),
        ),
        "How unusual",
    )  # fmt: skip


def rarity_in_words(found: Diagnosis) -> str:
    """What it is, and on how many values it rests."""
    count = len(found.names)
    there = count - len(found.missing)
    rests = f" This rests on {there} of {count} values; the others are missing."
    if np.isnan(found.rarity):
        return (
            f"How unusual it is cannot be told: only {there} of {count} values are there, and a "
            "missing one counts as an average one."
        )
    share = f"{percent(found.rarity)} of the training cases lie at least as far from their centre."
    if found.rarity <= 0.01:
        text = f"Very unusual: {share} Do not rely on the prediction."
    elif found.rarity <= UNUSUAL:
        text = f"Unusual: {share} The prediction may be wrong."
    else:
        text = f"Not unusual: {share}"
    return text + rests if found.missing else text


def percent(share: float, sign: str = "") -> str:
    """Such as "92.7 %"; with the sign "+" also of gains."""
    return f"{100 * share:{sign}.1f} %"


def shown(found: Diagnosis, n: int) -> str:
    """A column's value with its unit, or "missing"."""
    column = found.classifier.fitted.columns[n]
    value = found.frame[column.name].to_numpy()[0]
    if column.name in found.missing:
        return "missing"
    text = f"{value:.5g}" if column.kind == "numeric" else str(value)
    return f"{text} {column.unit}".strip()
