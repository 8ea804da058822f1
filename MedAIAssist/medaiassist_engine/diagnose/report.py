"""The report of a diagnosis: what was predicted, why, and how far to trust it."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from ..documents.blocks import (
    Bars,
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Picture,
    grid,
)
from ..models.card import interval
from ..models.summary import RESEARCH
from .diagnosis import Diagnosis
from .tables import percent, rarity_in_words, shown

_BARS = 15


def report(
    found: Diagnosis,
    patient: str = "",
    comment: str = "",
    pictures: Sequence[Picture] = (),
    notes: Sequence[str] = (),
) -> Document:
    """The document; it names the patient only if `patient` does."""
    remarks: list[Block] = [Heading("Notes"), Listing(tuple(notes))] if notes else []
    return Document(
        "Prediction report",
        (
            Paragraph(RESEARCH, strong=True),
            _about(found, patient, comment),
            *pictures,
            Heading("Answer"),
            *_answer(found),
            Heading("How usual is this case"),
            *_usual(found),
            Heading(f"What speaks for and against {found.explained}"),
            *_contributions(found),
            *_nearest(found),
            Heading("Values"),
            _values(found),
            Heading("How good the model is"),
            *_quality(found),
            *remarks,
        ),
    )


def _about(found: Diagnosis, patient: str, comment: str) -> Block:
    summary = found.classifier.summary
    rows = [
        ("patient", patient),
        ("date", time.strftime("%Y-%m-%d")),
        ("model", f"{summary.name}, trained {summary.created}"),
        ("predicts", summary.label),
        ("intended use", summary.intended_use),
        ("comment", comment),
    ]
    return grid((), [row for row in rows if row[1]])


def _answer(found: Diagnosis) -> list[Block]:
    fitted = found.classifier.fitted
    at = fitted.classes.index(found.answer)
    rule = "the most probable class" if fitted.threshold is None else (
        f"{fitted.classes[-1]} from a probability of {percent(fitted.threshold)} on"
    )  # fmt: skip
    calibrated = found.interval.probability[0]
    between = [
        f"{percent(low)} to {percent(high)}"
        for low, high in zip(found.interval.low[0], found.interval.high[0], strict=True)
    ]
    rows = [
        (name, percent(calibrated[n]), between[n], percent(found.probabilities[n]))
        for n, name in enumerate(fitted.classes)
    ]
    return [
        Paragraph(f"{found.answer}: {percent(calibrated[at])} ({between[at]})", strong=True),
        grid(("class", "calibrated probability", "interval", "classifier's own"), rows),
        Paragraph(
            f"The answer is {rule}, by the classifier's own probability. The calibrated one, and "
            "its interval (Venn-Abers), is what this meant for the "
            f"{len(found.classifier.codes)} training cases while they were left out of training: "
            "one end holds if this case has the class, the other if it has not. The interval is "
            "wide where few cases were alike."
        ),
    ]


def _usual(found: Diagnosis) -> list[Block]:
    blocks: list[Block] = [Paragraph(rarity_in_words(found))]
    sentences = [f"{name}: {sentence}" for name, sentence in found.outside.items()]
    if len(found.away) and found.away[0] == 0:
        sentences.insert(
            0,
            "A training case has exactly these values; if it is this patient, the prediction "
            "proves nothing.",
        )
    if found.missing:
        sentences.append(f"Missing and filled in from training cases: {', '.join(found.missing)}")
    return [*blocks, Listing(tuple(sentences))] if sentences else blocks


def _contributions(found: Diagnosis) -> list[Block]:
    shapley = found.contributions
    order = np.argsort(-np.abs(shapley.values), kind="stable")
    top, rest = order[:_BARS], order[_BARS:]
    rows = [(f"{found.names[n]}: {shown(found, n)}", float(v), percent(float(v), "+"))
            for n, v in zip(top, shapley.values[top], strict=True)]  # fmt: skip
    if len(rest):
        sum_of_rest = float(shapley.values[rest].sum())
        rows.append((f"{len(rest)} others together", sum_of_rest, percent(sum_of_rest, "+")))
    exact = "exact" if shapley.exact else (
        f"estimated, with standard errors up to {percent(shapley.errors.max())}"
    )  # fmt: skip
    compared = "training cases" if found.classifier.cases is not None else "invented typical cases"
    return [
        Bars(tuple(rows)),
        Paragraph(
            f"Shapley values ({exact}), compared with {compared}: they add up from the average "
            f"{percent(shapley.baseline)} to {percent(shapley.prediction)}, the "
            "classifier's own probability. They say what the model looks at, not what causes the "
            "disease."
        ),
    ]


def _nearest(found: Diagnosis) -> list[Block]:
    kept = found.classifier.cases
    if kept is None or not len(found.near):
        return []
    classes = found.classifier.fitted.classes
    rows = [(int(kept.numbers[n]), classes[kept.codes[n]], f"{d:.2f}")
            for n, d in zip(found.near, found.away, strict=True)]  # fmt: skip
    head = ("training case", "class", "distance in standard deviations")
    return [Heading("Nearest training cases"), grid(head, rows)]


def _values(found: Diagnosis) -> Block:
    fitted, seen = found.classifier.fitted, found.classifier.seen
    rows = [
        (c.name, shown(found, n), f"{s.low:.5g} to {s.high:.5g}" if c.kind == "numeric"
         else ", ".join(c.categories))
        for n, (c, s) in enumerate(zip(fitted.columns, seen, strict=True))
    ]  # fmt: skip
    return grid(("column", "value", "seen in training"), rows)


def _quality(found: Diagnosis) -> list[Block]:
    summary = found.classifier.summary
    rows = [(m.name, f"{m.value:.3f}", interval(m)) for m in summary.metrics]
    return [Paragraph(summary.validation), grid(("metric", "value", "95 % interval"), rows)]
