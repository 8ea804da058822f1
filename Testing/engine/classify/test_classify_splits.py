from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from case_tables import cases, edited, table

from medaiassist_engine.classify.data import cases_of
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.classify.splits import folds, held_out, inner_folds, leave_one_site_out
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError


@pytest.mark.parametrize("repeats", [1, 3])
def test_no_patient_is_trained_and_tested_on_in_one_fold(repeats: int):
    given = cases(patients=30, per_patient=4)
    drawn = folds(given, 5, repeats, 1)
    assert len(drawn) == 5 * repeats
    for split in drawn:
        assert not {*given.patients[split.train]} & {*given.patients[split.test]}
        assert abs(given.codes[split.test].mean() - 0.5) < 0.2
    tested = np.concatenate([s.test for s in drawn])
    assert (np.bincount(tested) == repeats).all()


def test_repeats_are_drawn_anew_and_the_seed_repeats_them():
    given = cases(patients=30)
    one, again, other = (folds(given, 3, 2, seed) for seed in (0, 0, 7))
    assert all((a.test == b.test).all() for a, b in zip(one, again, strict=True))
    assert any(not np.array_equal(a.test, b.test) for a, b in zip(one, other, strict=True))
    assert not np.array_equal(one[0].test, one[3].test)


def test_fewer_cases_of_a_class_than_folds_names_the_class_and_cases():
    given = cases(patients=8)
    with pytest.raises(UserError, match=r"Class 'class 0' has 4 patients \(cases c0, c2, c4\)"):
        folds(given, 5, 1, 0)


def test_inner_folds_become_fewer_with_few_patients():
    assert len(inner_folds(cases(patients=6), 5, 0)) == 3


def test_each_site_is_tested_once_without_patients_that_were_there():
    given = cases(patients=20, per_patient=2)
    sites = np.where(np.arange(40) < 21, "A", "B")  # patient p10 was at both
    given = dataclasses.replace(given, sites=sites)
    context = Context()
    drawn = leave_one_site_out(given, context)
    assert [s.name for s in drawn] == ["A", "B"]
    assert len(drawn[0].train) == 18 and len(drawn[0].test) == 21
    assert "1 cases of patients who were also at A" in context.notes[0]


def test_a_single_site_is_refused():
    given = dataclasses.replace(cases(), sites=np.full(60, "A"))
    with pytest.raises(UserError, match="All cases are of site 'A'"):
        leave_one_site_out(given, Context())


def test_a_patient_in_train_and_test_is_refused_by_name():
    given = cases(patients=20, per_patient=2)
    splits = np.where(np.arange(40) < 31, "train", "test")
    with pytest.raises(UserError, match="Patient 'p15' has cases in train and in test"):
        held_out(dataclasses.replace(given, splits=splits))


def test_the_split_column_of_the_table_is_taken():
    given = table()
    split = edited(given, "sex", 0, "F")
    words = tuple("test" if k < 20 else "val" if k < 25 else "train" for k in range(60))
    columns = [dataclasses.replace(c, name="split", texts=words) if c.name == "sex" else c
               for c in split.columns]  # fmt: skip
    found = held_out(cases_of(dataclasses.replace(given, columns=tuple(columns)),
                              CaseColumns(), Context()))  # fmt: skip
    assert len(found[0].test) == 20 and len(found[0].train) == 40
