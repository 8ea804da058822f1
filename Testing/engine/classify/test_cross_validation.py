from __future__ import annotations

import dataclasses
import json
import warnings

import numpy as np
import pytest
from case_tables import cases
from sklearn.exceptions import ConvergenceWarning

from medaiassist_engine.classify import validation as module
from medaiassist_engine.classify.convergence import noting_convergence
from medaiassist_engine.classify.fitting import fit
from medaiassist_engine.classify.metrics import auc
from medaiassist_engine.classify.permutation_check import permuted_areas
from medaiassist_engine.classify.recipe import Recipe, recipe_of
from medaiassist_engine.classify.search import search
from medaiassist_engine.classify.splits import Split, folds
from medaiassist_engine.classify.validation import cross_validate, validate_fold
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError

CLASSIFIERS = ("svm_rbf", "svm_linear", "random_forest", "logistic_regression",
               "gradient_boosting", "knn", "balanced_forest")  # fmt: skip


def validated(recipe: Recipe, given, workers: int = 0, folder: str = ""):
    return cross_validate(recipe, given, folds(given, 3, 1, 0), Context(), workers, folder)


@pytest.mark.parametrize("classifier", CLASSIFIERS)
def test_every_classifier_tells_classes_apart_that_differ(classifier: str):
    found = validated(Recipe(classifier, trees=30, inner_folds=3), cases())
    assert auc(found.truth, found.probabilities, None) > 0.85
    assert np.allclose(found.probabilities.sum(axis=1), 1)
    assert sorted(found.rows) == list(range(60))


def test_the_network_learns_and_repeats_itself():
    pytest.importorskip("torch")
    given = cases()
    recipe = Recipe("mlp", epochs=20, learning_rate=0.01, balance="class_weight")
    one, again = (validated(recipe, given) for _ in range(2))
    assert auc(one.truth, one.probabilities, None) > 0.85
    assert (one.probabilities == again.probabilities).all()


@pytest.mark.parametrize(
    "options",
    [
        {"imputation": "knn"},
        {"imputation": "iterative", "indicator": False},
        {"scaling": "robust", "encoding": "ordinal"},
        {"scaling": "range"},
        {"scaling": "none"},
        {"selection": "variance"},
        {"selection": "correlation"},
        {"selection": "mutual_information", "selected": 3},
        {"selection": "mrmr", "selected": 3},
        {"selection": "l1", "selected": 3},
        {"components": 2},
        {"components": 50, "selection": "l1", "selected": 3},
        {"balance": "class_weight"},
        {"balance": "smote"},
        {"balance": "borderline_smote"},
        {"balance": "adasyn"},
        {"balance": "random_over"},
        {"balance": "random_under"},
        {"calibration": "sigmoid"},
        {"calibration": "isotonic"},
        {"threshold": "youden"},
        {"threshold": "sensitivity"},
    ],
)
def test_every_choice_of_the_recipe_works(options: dict):
    given = cases(patients=45, classes=3).rows(np.r_[0:20, 20:45:3])  # unequal classes
    if "threshold" in options:
        given = cases()
    found = validated(Recipe("logistic_regression", **options), given)
    assert not found.failed
    assert auc(found.truth, found.probabilities, None) > 0.7


def test_the_answer_of_a_fold_does_not_depend_on_its_test_cases():
    """Nothing is fitted outside the fold: other test cases leave the classifier as it is."""
    given = cases(patients=90)
    recipe = Recipe("svm_rbf", selection="mrmr", selected=3, balance="smote", imputation="knn",
                    threshold="youden", search="optuna", trials=3, inner_folds=3)  # fmt: skip
    train = np.arange(60)
    changed = given.frame.copy()
    changed.iloc[60:90, 0] += 1000.0
    changed.iloc[60, 0] = given.frame.iloc[60, 0]
    other = dataclasses.replace(given, frame=changed)
    one = validate_fold(recipe, given, Split("a", train, np.arange(60, 90)), Context())
    two = validate_fold(recipe, other, Split("a", train, np.arange(60, 90)), Context())
    assert one.threshold == two.threshold and one.chosen == two.chosen
    assert (one.probabilities[0] == two.probabilities[0]).all()
    assert (one.probabilities != two.probabilities).any()


def test_any_number_of_workers_gives_the_same_and_another_seed_does_not():
    given = cases()
    recipe = Recipe("random_forest", trees=10, balance="smote", seed=3)
    results = [validated(recipe, given, workers) for workers in (0, 2)]
    assert (results[0].probabilities == results[1].probabilities).all()
    different = validated(dataclasses.replace(recipe, seed=4), given)
    assert (different.probabilities != results[0].probabilities).any()


@pytest.mark.slow
def test_a_nested_search_gives_the_same_with_one_and_two_workers():
    given = cases(signal=0.7)
    recipe = Recipe("svm_rbf", search="optuna", trials=6, inner_folds=2)
    one, two = (validated(recipe, given, workers) for workers in (1, 2))
    assert (one.probabilities == two.probabilities).all()
    assert [f.chosen for f in one.folds] == [f.chosen for f in two.folds]
    assert any(f.chosen for f in one.folds)


def test_an_interrupted_validation_goes_on_where_it_was(tmp_path, monkeypatch):
    given = cases()
    recipe = Recipe("random_forest", trees=10)
    whole = validated(recipe, given)
    real, done = module.validate_fold, []

    def interrupted(recipe, cases, split, context):
        if len(done) == 2:
            raise Cancelled
        done.append(split.name)
        return real(recipe, cases, split, context)

    monkeypatch.setattr(module, "validate_fold", interrupted)
    with pytest.raises(Cancelled):
        validated(recipe, given, 0, str(tmp_path))
    assert done == ["fold 1", "fold 2"]
    done.clear()
    resumed = validated(recipe, given, 0, str(tmp_path))
    assert done == ["fold 3"]
    assert (resumed.probabilities == whole.probabilities).all()


def test_kept_folds_of_other_data_recipe_or_damaged_ones_are_not_taken(tmp_path):
    given = cases()
    recipe = Recipe("knn")
    validated(recipe, given, 0, str(tmp_path))
    first = {f.name for f in tmp_path.iterdir()}
    assert len(first) == 3
    validated(dataclasses.replace(recipe, neighbours=3), given, 0, str(tmp_path))
    changed = dataclasses.replace(given, frame=given.frame.copy())
    changed.frame.iloc[0, 0] += 1
    validated(recipe, changed, 0, str(tmp_path))
    assert len(list(tmp_path.iterdir())) == 9
    damaged = tmp_path / sorted(first)[0]
    damaged.write_text('{"rows": [')
    validated(recipe, given, 0, str(tmp_path))
    assert json.loads(damaged.read_text())["rows"]


def test_a_fold_that_fails_is_told_and_the_others_end():
    given = cases()
    splits = folds(given, 3, 1, 0)
    healthy = np.flatnonzero(given.codes == 0)
    bad = Split("bad", healthy[:20], healthy[20:])
    context = Context()
    found = cross_validate(Recipe("knn"), given, [splits[0], bad, splits[2]], context, 0)
    assert [f.name for f in found.folds] == ["fold 1", "fold 3"]
    assert "no 'class 1'" in found.failed["bad"]
    assert any(note.startswith("bad failed: ") for note in context.notes)


def test_when_all_folds_fail_the_reason_is_told():
    given = cases()
    with pytest.raises(UserError, match="k nearest neighbours cannot weigh classes"):
        validated(Recipe("knn", balance="class_weight"), given)


def test_a_fixed_sensitivity_is_reached_on_training_cases():
    given = cases(patients=200, signal=1.0)
    fitted = fit(Recipe("logistic_regression", threshold="sensitivity", sensitivity=0.95), given,
                 Context())  # fmt: skip
    assert fitted.threshold is not None and fitted.threshold < 0.5
    answers = np.array(fitted.decide(fitted.probabilities(given.frame)))
    assert (answers[given.codes == 1] == "class 1").mean() > 0.9


def test_shuffled_labels_give_chance():
    given = cases(patients=120, per_patient=2)
    areas = permuted_areas(Recipe("logistic_regression"), given, 20, 5, Context())
    assert areas[0] > 0.85
    assert areas[1:].mean() == pytest.approx(0.5, abs=0.05)


def test_an_unseen_category_and_missing_values_can_be_predicted():
    given = cases()
    fitted = fit(Recipe("random_forest", trees=10), given, Context())
    frame = given.frame.iloc[:2].copy()
    frame.loc[0, "sex"] = "X"
    frame.loc[1, ["size", "texture", "noise"]] = np.nan
    frame.loc[1, "sex"] = None
    assert np.isfinite(fitted.probabilities(frame)).all()


def test_a_training_fold_without_any_value_of_a_column_works():
    given = cases()
    frame = given.frame.copy()
    frame.loc[:, "texture"] = np.nan
    frame.loc[5, "texture"] = 1.0
    for imputation in ("median", "knn", "iterative"):
        found = validated(
            Recipe("logistic_regression", imputation=imputation),
            dataclasses.replace(given, frame=frame),
        )
        assert not found.failed, imputation


def test_a_recipe_survives_json():
    recipe = Recipe("svm_rbf", strength=2.5, selection="l1")
    assert Recipe.from_values(json.loads(recipe.to_json())) == recipe
    assert recipe_of(recipe) == recipe


def test_too_many_neighbours_are_refused_with_how_many_there_may_be():
    with pytest.raises(UserError, match="30 neighbours are too many for 60 training cases"):
        fit(Recipe("knn", neighbours=30), cases(), Context())


def test_a_search_keeps_what_is_set_and_ends_when_time_is_up():
    given = cases(signal=0.7)
    recipe = Recipe("svm_rbf", strength=3.0, search="optuna", trials=6, inner_folds=2)
    found = search(recipe, given, Context())
    assert len(found.trials) == 6
    assert found.recipe.strength == 3.0
    assert found.score == max(score for _, score in found.trials)
    assert all(set(values) <= {"gamma"} for values, _ in found.trials)
    context = Context()
    hurried = dataclasses.replace(recipe, search_seconds=1.0, trials=1000)
    assert len(search(hurried, given, context).trials) < 1000
    assert "time was up" in context.notes[0]


def test_a_search_of_neighbours_works_with_few_cases():
    found = search(Recipe("knn", search="optuna", trials=8, inner_folds=2), cases(patients=16),
                   Context())  # fmt: skip
    assert len(found.trials) == 8


def test_a_solver_that_stops_early_is_noted_once():
    context = Context()
    with noting_convergence(context):
        warnings.warn("one", ConvergenceWarning, stacklevel=1)
        warnings.warn("two", ConvergenceWarning, stacklevel=1)
    assert len(context.notes) == 1 and "stopped before it was done" in context.notes[0]
    with pytest.warns(UserWarning, match="else"), noting_convergence(context):
        warnings.warn("else", UserWarning, stacklevel=1)
