"""Checks of labels and patients."""

from __future__ import annotations

from collections import Counter, defaultdict

from ..contract.payloads import Table
from .columns import CASE, LABEL, PATIENT, SPLIT, cells, listed, patients
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
                "usable intervals.", _first(cases, labels, label), LABEL)
        for label, who in of_class.items() if len(who) < smallest
    ]  # fmt: skip
    return found + misspelt(table, LABEL)


def misspelt(table: Table, column: str) -> list[Finding]:
    """Words of a column that are most likely meant to be another one of it."""
    words, cases = _as_written(table, column), cells(table, CASE)
    return [
        Finding(WARNING, "Spelling", f"'{word}' in column '{column}' looks like '{meant}'.",
                f"Change it to '{meant}' in {words.count(word)} cases if that is meant.",
                _first(cases, words, word), column)
        for word, meant in slips(words).items()
    ]  # fmt: skip


def check_patients(table: Table) -> list[Finding]:
    """Patients in more than one part of the split, or with more than one label."""
    of_patient: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    columns = (cells(table, name) for name in (PATIENT, CASE, SPLIT, LABEL))
    for patient, *rest in zip(*columns, strict=True):
        if patient:
            of_patient[patient].append((rest[0], rest[1], rest[2]))
    found = []
    for patient, own in of_patient.items():
        parts = sorted({part for _, part, _ in own if part})
        labels = sorted({label for *_, label in own if label})
        some = listed([case for case, *_ in own])
        if len(parts) > 1:
            found.append(
                Finding(ERROR, "Patient in two splits",
                        f"Patient '{patient}' is in {' and '.join(parts)} (cases {some}).",
                        "Split anew; the test would see what was trained on.", own[0][0], SPLIT)
            )  # fmt: skip
        if len(labels) > 1:
            found.append(
                Finding(INFO, "Patient with two labels",
                        f"Patient '{patient}' has the labels {listed(labels)} (cases {some}).",
                        "Correct, if the label is one of the patient and not of the image.",
                        own[0][0], LABEL)
            )  # fmt: skip
    return found


def class_counts(table: Table) -> Counter[str]:
    """Cases by label."""
    return Counter(label for label in cells(table, LABEL) if label)


def _first(cases: list[str], words: list[str], word: str) -> str:
    return cases[words.index(word)] if word in words else ""


def _as_written(table: Table, name: str) -> list[str]:
    column = next((c for c in table.columns if c.name == name), None)
    return [] if column is None or column.values is not None else list(column.texts)
