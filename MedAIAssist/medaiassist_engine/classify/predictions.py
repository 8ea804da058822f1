"""Predictions read back from the table of a validation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..contract.errors import UserError
from ..contract.payloads import Table
from ..contract.tables import check_rows, title
from .columns import required, texts_of
from .result_tables import PROBABILITY

Texts = NDArray[np.str_]


@dataclass(frozen=True)
class Predictions:
    """Columns of a predictions table, (n,) each; probabilities (n, classes)."""

    cases: Texts
    patients: Texts
    folds: Texts
    truth: NDArray[np.intp]
    probabilities: NDArray[np.float64]
    classes: tuple[str, ...]

    def rows(self, chosen: NDArray[np.intp]) -> Predictions:
        """Those at these positions."""
        return Predictions(
            self.cases[chosen], self.patients[chosen], self.folds[chosen],
            self.truth[chosen], self.probabilities[chosen], self.classes,
        )  # fmt: skip


def predictions_of(table: Table) -> Predictions:
    """Read a table that a validation made.

    Raises:
        UserError: a column is missing, or a truth is none of the classes.
    """
    check_rows(table)
    columns = [c for c in table.columns if c.name.startswith(PROBABILITY) and c.values is not None]
    classes = tuple(c.name[len(PROBABILITY) :] for c in columns)
    if len(classes) < 2:
        raise UserError(
            f"{title(table)} has no probabilities (columns '{PROBABILITY}CLASS'); choose the "
            "predictions of a validation."
        )
    cases, patients, folds, truth = (
        texts_of(required(table, name, f"{name} of each prediction"))
        for name in ("case", "patient", "fold", "truth")
    )
    for case, label in zip(cases, truth, strict=True):
        if label not in classes:
            raise UserError(
                f"Case '{case}' has the truth '{label}', which is none of the classes of "
                f"{title(table)} ({', '.join(classes)})."
            )
    codes = np.array([classes.index(label) for label in truth], dtype=np.intp)
    values = np.stack([np.asarray(c.values, dtype=np.float64) for c in columns], axis=1)
    return Predictions(cases, patients, folds, codes, values, classes)


def paired(first: Predictions, second: Predictions) -> tuple[Predictions, Predictions]:
    """Both on the predictions that they share: the same case, for the same time.

    Raises:
        UserError: the classes differ, a case has two truths, or nothing is shared.
    """
    if first.classes != second.classes:
        raise UserError(
            f"The predictions are of different classes ({', '.join(first.classes)} and "
            f"{', '.join(second.classes)}); compare validations of the same label."
        )
    places = [_places(first.cases), _places(second.cases)]
    shared = [key for key in places[0] if key in places[1]]
    if not shared:
        raise UserError("The two tables have no case in common; compare the same cases.")
    one, other = (
        p.rows(np.array([at[key] for key in shared], dtype=np.intp))
        for p, at in zip((first, second), places, strict=True)
    )
    for case, a, b in zip(one.cases, one.truth, other.truth, strict=True):
        if a != b:
            raise UserError(
                f"Case '{case}' is '{first.classes[a]}' in one table and '{first.classes[b]}' in "
                "the other; validate both on the same table."
            )
    return one, other


def _places(cases: Texts) -> dict[tuple[str, int], int]:
    """Row of each case and how often it came before."""
    seen: dict[str, int] = {}
    found = {}
    for row, case in enumerate(cases.tolist()):
        found[case, seen.get(case, 0)] = row
        seen[case] = seen.get(case, 0) + 1
    return found
