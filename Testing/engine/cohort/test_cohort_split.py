"""Splits keep patients whole and classes balanced."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medaiassist_engine.cohort.columns import cells
from medaiassist_engine.cohort.parameters import SplitParameters
from medaiassist_engine.cohort.split import run_split, split
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table

SHARES = {"train": 0.6, "validation": 0.2, "test": 0.2}


@given(
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from("abc")), min_size=20, max_size=120),
    st.integers(0, 5),
)
@settings(max_examples=60, deadline=None)
def test_no_patient_is_torn_apart(rows: list[tuple[int, str]], seed: int) -> None:
    patients, labels = [str(p) for p, _ in rows], [label for _, label in rows]
    if len(set(patients)) < 3:
        return
    parts = split(patients, labels, SHARES, seed)
    of_patient = defaultdict(set)
    for patient, part in zip(patients, parts, strict=True):
        of_patient[patient].add(part)
    assert all(len(found) == 1 for found in of_patient.values())


def test_each_class_is_split_in_its_shares() -> None:
    labels = ["a"] * 100 + ["b"] * 20 + ["c"] * 10
    parts = split([str(n) for n in range(130)], labels, SHARES)
    counts = Counter(zip(labels, parts, strict=True))
    for label, total in (("a", 100), ("b", 20), ("c", 10)):
        assert [counts[label, part] for part in SHARES] == [
            round(total * share) for share in SHARES.values()
        ]


def test_patients_of_many_images_are_balanced_too() -> None:
    random = np.random.default_rng(0)
    patients = [f"p{n}" for n in range(80) for _ in range(random.integers(1, 6))]
    labels = ["ill" if int(p[1:]) % 3 == 0 else "well" for p in patients]
    parts = split(patients, labels, {"train": 0.8, "test": 0.2})
    for label in ("ill", "well"):
        own = [part for part, each in zip(parts, labels, strict=True) if each == label]
        assert abs(own.count("test") / len(own) - 0.2) < 0.03


def test_the_seed_decides_and_the_order_of_rows_does_not() -> None:
    patients, labels = [f"p{n}" for n in range(60)], ["x", "y", "z"] * 20
    first = dict(zip(patients, split(patients, labels, SHARES, 3), strict=True))
    turned = dict(zip(patients[::-1], split(patients[::-1], labels[::-1], SHARES, 3), strict=True))
    assert first == turned
    assert first != dict(zip(patients, split(patients, labels, SHARES, 4), strict=True))


def test_the_table_gets_a_column_and_the_notes_name_what_is_too_small() -> None:
    table = Table(
        (
            Column("case", texts=tuple("abcdefghijkl")),
            Column("label", texts=("rare", *["often"] * 10, "")),
            Column("age", np.arange(12)),
        )
    )
    context = Context()
    result = run_split(table, SplitParameters(test=20), context)
    assert [c.name for c in result.columns] == ["case", "label", "split", "age"]
    assert cells(result, "split").count("test") == 2
    assert "Class 'rare' has too few patients: none in test." in context.notes
    assert any("1 cases have no label" in note for note in context.notes)
    again = run_split(result, SplitParameters(test=20), Context())
    assert cells(again, "split") == cells(result, "split")


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        (SplitParameters(test=0), "both 0 %"),
        (SplitParameters(test=90, validation=10), "nothing to train with"),
        (SplitParameters(test=30, validation=20), "2 patients cannot be split into 3 parts"),
    ],
)
def test_what_cannot_be_split_is_refused(parameters: SplitParameters, sentence: str) -> None:
    table = Table((Column("case", texts=("a", "b")),))
    with pytest.raises(UserError, match=sentence):
        run_split(table, parameters, Context())
