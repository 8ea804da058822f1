"""Training a classifier to keep, and predicting many cases with it."""

from __future__ import annotations

import threading
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from medaiassist_engine.classify.data import cases_of
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Column
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.execution import execute
from medaiassist_engine.models.classical import load_ref


def run(operation_id, inputs, **values):
    context = Context()
    op = operation(operation_id)
    return execute(op, inputs, validate(op.parameters, values), context), context.notes


def column(table, name):
    return next(c for c in table.columns if c.name == name)


def with_column(table, new: Column):
    return replace(table, columns=tuple(new if c.name == new.name else c for c in table.columns))


@pytest.fixture(scope="module")
def outputs(table, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    found, _ = run(
        "classify.train", {"table": table}, classifier="logistic_regression", workers=1,
        name="Clinic / first", folder=str(folder), intended_use="Tests.",
    )  # fmt: skip
    return found


def test_training_saves_the_model_under_its_name(outputs):
    classifier, warnings = load_ref(outputs["model"])
    assert "Clinic-first" in outputs["model"].path
    assert classifier.summary.cases == {"healthy": 60, "sick": 60}
    assert classifier.summary.intended_use == "Tests."
    assert warnings == []


def test_patients_values_stay_out_of_the_model_unless_asked_for(outputs):
    assert load_ref(outputs["model"])[0].cases is None


def test_the_summary_holds_metrics_with_intervals(outputs):
    summary = outputs["summary"]
    row = column(summary, "metric").texts.index("ROC AUC")
    low, value, high = (column(summary, n).values[row] for n in ("low", "value", "high"))
    assert 0.7 < low < value < high <= 1


def test_the_card_is_shown(outputs):
    assert "For research use only" in outputs["card"].html
    assert "lesion_size" in outputs["card"].html


def test_one_and_two_workers_train_the_same(table, outputs, tmp_path):
    found, _ = run(
        "classify.train", {"table": table}, classifier="logistic_regression", workers=2,
        folder=str(tmp_path),
    )  # fmt: skip
    one, two = load_ref(outputs["model"])[0], load_ref(found["model"])[0]
    assert np.array_equal(one.left_out, two.left_out)
    frame = cases_of(table, CaseColumns(), Context()).frame
    assert np.array_equal(one.fitted.probabilities(frame), two.fitted.probabilities(frame))


def test_training_stops_when_cancelled_and_saves_nothing(table, tmp_path):
    cancelled = threading.Event()

    def report(fraction: float, phase: str) -> None:
        if fraction > 0.3:
            cancelled.set()

    op = operation("classify.train")
    parameters = validate(op.parameters, {"workers": 1, "folder": str(tmp_path)})
    with pytest.raises(Cancelled):
        execute(op, {"table": table}, parameters, Context(report, cancelled))
    assert not list(tmp_path.iterdir())


def test_every_row_is_predicted(clinic, model):
    found, _ = run("classify.predict", {"table": clinic(50, seed=3), "model": model})
    table = found["predictions"]
    total = column(table, "probability sick").values + column(table, "probability healthy").values
    assert np.allclose(total, 1)
    right = np.array(column(table, "predicted").texts) == np.where(
        np.arange(50) % 2, "sick", "healthy"
    )
    assert right.mean() > 0.7
    assert (column(table, "rarity").values <= 1).all()


def test_a_bad_row_is_named_and_the_others_are_predicted(clinic, model):
    table = clinic(30, seed=3)
    ages = [f"{a:g}" for a in np.nan_to_num(column(table, "age").values, nan=50)]
    ages[7] = "sixty"
    found, notes = run(
        "classify.predict",
        {"table": with_column(table, Column("age", texts=tuple(ages))), "model": model},
    )
    predictions = found["predictions"]
    problem = column(predictions, "problem").texts
    assert [n for n, p in enumerate(problem) if p] == [7]
    assert "'secret7'" in problem[7] and "'sixty'" in problem[7] and "'age'" in problem[7]
    assert np.isnan(column(predictions, "probability sick").values[7])
    assert np.isfinite(np.delete(column(predictions, "probability sick").values, 7)).all()
    assert any("secret7" in note for note in notes)


def test_infinite_values_are_named_with_case_and_column(clinic, model):
    table = clinic(10, seed=3)
    sizes = column(table, "lesion_size").values.copy()
    sizes[2] = np.inf
    wrong = with_column(table, Column("lesion_size", sizes))
    found, _ = run("classify.predict", {"table": wrong, "model": model})
    problem = column(found["predictions"], "problem").texts[2]
    assert "'secret2'" in problem and "'lesion_size'" in problem


def test_a_missing_column_is_named(clinic, model):
    table = clinic(10, seed=3)
    without = replace(table, columns=tuple(c for c in table.columns if c.name != "texture"))
    with pytest.raises(UserError, match="no column 'texture'"):
        run("classify.predict", {"table": without, "model": model})


def test_an_unseen_category_is_told_with_case_and_column(clinic, model):
    table = clinic(10, seed=3)
    smoker = ("pipe", *column(table, "smoker").texts[1:])
    strange = with_column(table, Column("smoker", texts=smoker))
    _, notes = run("classify.predict", {"table": strange, "model": model})
    assert any("'secret0'" in n and "'pipe'" in n and "'smoker'" in n for n in notes)


def test_missing_values_are_filled_in(clinic, model):
    table = clinic(10, seed=3)
    empty = with_column(table, Column("texture", np.full(10, np.nan)))
    found, _ = run("classify.predict", {"table": empty, "model": model})
    assert np.isfinite(column(found["predictions"], "probability sick").values).all()


def test_cases_that_are_left_out_of_training_are_not_named_in_the_model(table, tmp_path):
    labels = ("", *column(table, "label").texts[1:])
    unlabelled = with_column(table, Column("label", texts=labels))
    found, notes = run(
        "classify.train", {"table": unlabelled}, classifier="knn", workers=1, folder=str(tmp_path)
    )
    assert any("secret0" in note for note in notes)
    with zipfile.ZipFile(found["model"].path) as file:
        assert all(b"secret" not in file.read(name) for name in file.namelist())
    assert "secret" not in found["card"].html
