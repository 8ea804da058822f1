from __future__ import annotations

import numpy as np
from case_tables import edited, replaced, table

from medaiassist_engine.classify.data import cases_of
from medaiassist_engine.classify.leaks import Suspect, alone, suspects
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column, Table


def found_in(given: Table, **columns: str) -> list[Suspect]:
    return suspects(cases_of(given, CaseColumns(**columns), Context()))


def test_ordinary_cases_raise_no_suspicion():
    assert found_in(table()) == []


def test_a_column_equal_to_the_label_is_found_in_words_and_in_numbers():
    labels = table().columns[2].texts
    for copy in (
        Column("outcome", texts=tuple("yes" if t == "class 1" else "no" for t in labels)),
        Column("outcome", np.array([7.0 if t == "class 1" else 3.0 for t in labels])),
    ):
        suspect = found_in(replaced(table(), copy))[0]
        assert (suspect.kind, suspect.thing) == ("label_copy", "outcome")


def test_a_column_that_predicts_alone_is_found_in_either_direction():
    code = np.array([t == "class 1" for t in table().columns[2].texts], dtype=float)
    rng = np.random.default_rng(0)
    for sign in (1, -1):
        values = sign * (code + rng.normal(size=60) / 10)
        suspect = found_in(replaced(table(), Column("biopsy", values)))[0]
        assert (suspect.kind, suspect.thing) == ("predicts_alone", "biopsy")


def test_a_column_that_is_filled_in_for_one_class_only_is_found():
    code = np.array([t == "class 1" for t in table().columns[2].texts])
    values = np.where(code, np.random.default_rng(0).normal(size=60), np.nan)
    kinds = {s.kind for s in found_in(replaced(table(), Column("stage", values)))}
    assert "missing_predicts" in kinds


def test_one_patient_in_two_splits_is_found_by_name():
    given = table(per_patient=2)
    split = tuple("train" if k < 61 else "test" for k in range(120))
    suspect = found_in(replaced(given, Column("split", texts=split)))[0]
    assert (suspect.kind, suspect.thing) == ("patient_split", "p30")
    assert "test and train" in suspect.text


def test_equal_cases_of_two_patients_are_found_but_not_of_one():
    given = table(per_patient=2)
    for row, count in ((1, 0), (2, 1)):  # c0 and c1 are of one patient
        changed = given
        for name in ("size", "texture", "noise"):
            column = next(c for c in given.columns if c.name == name)
            changed = edited(changed, name, row, np.asarray(column.values)[0])
        changed = edited(changed, "sex", row, given.columns[6].texts[0])
        assert len([s for s in found_in(changed) if s.kind == "duplicate"]) == count


def test_a_rare_label_that_is_nearly_spelled_like_another_is_found():
    words = ["benign" if k % 2 else "malignant" for k in range(60)]
    words[4] = "malignent"
    suspect = found_in(replaced(table(), Column("label", texts=tuple(words))))[-1]
    assert (suspect.kind, suspect.thing) == ("spelling", "malignent")
    grades = [f"grade {1 + k % 2}" for k in range(60)]
    assert found_in(replaced(table(), Column("label", texts=tuple(grades)))) == []


def test_how_well_a_column_predicts_alone_is_its_auc():
    from sklearn.metrics import roc_auc_score

    cases = cases_of(table(), CaseColumns(), Context())
    values = cases.frame["noise"].to_numpy()
    area = roc_auc_score(cases.codes, values)
    assert np.isclose(alone(cases.columns[2], values, cases), max(area, 1 - area))
