"""Training, validation and test cases, drawn by patient and class."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

from ..context import Context
from ..contract.cohorts import TEST, TRAIN, VALIDATION
from ..contract.errors import UserError
from ..contract.payloads import Table
from .columns import LABEL, SPLIT, cells, check_cases, key_column, patients, with_column
from .parameters import SplitParameters


def run_split(table: Table, parameters: SplitParameters, context: Context) -> Table:
    """The table with a column "split"; notes tell the cases of each part.

    Raises:
        UserError: no cases, nothing left to train with, or fewer patients than parts.
    """
    context.progress(0.0)
    check_cases(table)
    shares = _shares(parameters)
    labels = cells(table, LABEL)
    parts = split(patients(table), labels, shares, parameters.seed)
    _note(parts, labels, shares, context)
    return with_column(table, key_column(SPLIT, parts))


def split(
    patients: list[str], labels: list[str], shares: dict[str, float], seed: int = 0
) -> list[str]:
    """The part of each row.

    Iterative stratification (Sechidis et al. 2011) with whole patients: the rarest class first,
    each patient, in random order, large ones first, to the part that still needs most of it.

    Args:
        patients, labels: of each row.
        shares: fractions by part, which add up to 1.
        seed: the result depends on it and on the rows, but not on their order.

    Raises:
        UserError: there are fewer patients than parts.
    """
    members: dict[str, Counter[str]] = defaultdict(Counter)
    for patient, label in zip(patients, labels, strict=True):
        members[patient][label] += 1
    if len(members) < len(shares):
        raise UserError(
            f"{len(members)} patients cannot be split into {len(shares)} parts; add cases or "
            "choose fewer parts."
        )
    order = sorted(members)
    random.Random(seed).shuffle(order)
    order.sort(key=lambda patient: -members[patient].total())
    total: Counter[str] = Counter(labels)
    need = {part: {label: share * n for label, n in total.items()}
            for part, share in shares.items()}  # fmt: skip
    chosen: dict[str, str] = {}
    for label, _ in sorted(total.items(), key=lambda item: (item[1], item[0])):
        for patient in order:
            if patient in chosen or not members[patient][label]:
                continue
            part = max(shares, key=lambda p: (round(need[p][label], 9), sum(need[p].values())))
            chosen[patient] = part
            for other, count in members[patient].items():
                need[part][other] -= count
    return [chosen[patient] for patient in patients]


def _shares(parameters: SplitParameters) -> dict[str, float]:
    test, validation = parameters.test / 100, parameters.validation / 100
    if test + validation > 0.95:
        raise UserError(
            f"Test {parameters.test:g} % and validation {parameters.validation:g} % leave nothing "
            "to train with; lower one."
        )
    if test + validation == 0:
        raise UserError("Test and validation are both 0 %; raise one.")
    shares = {TRAIN: 1 - test - validation, VALIDATION: validation, TEST: test}
    return {part: share for part, share in shares.items() if share > 0}


def _note(parts: list[str], labels: list[str], shares: dict[str, float], context: Context) -> None:
    counts = Counter(zip(parts, labels, strict=True))
    told = ", ".join(f"{part} {n}" for part, n in Counter(parts).items())
    context.note(f"Cases: {told}.")
    for label in sorted(set(labels)):
        lacking = [part for part in shares if not counts[part, label]]
        if lacking and label:
            context.note(f"Class '{label}' has too few patients: none in {' and '.join(lacking)}.")
    if missing := labels.count(""):
        context.note(f"{missing} cases have no label and were split as a class of their own.")
