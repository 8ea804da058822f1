"""A model card (Mitchell et al., FAT* 2019), written from what is saved with the model."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..classify.fitting import Fitted
from ..classify.recipe import Recipe
from ..contract.params import as_dict
from ..documents.blocks import Block, Document, Heading, Paragraph, grid
from .choices import choice_rows, extraction_blocks
from .seen import Seen
from .summary import RESEARCH, Metric, Summary

_HOLDING = ("knn", "svm_rbf", "svm_linear")  # classifiers that consist of training cases


def model_card(fitted: Fitted, seen: Sequence[Seen], summary: Summary) -> Document:
    """Everything that someone who gets the model needs to know."""
    return Document(
        f"Model card: {summary.name}",
        (
            Paragraph(RESEARCH, strong=True),
            Heading("Intended use"),
            Paragraph(summary.intended_use or "Not stated by who trained the model."),
            Heading("Training"),
            _training(fitted, summary),
            Heading("Measured quality"),
            *_quality(summary),
            Heading("Columns"),
            _columns(fitted, seen),
            *_extraction(summary),
            Heading("Data protection"),
            Paragraph(_protection(fitted, summary)),
            Heading("Recipe"),
            grid(("choice", "value"), choice_rows(Recipe, as_dict(fitted.chosen))),
        ),
    )


def _training(fitted: Fitted, summary: Summary) -> Block:
    classes = ", ".join(
        f"{name}: {summary.cases[name]} cases of {summary.patients[name]} patients"
        for name in fitted.classes
    )
    threshold = "the most probable class" if fitted.threshold is None else (
        f"{fitted.classes[-1]} from a probability of {fitted.threshold:.3f} on"
    )  # fmt: skip
    versions = ", ".join(f"{name} {version}" for name, version in summary.versions.items())
    return grid(
        (),
        [
            ("date", summary.created),
            ("label", summary.label),
            ("classes", classes),
            ("classifier", fitted.recipe.classifier),
            ("calibration", fitted.recipe.calibration),
            ("answer", threshold),
            ("seed", summary.seed),
            ("data fingerprint", summary.fingerprint),
            ("versions", versions),
        ],
    )


def _quality(summary: Summary) -> list[Block]:
    rows = [(m.name, f"{m.value:.3f}", interval(m)) for m in summary.metrics]
    table = [grid(("metric", "value", "95 % interval"), rows)] if rows else []
    return [Paragraph(summary.validation), *table]


def interval(metric: Metric) -> str:
    """The limits in words; empty if there are none."""
    if math.isnan(metric.low) or math.isnan(metric.high):
        return ""
    return f"{metric.low:.3f} to {metric.high:.3f}"


def _columns(fitted: Fitted, seen: Sequence[Seen]) -> Block:
    rows = [
        (
            column.name,
            column.kind,
            f"{s.low:.6g} to {s.high:.6g} {column.unit}".strip()
            if column.kind == "numeric" else ", ".join(column.categories),
            f"{100 * s.missing:.0f} %",
        )
        for column, s in zip(fitted.columns, seen, strict=True)
    ]  # fmt: skip
    return grid(("column", "kind", "seen in training", "missing"), rows)


def _extraction(summary: Summary) -> list[Block]:
    if not summary.extraction:
        return []
    return [Heading("How features were measured"), *extraction_blocks(summary.extraction)]


def _protection(fitted: Fitted, summary: Summary) -> str:
    kept = (
        "The model keeps the values of training cases under numbers, without names or dates, to "
        "show the cases nearest to a new one."
        if summary.keeps_cases
        else "The model keeps no list of training cases, only ranges and averages of columns."
    )
    if fitted.recipe.classifier in _HOLDING:
        kept += " This kind of classifier consists of training cases, so it holds values of some."
    return kept + (
        " Fingerprints of training cases are kept, to recognise them in test data. Treat the file "
        "like the data that it was trained on."
    )
