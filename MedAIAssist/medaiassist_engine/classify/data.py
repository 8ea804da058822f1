"""Cases with predictors, labels, patients and sites, from a table."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..cohort.columns import listed
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Table
from ..contract.tables import check_rows, find, title
from ..interruptible import interruptible
from ..loading import load
from .columns import matching, predictor_names, required, texts_of
from .frames import predictor_of
from .labels import check_spelling, classes_of
from .parameters import CaseColumns
from .predictors import Predictor

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Cases", "Predictor", "case_names", "cases_of"]

Texts = NDArray[np.str_]
_MOST_CATEGORIES = 30


@dataclass(frozen=True)
class Cases:
    """Labelled cases, ready to train and to validate with.

    Attributes:
        frame: (cases, predictors); float64 with NaN, or object: str with None where missing.
            Its index is 0..n-1, its columns are the names of `columns` in order.
        labels: (cases,) class of each.
        names: (cases,) ids; unique unless the table repeats them.
        patients: (cases,) cases of one patient are never torn apart; the case itself where
            the table names no patient.
        sites: (cases,) hospital, or None.
        splits: (cases,) train, test, ... as the table says, or None.
        columns: what each column of `frame` is.
        classes: class names; of two, the positive one is last.
    """

    frame: pd.DataFrame
    labels: Texts
    names: Texts
    patients: Texts
    sites: Texts | None
    splits: Texts | None
    columns: tuple[Predictor, ...]
    classes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)

    @functools.cached_property
    def codes(self) -> NDArray[np.intp]:
        """(cases,) index of each label in `classes`; what the pipelines are trained on."""
        place = {name: n for n, name in enumerate(self.classes)}
        return np.array([place[str(label)] for label in self.labels], dtype=np.intp)

    def rows(self, chosen: NDArray[np.intp] | Sequence[int]) -> Cases:
        """The cases at these positions, with the same classes."""
        at = np.asarray(chosen, dtype=np.intp)
        return Cases(
            self.frame.iloc[at].reset_index(drop=True),
            self.labels[at],
            self.names[at],
            self.patients[at],
            None if self.sites is None else self.sites[at],
            None if self.splits is None else self.splits[at],
            self.columns,
            self.classes,
        )


def cases_of(table: Table, columns: CaseColumns, context: Context) -> Cases:
    """Labelled cases from the rows of a table; rows without a label are left out with a note.

    Predictors are the columns that `columns.features` names, or all but those that say which
    case, patient, site, split, label or file a row is. Texts are categories, numbers are numbers.

    Raises:
        UserError: a column is missing or holds nothing, a value is infinite, there is one class
            only, or two labels look like one; the text names case and column.
    """
    pd = interruptible(partial(load, "pandas"), context)
    check_rows(table)
    labels = texts_of(required(table, columns.label, "class"))
    names = case_names(table, columns.case)
    kept = labels != ""
    if not kept.any():
        raise UserError(f"Column '{columns.label}' holds no class; label the cases first.")
    check_spelling(labels[kept], names[kept], columns.label)
    if not kept.all():
        context.note(
            f"{int((~kept).sum())} of {len(kept)} cases have no {columns.label} and are left out: "
            f"{listed(names[~kept].tolist())}."
        )
    labels, classes = classes_of(labels[kept], columns.positive, columns.label)
    predictors, frame = _predictors(table, columns, names, kept, context)
    return Cases(
        pd.DataFrame(frame),
        labels,
        names[kept],
        _patients(table, columns, names, context)[kept],
        _optional(table, columns.site, "site", kept),
        _optional(table, columns.split if find(table, columns.split) else "", "split", kept),
        predictors,
        classes,
    )


def case_names(table: Table, column: str = "case") -> Texts:
    """The id of each row: of the column if there is one, else its number.

    Raises:
        UserError: a column other than the default is asked for and missing.
    """
    found = find(table, column)
    numbers = np.array([f"row {n}" for n in range(1, check_rows(table) + 1)])
    if found is None:
        if column not in ("", "case"):
            required(table, column, "case")
        return numbers
    texts = texts_of(found)
    return np.where(texts == "", numbers, texts)


def _patients(table: Table, columns: CaseColumns, names: Texts, context: Context) -> Texts:
    found = find(table, columns.patient)
    if found is None:
        if columns.patient not in ("", "patient"):
            required(table, columns.patient, "patient")
        context.note("The table names no patient, so every case counts as one.")
        return names
    texts = texts_of(found)
    unknown = texts == ""
    if unknown.any():
        context.note(
            f"{int(unknown.sum())} cases have no {columns.patient} and count as patients of "
            f"their own: {listed(names[unknown].tolist())}."
        )
    return np.where(unknown, np.char.add("case ", names), texts)


def _optional(table: Table, name: str, what: str, kept: NDArray[np.bool_]) -> Texts | None:
    if not name:
        return None
    texts = texts_of(required(table, name, what))[kept]
    return np.where(texts == "", f"(no {what})", texts)


def _predictors(
    table: Table, columns: CaseColumns, names: Texts, kept: NDArray[np.bool_], context: Context
) -> tuple[tuple[Predictor, ...], dict[str, Any]]:
    categorical = set(matching(table, columns.categorical))
    asked = bool(columns.features.strip())
    predictors: list[Predictor] = []
    frame: dict[str, Any] = {}
    for n, name in enumerate(wanted := predictor_names(table, columns)):
        context.progress(0.1 * n / len(wanted), "Reading cases")
        column = required(table, name, "feature")
        predictor, values = predictor_of(column, name in categorical, names)
        values = values[kept]
        if not asked and len(predictor.categories) > max(_MOST_CATEGORIES, len(values) // 2):
            context.note(
                f"Column '{name}' has {len(predictor.categories)} different texts and is left "
                "out; name it under Features if they are categories."
            )
            continue
        if _all_missing(values):
            raise UserError(
                f"Column '{name}' holds no value in any labelled case, such as "
                f"{names[kept][0]}; fill it in or name it under Leave out."
            )
        predictors.append(predictor)
        frame[predictor.name] = values
    if not predictors:
        raise UserError(f"{title(table)} has no column that can be a feature.")
    return tuple(predictors), frame


def _all_missing(values: Any) -> bool:
    """Whether nothing is there: neither a number nor a text."""
    if values.dtype == object:
        return all(value is None for value in values)
    return bool(np.isnan(values).all())
