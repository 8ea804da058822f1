"""Checks of labels and patients."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..contract.payloads import Table
from .columns import CASE, LABEL, PATIENT, SPLIT, cells, find, listed, patients
from .findings import ERROR, INFO, WARNING, Finding
from .spellings import slips


def check_classes(table: Table, smallest: int) -> list[Finding]:
    """Missing labels, a single class, classes with few patients, misspelt ones."""
    labels, cases = cells(table, LABEL), cells(table, CASE)
    if not any(labels):
        return [
            Finding(WARNING, "No labels", "No case has a label.",
                    "Fill in the column 'label' before training.", column=LABEL)
        ]  # fmt: skip
    found = [
        Finding(WARNING, "Missing label", f"Case '{case}' has no label.",
                "Fill it in; the case is left out of training.", case, LABEL)
        for case, label in zip(cases, labels, strict=True) if not label
    ]  # fmt: skip
    of_class: dict[str, set[str]] = defaultdict(set)
    for label, patient in zip(labels, patients(table), strict=True):
        if label:
            of_class[label].add(patient)
    if len(of_class) == 1:
        found.append(
            Finding(ERROR, "One class only", f"All labels are '{labels[0]}'.",
                    "Add cases of another class; nothing can be told apart.", column=LABEL)
        )  # fmt: skip
    found += [
        Finding(WARNING, "Tiny class", f"Class '{label}' has {len(who)} patients only.",
                f"Add cases, or merge it with another class; {smallest} are the least that gives "
                "usable intervals.", cases[labels.index(label)], LABEL)
        for label, who in of_class.items() if len(who) < smallest
    ]  # fmt: skip
    return found + misspelt(as_written(table, LABEL), cases, LABEL)


def misspelt(words: Sequence[str], cases: Sequence[str], column: str) -> list[Finding]:
    """Words of a column that are most likely meant to be another one of it."""
    return [
        Finding(WARNING, "Spelling", f"'{word}' in column '{column}' looks like '{meant}'.",
                f"Change it to '{meant}' in {words.count(word)} cases if that is meant.",
                cases[words.index(word)], column)
        for word, meant in slips(words).items()
    ]  # fmt: skip


def torn_patients(
    patients: Sequence[str], parts: Sequence[str], cases: Sequence[str], column: str = SPLIT
) -> list[Finding]:
    """Patients in more than one part of the split; those without a name or a part do not count."""
    return [
        Finding(ERROR, "Patient in two splits",
                f"Patient '{patient}' is in {' and '.join(found)} (cases {listed(own)}).",
                "Split anew; the test would see what was trained on.", own[0], column)
        for patient, found, own in _of_patients(patients, parts, cases)
    ]  # fmt: skip


def check_patients(table: Table) -> list[Finding]:
    """Patients in more than one part of the split, or with more than one label."""
    who, cases = cells(table, PATIENT), cells(table, CASE)
    return torn_patients(who, cells(table, SPLIT), cases) + [
        Finding(INFO, "Patient with two labels",
                f"Patient '{patient}' has the labels {listed(labels)} (cases {listed(own)}).",
                "Correct, if the label is one of the patient and not of the image.",
                own[0], LABEL)
        for patient, labels, own in _of_patients(who, cells(table, LABEL), cases)
    ]  # fmt: skip


def as_written(table: Table, name: str) -> list[str]:
    """The texts of a column with the blanks around them; none of numbers."""
    column = find(table, name)
    return [] if column is None or column.values is not None else list(column.texts)


def class_counts(table: Table) -> Counter[str]:
    """Cases by label."""
    return Counter(label for label in cells(table, LABEL) if label)


def _of_patients(
    patients: Sequence[str], values: Sequence[str], cases: Sequence[str]
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Patients with several values: the patient, the values, and all its cases."""
    of_patient: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for patient, *rest in zip(patients, values, cases, strict=True):
        if patient:
            of_patient[patient].append((rest[0], rest[1]))
    for patient, own in of_patient.items():
        found = sorted({value for value, _ in own if value})
        if len(found) > 1:
            yield patient, found, [case for _, case in own]
