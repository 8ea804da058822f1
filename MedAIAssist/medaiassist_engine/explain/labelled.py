"""Labelled cases as a saved model sees them."""

from __future__ import annotations

import numpy as np

from ..classify.columns import required, texts_of
from ..classify.data import Cases, case_names
from ..classify.frames import frame_of
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Table
from ..contract.tables import find
from ..models.classical import Classifier


def labelled_cases(
    table: Table,
    classifier: Classifier,
    context: Context,
    *,
    label: str = "",
    patient: str = "patient",
    case: str = "case",
) -> Cases:
    """Rows with a label, with the predictors and classes of the model.

    Args:
        label: the column with the class; "" for the one that the model learnt.

    Raises:
        UserError: a column is missing, or a case has a class that the model does not know.
    """
    fitted = classifier.fitted
    names = case_names(table, case)
    column = label or classifier.summary.label
    given = texts_of(required(table, column, "class"))
    kept = np.flatnonzero(given != "")
    if not len(kept):
        raise UserError(f"Column '{column}' holds no class; label the cases first.")
    labels = np.array([_class(given[n], fitted.classes, names[n], column) for n in kept])
    if patient not in ("", "patient"):
        required(table, patient, "patient")
    named = find(table, patient)
    patients = names if named is None else texts_of(named)
    patients = np.where(patients == "", names, patients)
    frame = frame_of(table, fitted.columns, names, context)
    return Cases(
        frame.iloc[kept].reset_index(drop=True),
        labels,
        names[kept],
        patients[kept],
        None,
        None,
        fitted.columns,
        fitted.classes,
    )


def _class(text: str, classes: tuple[str, ...], case: str, column: str) -> str:
    """Classes that were put together are called "A or B"."""
    for name in classes:
        if text == name or text in name.split(" or "):
            return name
    raise UserError(
        f"Case '{case}' has '{text}' in column '{column}', but the model knows: "
        f"{', '.join(classes)}. Correct it or leave it empty."
    )
