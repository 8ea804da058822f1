"""The tables of an evaluation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...contract.payloads import Column, Table
from .evaluate import Evaluation
from .froc import RATES
from .working_point import WorkingPoint

MEANINGS = {
    "AP": "Average precision, mean over overlaps of 0.5 to 0.95 (COCO)",
    "AP50": "Average precision at an overlap of 0.5 (COCO)",
    "AP75": "Average precision at an overlap of 0.75 (COCO)",
    "AP small": "AP of small boxes",
    "AP medium": "AP of medium boxes",
    "AP large": "AP of large boxes",
    "AR": "Average recall, mean over overlaps of 0.5 to 0.95 (COCO)",
    "AR at 1": "AR of the strongest box of each class and case",
    "AR at 10": "AR of the ten strongest boxes of each class and case",
    "AR small": "AR of small boxes",
    "AR medium": "AR of medium boxes",
    "AR large": "AR of large boxes",
    "VOC AP": "Area below the precision-recall curve at the overlap chosen (Pascal VOC since 2010)",
    "VOC AP 2007": "Mean precision at eleven recalls at the overlap chosen (Pascal VOC 2007)",
    "CPM": "Mean of the following sensitivities (LUNA16's competition metric)",
    **{
        f"sensitivity at {rate:g}": f"Share of lesions found at {rate:g} false alarms for each case"
        for rate in RATES
    },
}
"""Metrics in the order they are reported, and what each says."""

_OF_CLASS = (
    "AP", "AP50", "AP75", "AP small", "AP medium", "AP large", "AR", "VOC AP", "VOC AP 2007", "CPM",
)  # fmt: skip
_WITH_INTERVAL = ("AP50", "CPM")


def metrics_table(evaluation: Evaluation) -> Table:
    """One row for each metric with its 95 % interval over patients."""
    values = np.array([evaluation.metrics[name] for name in MEANINGS])
    return Table(
        (
            Column("metric", texts=tuple(MEANINGS)),
            Column("value", values[:, 0], description="Over all cases"),
            Column("low", values[:, 1], description="Lower limit of the 95 % interval"),
            Column("high", values[:, 2], description="Upper limit of the 95 % interval"),
            Column("meaning", texts=tuple(MEANINGS.values())),
        ),
        "Metrics",
    )


def per_class_table(evaluation: Evaluation, points: Sequence[WorkingPoint]) -> Table:
    """One row for each class.

    Args:
        points: the working point of each class.
    """
    joined, columns = evaluation.joined, []
    for name in _OF_CLASS:
        values = np.array([evaluation.per_class[each][name] for each in joined.classes])
        columns.append(Column(name, values[:, 0], description=MEANINGS[name]))
        if name in _WITH_INTERVAL:
            columns += [
                Column(f"{name} low", values[:, 1], description="Of the 95 % interval"),
                Column(f"{name} high", values[:, 2], description="Of the 95 % interval"),
            ]
    at = "At the least score"
    return Table(
        (
            Column("class", texts=joined.classes),
            Column("annotated", np.array([p.wanted for p in points]), description="Boxes"),
            Column("found", np.bincount(joined.found.label, minlength=len(points)),
                   description="Boxes of any score"),
            *columns,
            Column("least score", np.array([p.score for p in points])),
            Column("hits", np.array([p.hits for p in points]), description=at),
            Column("false alarms", np.array([p.alarms for p in points]), description=at),
            Column("precision", np.array([p.precision for p in points]), description=at),
            Column("recall", np.array([p.recall for p in points]), description=at),
            Column("F1", np.array([p.f1 for p in points]), description=at),
        ),
        "Classes",
    )  # fmt: skip
