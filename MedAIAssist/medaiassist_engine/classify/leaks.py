"""Columns and cases that give the answer away, found before anything is trained."""

from __future__ import annotations

from ..cohort.class_checks import misspelt, torn_patients
from ..cohort.findings import WARNING, Finding, ordered
from ..cohort.leaks import suspects
from ..context import Context
from ..contract.cohorts import LABEL, PATIENT, SPLIT
from .data import Cases
from .fingerprints import predictor_bytes
from .parameters import CaseColumns

_MOST_NOTES = 5
_FILLED = 2  # features of a case, for it to be compared with others


def findings(
    cases: Cases, context: Context | None = None, label: str = LABEL, split: str = SPLIT
) -> list[Finding]:
    """Everything suspicious about the cases, the worst first; empty is good.

    Columns are judged as by `cohort.check`, in the form in which the classifier sees them.

    Args:
        label, split: names of these columns, to tell where something is.

    Raises:
        Cancelled: the user cancelled.
    """
    names, patients = cases.names.tolist(), cases.patients.tolist()
    columns = [(c.name, cases.frame[c.name].to_numpy()) for c in cases.columns]
    leaks = suspects(columns, cases.codes, context or Context())
    parts = None if cases.splits is None else cases.splits.tolist()
    return ordered([
        *(suspect.finding(names) for suspect in leaks),
        *([] if parts is None else torn_patients(patients, parts, names, split)),
        *_equal_cases(cases),
        *misspelt(cases.labels.tolist(), names, label),
    ])  # fmt: skip


def warn(cases: Cases, columns: CaseColumns, context: Context) -> list[Finding]:
    """The findings, told before anything is trained: the first few as notes.

    Raises:
        Cancelled: the user cancelled.
    """
    found = findings(cases, context, columns.label, columns.split)
    for finding in found[:_MOST_NOTES]:
        context.note(f"Warning: {finding.message} {finding.remedy}")
    if len(found) > _MOST_NOTES:
        context.note(
            f"{len(found) - _MOST_NOTES} more warnings: validate, or check the cohort, to see all."
        )
    if found:
        context.progress(1.0, f"Warnings before training: {len(found)}")
    return found


def _equal_cases(cases: Cases) -> list[Finding]:
    """Equal in every predictor, but of different patients, so that folds could tear them apart."""
    first: dict[bytes, int] = {}
    filled = cases.frame.notna().sum(axis=1).to_numpy()
    found = []
    for n, row in enumerate(predictor_bytes(cases)):
        known = n if filled[n] < _FILLED else first.setdefault(row, n)
        if cases.patients[known] != cases.patients[n]:
            found.append(
                Finding(WARNING, "Equal cases",
                        f"Cases '{cases.names[known]}' and '{cases.names[n]}' are equal in every "
                        "feature.",
                        "If they are one patient, give them the same patient, or delete one.",
                        str(cases.names[n]), PATIENT)
            )  # fmt: skip
    return found
