"""The tables and the chart of trained and applied networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...contract.payloads import Chart, Column, Curve, Table
from ..result_tables import PROBABILITY
from .history import Epoch
from .running import Answers


def predictions_table(
    keys: Sequence[Column], answers: Answers, classes: tuple[str, ...], name: str
) -> Table:
    """Key columns, then answer, probabilities and uncertainty of each row."""
    best = answers.probabilities.argmax(axis=1)
    columns = [
        *keys,
        Column("predicted", texts=tuple(classes[code] for code in best)),
        *(
            Column(f"{PROBABILITY}{label}", values, description=f"Probability of {label}")
            for label, values in zip(classes, answers.probabilities.T, strict=True)
        ),
        Column("entropy", answers.entropy, unit="nat",
               description=f"Uncertainty: 0 if sure, {np.log(len(classes)):.3g} if nothing is "
               "known"),
    ]  # fmt: skip
    if answers.spread is not None:
        rows = np.arange(len(best))
        columns.append(Column("spread", answers.spread[rows, best],
                              description="Standard deviation of the answer's probability over "
                              "all runs"))  # fmt: skip
    if answers.knowledge is not None:
        columns.append(Column("mutual_information", answers.knowledge, unit="nat",
                              description="Part of the entropy that comes from what the network "
                              "has not learnt"))  # fmt: skip
    return Table(tuple(columns), name)


def truth_columns(
    names: NDArray[np.str_], patients: NDArray[np.str_], part: str | Sequence[str],
    truth: Sequence[str],
) -> list[Column]:  # fmt: skip
    """Key columns as those of a validation, so that networks can be compared with classifiers."""
    parts = (part,) * len(names) if isinstance(part, str) else tuple(part)
    return [
        Column("case", texts=tuple(names.tolist())),
        Column("patient", texts=tuple(patients.tolist())),
        Column("fold", texts=parts, description="In which it was tested"),
        Column("truth", texts=tuple(truth)),
    ]


def curve_chart(history: Sequence[Epoch]) -> Chart:
    """Loss and share of right answers after each epoch."""
    table = Table(
        (
            Column("epoch", np.arange(1, len(history) + 1)),
            Column("training loss", np.array([e.loss for e in history]),
                   description="Mean over the epoch, of varied images"),
            Column("validation loss", np.array([e.validation_loss for e in history])),
            Column("validation accuracy", np.array([e.accuracy for e in history]),
                   description="Share of right answers"),
            Column("learning rate", np.array([e.learning_rate for e in history]),
                   description="At the end of the epoch"),
        ),
        "Training",
    )  # fmt: skip
    curves = tuple(
        Curve("epoch", name, name)
        for name in ("training loss", "validation loss", "validation accuracy")
    )
    return Chart(table, curves, "Training", "epoch", "loss, accuracy")


def fold_chart(histories: Sequence[Sequence[Epoch]]) -> Chart:
    """The validation loss of each fold after each epoch; NaN after it ended."""
    epochs = np.arange(1, max(map(len, histories)) + 1)
    columns = [Column("epoch", epochs)]
    for n, history in enumerate(histories, 1):
        losses = np.full(len(epochs), np.nan)
        losses[: len(history)] = [epoch.validation_loss for epoch in history]
        columns.append(Column(f"fold {n}", losses, description="Validation loss"))
    curves = tuple(Curve("epoch", column.name, column.name) for column in columns[1:])
    return Chart(Table(tuple(columns), "Training"), curves, "Training", "epoch", "validation loss")
