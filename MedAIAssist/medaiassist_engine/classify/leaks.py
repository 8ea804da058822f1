"""Columns and cases that give the answer away, found before anything is trained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from .data import Cases, Predictor
from .fingerprints import predictor_bytes
from .labels import misspelled

Reals = NDArray[np.float64]
SUSPECT_AUC = 0.99
_FEW = 10  # cases, below which a perfect order says nothing
_FILLED = 2  # features of a case, for it to be compared with others
_CATEGORY = 5  # cases in a category on average, for its share of a class to mean something


@dataclass(frozen=True)
class Suspect:
    """Something that should be looked at before a result is believed.

    Attributes:
        kind: label_copy, predicts_alone, missing_predicts, patient_split, duplicate or spelling.
        thing: the column, patient, case or label it is about.
        text: a sentence for the user.
    """

    kind: Literal[
        "label_copy", "predicts_alone", "missing_predicts", "patient_split", "duplicate", "spelling"
    ]
    thing: str
    text: str


def suspects(cases: Cases, context: Context | None = None) -> list[Suspect]:
    """Everything suspicious about the cases, the worst first; empty is good.

    Raises:
        Cancelled: the user cancelled.
    """
    return [
        *_copies(cases),
        *_patients_in_two_splits(cases),
        *_predict_alone(cases, context or Context()),
        *_duplicates(cases),
        *_spellings(cases),
    ]


def _copies(cases: Cases) -> Iterator[Suspect]:
    """Columns with one value for each class."""
    for column in cases.columns:
        if _is_copy(cases.frame[column.name], cases):
            text = (
                f"Column '{column.name}' says the same as the label in every case; if it is "
                "known only with the diagnosis, leave it out."
            )
            yield Suspect("label_copy", column.name, text)


def _is_copy(values: Any, cases: Cases) -> bool:
    if values.nunique() > len(cases.classes):
        return False
    known = values.notna().to_numpy()
    if known.sum() < max(_FEW, len(cases) // 2):
        return False
    pairs = set(zip(values[known], cases.labels[known], strict=True))
    distinct = {value for value, _ in pairs}
    return len(pairs) == len(distinct) == len({label for _, label in pairs}) > 1


def _predict_alone(cases: Cases, context: Context) -> Iterator[Suspect]:
    for n, column in enumerate(cases.columns):
        context.progress(n / len(cases.columns), "Looking for leaks")
        values = cases.frame[column.name]
        if _is_copy(values, cases):
            continue
        area = alone(column, values.to_numpy(), cases)
        if area > SUSPECT_AUC:
            text = (
                f"Column '{column.name}' alone tells the classes apart (AUC {area:.3f}); make sure "
                "that it is known before the diagnosis."
            )
            yield Suspect("predicts_alone", column.name, text)
        missing = values.isna().to_numpy().astype(np.float64)
        if 0 < missing.sum() < len(missing) and _area(missing, cases.codes, cases) > SUSPECT_AUC:
            text = (
                f"Whether column '{column.name}' is empty tells the classes apart; leave it out "
                "if it is only filled in with the diagnosis."
            )
            yield Suspect("missing_predicts", column.name, text)


def alone(column: Predictor, values: NDArray[Any], cases: Cases) -> float:
    """AUC of one predictor where it is known, in the better direction; 0 where it says nothing.

    For more than two classes the mean over classes, each against the rest.
    """
    codes = cases.codes
    if column.kind == "numeric":
        known = ~np.isnan(values)
        return _area(values[known], codes[known], cases) if known.sum() >= _FEW else 0.0
    known = np.array([value is not None for value in values])
    if known.sum() < max(_FEW, _CATEGORY * len(column.categories)):
        return 0.0
    _, place = np.unique(values[known].astype(str), return_inverse=True)
    areas = []
    for code in _tested(cases):
        positive = codes[known] == code
        shares = np.bincount(place, positive) / np.bincount(place)
        areas.append(_one_area(_ranks(shares[place]), positive))
    return float(np.mean(areas))


def _area(values: Reals, codes: NDArray[np.intp], cases: Cases) -> float:
    ranks = _ranks(values)
    return float(np.mean([_one_area(ranks, codes == code) for code in _tested(cases)]))


def _tested(cases: Cases) -> list[int]:
    return [1] if len(cases.classes) == 2 else list(range(len(cases.classes)))


def _ranks(values: Reals) -> Reals:
    from scipy.stats import rankdata

    return rankdata(values)


def _one_area(ranks: Reals, positive: NDArray[np.bool_]) -> float:
    """The Mann-Whitney statistic in the better direction; 0.5 with one class only."""
    diseased = int(positive.sum())
    healthy = len(positive) - diseased
    if not diseased or not healthy:
        return 0.5
    area = (float(ranks[positive].sum()) - diseased * (diseased + 1) / 2) / (diseased * healthy)
    return max(area, 1 - area)


def _patients_in_two_splits(cases: Cases) -> Iterator[Suspect]:
    if cases.splits is None:
        return
    found: dict[str, set[str]] = {}
    for patient, split in zip(cases.patients, cases.splits, strict=True):
        found.setdefault(str(patient), set()).add(str(split))
    for patient, splits in found.items():
        if len(splits) > 1:
            text = (
                f"Patient '{patient}' has cases in {' and '.join(sorted(splits))}; move all of "
                "them to one part."
            )
            yield Suspect("patient_split", patient, text)


def _duplicates(cases: Cases) -> Iterator[Suspect]:
    """Equal in every predictor, but of different patients, so that folds could tear them apart."""
    first: dict[bytes, int] = {}
    filled = cases.frame.notna().sum(axis=1).to_numpy()
    for n, row in enumerate(predictor_bytes(cases)):
        if filled[n] < _FILLED:
            continue
        known = first.setdefault(row, n)
        if cases.patients[known] != cases.patients[n]:
            text = (
                f"Cases '{cases.names[known]}' and '{cases.names[n]}' are equal in every feature; "
                "if they are one patient, give them the same patient, or delete one."
            )
            yield Suspect("duplicate", str(cases.names[n]), text)


def _spellings(cases: Cases) -> Iterator[Suspect]:
    for rare, frequent in misspelled(cases.labels):
        text = f"Class '{rare}' is rare and nearly spelled like '{frequent}'; is it the same?"
        yield Suspect("spelling", rare, text)
