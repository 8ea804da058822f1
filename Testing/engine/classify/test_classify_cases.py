from __future__ import annotations

import numpy as np
import pytest
from case_tables import edited, replaced, table

from medaiassist_engine.classify.data import cases_of
from medaiassist_engine.classify.fingerprints import data_fingerprint, row_fingerprints
from medaiassist_engine.classify.frames import frame_of
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table


def read(given: Table, **columns: str):
    context = Context()
    return cases_of(given, CaseColumns(**columns), context), context.notes


def refused(given: Table, **columns: str) -> str:
    with pytest.raises(UserError) as error:
        read(given, **columns)
    return str(error.value)


def test_predictors_are_all_columns_but_ids_labels_and_files():
    given = replaced(table(), Column("image", texts=("a.nrrd",) * 60), Column("id", np.arange(60)))
    cases, _ = read(given)
    assert [c.name for c in cases.columns] == ["size", "texture", "noise", "sex"]
    assert cases.columns[0].unit == "mm"
    assert cases.columns[3].categories == ("F", "M")


def test_missing_numbers_are_nan_and_missing_texts_none():
    cases, _ = read(table())
    assert cases.frame["texture"].isna().sum() > 0
    assert cases.frame["sex"].iloc[0] is None
    assert cases.frame["sex"].dtype == object and cases.frame["size"].dtype == np.float64


def test_rows_without_a_label_are_left_out_and_named():
    cases, notes = read(edited(table(), "label", 3, ""))
    assert len(cases) == 59 and "c3" not in cases.names
    assert "1 of 60 cases have no label and are left out: c3." in notes


def test_a_question_mark_among_numbers_is_a_missing_number():
    texts = tuple(str(k) if k else "?" for k in range(60))
    cases, _ = read(replaced(table(), Column("chol", texts=texts)))
    assert np.isnan(cases.frame["chol"].iloc[0]) and cases.frame["chol"].iloc[5] == 5


def test_a_letter_among_numbers_names_case_and_column():
    texts = tuple(str(k) if k != 7 else "12O" for k in range(60))
    text = refused(replaced(table(), Column("chol", texts=texts)))
    assert "'c7'" in text and "'12O'" in text and "'chol'" in text


def test_several_positive_classes_become_one_and_stand_last():
    cases, _ = read(table(classes=3), positive="class 1, class 0")
    assert cases.classes == ("class 2", "class 1 or class 0")
    assert cases.codes.sum() == 40


def test_numeric_labels_are_ordered_by_value():
    given = replaced(table(), Column("label", np.arange(60) % 12))
    assert read(given)[0].classes[-1] == "11"


def test_texts_that_differ_in_every_case_are_left_out_and_noted():
    given = replaced(table(), Column("remark", texts=tuple(f"text {k}" for k in range(60))))
    cases, notes = read(given)
    assert "remark" not in cases.frame
    assert any("'remark'" in note for note in notes)


def test_without_a_patient_column_every_case_is_one():
    given = Table(tuple(c for c in table().columns if c.name != "patient"))
    cases, notes = read(given)
    assert (cases.patients == cases.names).all()
    assert any("names no patient" in note for note in notes)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (replaced(table(), Column("label", texts=("ill",) * 60)), ["same class", "ill"]),
        (edited(table(), "label", 4, "Class 0 "), ["'c4'", "'Class 0'", "'class 0'", "label"]),
        (edited(table(), "size", 9, np.inf), ["'c9'", "'size'", "infinite"]),
        (replaced(table(), Column("size", np.full(60, np.nan))), ["'size'", "no value", "c0"]),
        (replaced(table(), Column("label", texts=("",) * 60)), ["no class"]),
        (Table((Column("case", texts=()),)), ["no cases"]),
    ],
)
def test_bad_tables_are_refused_with_case_and_column(given: Table, words: list[str]):
    text = refused(given)
    assert all(word in text for word in words), text


@pytest.mark.parametrize(
    ("columns", "word"),
    [
        ({"label": "diagnosis"}, "'diagnosis'"),
        ({"patient": "person"}, "'person'"),
        ({"site": "hospital"}, "'hospital'"),
        ({"positive": "ill"}, "'ill'"),
        ({"features": "shape_*"}, "'shape_*'"),
        ({"features": "label"}, "is the label"),
    ],
)
def test_a_name_that_is_not_there_is_told(columns: dict[str, str], word: str):
    assert word in refused(table(), **columns)


def test_an_unseen_category_of_a_new_case_is_noted_and_a_missing_column_is_told():
    cases, _ = read(table())
    context = Context()
    new = edited(table(), "sex", 1, "X")
    names = np.array([f"n{k}" for k in range(60)])
    frame = frame_of(new, cases.columns, names, context)
    assert list(frame.columns) == [c.name for c in cases.columns]
    assert "'n1'" in context.notes[0] and "'X'" in context.notes[0] and "'sex'" in context.notes[0]
    without = Table(tuple(c for c in new.columns if c.name != "size"))
    with pytest.raises(UserError, match="'size'"):
        frame_of(without, cases.columns, names, context)


def test_a_text_where_training_had_numbers_names_the_case():
    cases, _ = read(table())
    new = replaced(table(), Column("size", texts=("big",) * 60))
    with pytest.raises(UserError, match="'n0' has 'big' in column 'size'"):
        frame_of(new, cases.columns, np.array([f"n{k}" for k in range(60)]), Context())


def test_fingerprints_change_with_any_value_and_label_but_not_with_the_run():
    one, again = (row_fingerprints(read(table())[0]) for _ in range(2))
    assert one == again and len(set(one)) == 60
    for name, value in (("size", 3.0), ("sex", "X"), ("label", "class 1")):
        cases, _ = read(edited(table(), name, 4, value))
        changed = [a != b for a, b in zip(one, row_fingerprints(cases), strict=True)]
        assert np.flatnonzero(changed).tolist() == [4]
    other = edited(table(), "patient", 4, "p59")
    assert data_fingerprint(read(other)[0]) != data_fingerprint(read(table())[0])
    numbers, _ = read(table(), features="size, noise")
    assert len(row_fingerprints(numbers)) == 60
