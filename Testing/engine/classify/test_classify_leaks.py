from __future__ import annotations

import numpy as np
import pytest
from case_tables import edited, replaced, table

from medaiassist_engine.classify import train
from medaiassist_engine.classify.data import cases_of
from medaiassist_engine.classify.leaks import findings
from medaiassist_engine.classify.model_parameters import TrainParameters
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.classify.train import run_train
from medaiassist_engine.cohort.check import run_check
from medaiassist_engine.cohort.findings import Finding
from medaiassist_engine.cohort.parameters import CheckParameters
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled
from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.contract.tables import cells

LABELS = table().columns[2].texts
ILL = np.array([text == "class 1" for text in LABELS])


def found_in(given: Table, **columns: str) -> list[Finding]:
    return findings(cases_of(given, CaseColumns(**columns), Context()))


def test_ordinary_cases_raise_no_suspicion():
    assert found_in(table()) == []


def test_validation_and_the_check_of_a_cohort_judge_columns_alike():
    rng = np.random.default_rng(0)
    columns = (
        Column("outcome", texts=tuple("yes" if ill else "no" for ill in ILL)),
        Column("biopsy", ILL + rng.normal(size=60) / 10),
        Column("stage", np.where(ILL, rng.normal(size=60), np.nan)),
        Column("noise too", rng.normal(size=60)),
    )
    given = replaced(table(), *columns)
    mine = {(f.column, f.severity, f.message) for f in found_in(given)}
    assert {(column, severity) for column, severity, _ in mine} == {
        ("outcome", "error"), ("biopsy", "warning"), ("stage", "warning"),
    }  # fmt: skip
    warnings = run_check(given, CheckParameters(smallest=1), Context())["warnings"]
    kinds, *rest = (cells(warnings, n) for n in ("kind", "column", "severity", "message"))
    rows = zip(kinds, zip(*rest, strict=True), strict=True)
    assert mine == {row for kind, row in rows if kind == "Leak suspect"}


def test_training_warns_as_validation_does(monkeypatch, tmp_path):
    monkeypatch.setattr(train, "train", stopped)
    given = replaced(table(), Column("outcome", texts=LABELS))
    context = Context()
    with pytest.raises(Cancelled):
        run_train(given, TrainParameters(folder=str(tmp_path)), context)
    assert any("'outcome' says the same as the label" in note for note in context.notes)


def stopped(*_: object, **__: object) -> None:
    raise Cancelled


def test_one_patient_in_two_splits_is_found_by_name():
    given = table(per_patient=2)
    split = tuple("train" if k < 61 else "test" for k in range(120))
    finding = found_in(replaced(given, Column("split", texts=split)))[0]
    assert (finding.kind, finding.severity) == ("Patient in two splits", "error")
    assert "Patient 'p30' is in test and train" in finding.message


def test_equal_cases_of_two_patients_are_found_but_not_of_one():
    given = table(per_patient=2)
    for row, count in ((1, 0), (2, 1)):  # c0 and c1 are of one patient
        changed = given
        for name in ("size", "texture", "noise"):
            column = next(c for c in given.columns if c.name == name)
            changed = edited(changed, name, row, np.asarray(column.values)[0])
        changed = edited(changed, "sex", row, given.columns[6].texts[0])
        assert len([f for f in found_in(changed) if f.kind == "Equal cases"]) == count


def test_a_rare_label_that_is_nearly_spelled_like_another_is_found():
    words = ["benign" if k % 2 else "malignant" for k in range(60)]
    words[4] = "malignent"
    finding = found_in(replaced(table(), Column("label", texts=tuple(words))))[-1]
    assert (finding.kind, finding.case) == ("Spelling", "c4")
    assert "'malignent' in column 'label' looks like 'malignant'" in finding.message
    grades = [f"grade {1 + k % 2}" for k in range(60)]
    assert found_in(replaced(table(), Column("label", texts=tuple(grades)))) == []
