"""Which cases are trained on and which are tested: patients are never torn apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..contract.errors import UserError
from .data import Cases

Rows = NDArray[np.intp]
_TEST, _TRAIN = ("test", "testing"), ("train", "training", "val", "validation")


@dataclass(frozen=True)
class Split:
    """Positions of training and test cases, and the name of the fold."""

    name: str
    train: Rows
    test: Rows


def folds(cases: Cases, count: int, repeats: int, seed: int) -> list[Split]:
    """Stratified folds of patients, drawn anew for each repeat.

    Raises:
        UserError: a class has fewer patients than there are folds.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    _check_enough(cases, count)
    found = []
    for repeat in range(repeats):
        drawn = StratifiedGroupKFold(count, shuffle=True, random_state=seed + repeat)
        parts = drawn.split(cases.codes, cases.codes, cases.patients)
        prefix = f"repeat {repeat + 1}, " if repeats > 1 else ""
        found += [Split(f"{prefix}fold {n}", *part) for n, part in enumerate(parts, 1)]
    return found


def inner_folds(cases: Cases, count: int, seed: int) -> list[tuple[Rows, Rows]]:
    """Folds of training cases; fewer than `count` where a class has fewer patients.

    Raises:
        UserError: a class has a single patient.
    """
    smallest = min(patients_by_class(cases).values())
    if smallest < 2:
        _check_enough(cases, 2)
    return [(s.train, s.test) for s in folds(cases, min(count, smallest), 1, seed)]


def leave_one_site_out(cases: Cases, context: Context) -> list[Split]:
    """Each site is tested with a classifier trained on all others.

    A patient who was at several sites is trained on at none while one of them is tested.

    Raises:
        UserError: there are no sites, or only one.
    """
    if cases.sites is None:
        raise UserError("To test each site in turn, name the column that holds the site.")
    sites = np.unique(cases.sites)
    if len(sites) < 2:
        raise UserError(f"All cases are of site '{sites[0]}'; test on folds instead.")
    found = []
    for site in sites:
        tested = cases.sites == site
        known = np.isin(cases.patients, cases.patients[tested])
        if (known & ~tested).any():
            context.note(
                f"{int((known & ~tested).sum())} cases of patients who were also at {site} are "
                "left out where it is tested."
            )
        found.append(Split(str(site), np.flatnonzero(~known), np.flatnonzero(tested)))
    return found


def held_out(cases: Cases) -> list[Split]:
    """One split: trained on train and validation cases, tested on the test cases of the table.

    Raises:
        UserError: there is no split column, it lacks a part, or it tears a patient apart.
    """
    if cases.splits is None:
        raise UserError("The table has no split column; name it, or test on folds instead.")
    words = np.char.lower(cases.splits)
    test, train = np.isin(words, _TEST), np.isin(words, _TRAIN)
    if not test.any() or not train.any():
        some = ", ".join(np.unique(cases.splits)[:6])
        raise UserError(f"The split column must hold train and test, but holds: {some}.")
    torn = sorted({*cases.patients[test]} & {*cases.patients[train]})
    if torn:
        raise UserError(
            f"Patient '{torn[0]}' has cases in train and in test ({len(torn)} such patients); "
            "move all cases of a patient to the same part."
        )
    return [Split("test", np.flatnonzero(train), np.flatnonzero(test))]


def patients_by_class(cases: Cases) -> dict[str, int]:
    """How many patients have cases of each class."""
    return {name: len(np.unique(cases.patients[cases.labels == name])) for name in cases.classes}


def _check_enough(cases: Cases, count: int) -> None:
    for name, patients in patients_by_class(cases).items():
        if patients < count:
            some = ", ".join(cases.names[cases.labels == name][:3]) or "none"
            raise UserError(
                f"Class '{name}' has {patients} patients (cases {some}), too few for {count} "
                "folds; add cases, take fewer folds, or leave the class out."
            )
