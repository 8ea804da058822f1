from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from case_tables import cases, replaced, table

from medaiassist_engine.classify.learning_curve import training_order
from medaiassist_engine.cli.run import main as run
from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.execution import execute
from medaiassist_engine.files.tables import read_table, write_table

QUICK = {"classifier": "logistic_regression", "folds": 3, "workers": 1}


def go(name: str, inputs: dict, **values):
    entry = operation(f"classify.{name}")
    context = Context()
    return execute(entry, inputs, validate(entry.parameters, values), context), context.notes


def column(given: Table, name: str):
    found = next(c for c in given.columns if c.name == name)
    return np.array(found.texts) if found.values is None else np.asarray(found.values)


def test_the_catalog_needs_no_library():
    code = (
        "import sys; from medaiassist_engine.contract.catalog import operations;"
        "assert 'classify.validate' in operations();"
        "assert not {'sklearn', 'numpy', 'pandas', 'imblearn'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.fixture(scope="module")
def outputs():
    copy = Column("outcome", column(table(), "label") == "class 1")
    leaky, notes = go(
        "validate", {"table": replaced(table(), copy)}, **QUICK, leave_out="out*", bootstrap=200
    )
    return leaky, notes


def test_a_validation_makes_every_table_and_chart(outputs):
    found, notes = outputs
    assert set(found) == {slot.name for slot in operation("classify.validate").outputs}
    predictions = found["predictions"]
    assert sorted(column(predictions, "case")) == sorted(column(table(), "case"))
    assert np.allclose(column(predictions, "p_class 0") + column(predictions, "p_class 1"), 1)
    values = dict(zip(column(found["metrics"], "metric"), column(found["metrics"], "value"),
                      strict=True))  # fmt: skip
    assert values["ROC AUC"] > 0.85
    assert (column(found["metrics"], "low") <= column(found["metrics"], "value")).all()
    counts = np.stack([column(found["confusion"], f"class {k}") for k in (0, 1)], axis=1)
    assert np.trace(counts) / counts.sum() == pytest.approx(values["accuracy"])
    assert "60 cases, 4 features, 3 folds." in notes
    assert "class 0" in found["confusion_map"].html
    assert len(found["decision_curve"].curves) == 3


def test_a_planted_leak_is_told_before_training():
    copy = Column("outcome", (column(table(), "label") == "class 1").astype(float))
    said: list[str] = []
    entry = operation("classify.validate")
    context = Context(lambda _, phase: said.append(phase))
    execute(
        entry,
        {"table": replaced(table(), copy)},
        validate(entry.parameters, {**QUICK, "bootstrap": 100}),
        context,
    )
    assert "'outcome' says the same as the label" in context.notes[0]
    training = next(n for n, phase in enumerate(said) if "parts finished" in phase)
    assert any("Warnings before training: 1" in phase for phase in said[:training])


def test_more_than_two_classes_have_no_decision_curve():
    found, _ = go("validate", {"table": table(classes=3)}, **QUICK, bootstrap=100)
    assert "decision_curve" not in found
    assert len(found["roc"].curves) == 4


def test_two_validations_are_compared_by_three_tests(outputs):
    found, _ = outputs
    chance = replaced(
        found["predictions"],
        Column("p_class 1", np.random.default_rng(0).random(60)),
    )
    compared, _ = go("compare", {"first": chance, "second": found["predictions"]}, bootstrap=300)
    rows = compared["comparison"]
    assert list(column(rows, "test")) == [
        "DeLong", "Bootstrap over patients", "Corrected resampled t test",
    ]  # fmt: skip
    assert (column(rows, "difference") > 0.2).all() and (column(rows, "low") > 0).all()
    assert (column(rows, "p") < 0.05).all()


def test_predictions_of_other_truths_are_not_compared(outputs):
    found, _ = outputs
    truth = column(found["predictions"], "truth").tolist()
    truth[0] = "class 1" if truth[0] == "class 0" else "class 0"
    other = replaced(found["predictions"], Column("truth", texts=tuple(truth)))
    with pytest.raises(UserError, match="validate both on the same table"):
        go("compare", {"first": found["predictions"], "second": other})
    with pytest.raises(UserError, match="has no probabilities"):
        go("compare", {"first": table(), "second": other})


def test_a_learning_curve_has_more_training_cases_from_point_to_point():
    found, _ = go("learning_curve", {"table": table(per_patient=2)}, **QUICK, points=3)
    sizes = column(found["curve"], "training cases")
    assert (np.diff(sizes) > 0).all() and sizes[-1] == 80
    assert column(found["curve"], "test")[-1] > 0.85


def test_the_leakage_check_says_what_it_sees():
    found, notes = go("permutation_check", {"table": table()}, **QUICK, permutations=5)
    areas = column(found["areas"], "ROC AUC")
    assert len(areas) == 6 and areas[0] > areas[1:].max()
    assert "true ones" in notes[-1]


def test_the_command_line_validates_a_file(tmp_path, capsys):
    write_table(tmp_path / "cases.csv", table())
    code = run(["classify.validate", "--input", str(tmp_path / "cases.csv"),
                "--output", str(tmp_path / "metrics.csv"),
                "--predictions", str(tmp_path / "predictions.csv"),
                "--classifier", "knn", "--folds", "3", "--workers", "1",
                "--bootstrap", "100"])  # fmt: skip
    assert code == 0
    assert len(column(read_table(tmp_path / "predictions.csv"), "case")) == 60
    assert "ROC AUC" in column(read_table(tmp_path / "metrics.csv"), "metric")


def test_every_beginning_of_the_learning_curve_is_balanced_and_keeps_patients_together():
    given = cases(patients=40, per_patient=3, classes=4)
    train = np.arange(6, 120)
    order = training_order(given, train, 0)
    assert sorted(order) == sorted(train)
    for size in (24, 48, 96):
        counts = np.bincount(given.codes[order[:size]], minlength=4)
        assert counts.max() - counts.min() <= 6
    changes = (given.patients[order][1:] != given.patients[order][:-1]).sum()
    assert changes == 37
