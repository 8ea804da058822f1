"""Importance, dependence and counterfactuals against scikit-learn and known models."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.inspection import partial_dependence, permutation_importance

from medaiassist_engine.classify.data import cases_of
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.classify.predictors import Predictor
from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.execution import execute
from medaiassist_engine.explain.counterfactual import Search, counterfactuals
from medaiassist_engine.explain.dependence import dependence
from medaiassist_engine.explain.forest import forest_importance
from medaiassist_engine.explain.groups import groups_of
from medaiassist_engine.explain.permutation import Shuffled, importance, shuffle
from medaiassist_engine.models.classical import MODEL_KIND, save
from medaiassist_engine.models.references import reference
from medaiassist_engine.models.seen import seen_in


def run(name, inputs, **values):
    context = Context()
    op = operation(name)
    return execute(op, inputs, validate(op.parameters, values), context), context.notes


def texts(table, name):
    return next(c for c in table.columns if c.name == name).texts


def numbers(table, name):
    return next(c for c in table.columns if c.name == name).values


def test_permutation_importance_agrees_with_scikit_learn(classifier, clinic):
    cases = cases_of(clinic(300, seed=9), CaseColumns(), Context())
    fitted = classifier.fitted
    groups = [[n] for n in range(len(fitted.columns))]
    rng = np.random.default_rng(0)
    plain, shuffled = shuffle(fitted.probabilities, cases.frame, groups, 30, rng, Context())
    data = Shuffled(cases.codes, cases.patients, plain, shuffled, None)
    ours = importance(data, "ROC AUC", 100, 0, Context())
    theirs = permutation_importance(
        fitted.estimator, cases.frame, cases.codes, scoring="roc_auc", n_repeats=30, random_state=1
    )
    error = theirs.importances_std / np.sqrt(30)
    assert np.all(np.abs(ours.values - theirs.importances_mean) < 5 * error + 1e-12)
    assert np.all(ours.low <= ours.values) and np.all(ours.values <= ours.high)


def test_columns_that_are_alike_are_shuffled_together():
    rng = np.random.default_rng(0)
    a = rng.normal(size=100)
    frame = pd.DataFrame({"a": a, "b": rng.normal(size=100), "c": np.exp(a), "s": ["x"] * 100})
    columns = (*(Predictor(n) for n in "abc"), Predictor("s", "categorical", categories=("x",)))
    assert groups_of(frame, columns, 0.9) == [[0, 2], [1], [3]]
    assert groups_of(frame, columns, None) == [[0], [1], [2], [3]]


def test_importance_of_training_cases_is_measured_on_folds(table, model):
    found, notes = run("explain.permutation", {"table": table, "model": model}, workers=1, folds=2)
    assert any("measured on folds" in note for note in notes)
    assert texts(found["importance"], "feature")[0] == "lesion_size"


def test_importance_of_other_cases_is_measured_as_they_are(clinic, model):
    found, notes = run("explain.permutation", {"table": clinic(200, seed=5), "model": model})
    assert not notes
    assert texts(found["importance"], "feature")[0] == "lesion_size"
    low = numbers(found["importance"], "low")
    assert low[0] > 0
    assert found["chart"].style == "bar"


def test_a_class_that_the_model_does_not_know_is_named_with_its_case(clinic, model):
    from dataclasses import replace

    table = clinic(20, seed=5)
    label = table.columns[-1]
    wrong = replace(
        table, columns=(*table.columns[:-1], replace(label, texts=("sik", *label.texts[1:])))
    )
    with pytest.raises(UserError, match="'secret0' has 'sik' in column 'label'"):
        run("explain.permutation", {"table": wrong, "model": model})


def test_forest_importance_adds_up_what_became_of_each_column(classifier):
    names, values, spread = forest_importance(classifier.fitted)
    assert sorted(names) == ["age", "lesion_size", "smoker", "texture"]
    assert values.sum() == pytest.approx(1)
    forest = classifier.fitted.pipeline[-1]
    assert values[names.index("lesion_size")] == pytest.approx(forest.feature_importances_[0])
    assert (spread > 0).all()


def test_only_forests_have_forest_importance(table, train_on, tmp_path):
    save(tmp_path / "m.medai", train_on(table, classifier="logistic_regression"))
    with pytest.raises(UserError, match="no forest; use permutation"):
        run("explain.forest", {"model": reference(tmp_path / "m.medai", MODEL_KIND)})


def test_partial_dependence_and_lines_agree_with_scikit_learn(classifier, cases):
    fitted = classifier.fitted
    theirs = partial_dependence(
        fitted.estimator, cases.frame, ["lesion_size"], kind="both", method="brute",
        response_method="predict_proba", grid_resolution=15,
    )  # fmt: skip
    grid = theirs["grid_values"][0]
    ours = dependence(
        lambda f: fitted.probabilities(f)[:, 1], cases.frame, "lesion_size", grid, Context()
    )
    assert np.allclose(ours.mean, theirs["average"][0], atol=1e-12)
    assert np.allclose(ours.lines, theirs["individual"][0], atol=1e-12)


@pytest.mark.parametrize("feature", ["lesion_size", "smoker"])
def test_dependence_is_shown_over_the_models_own_cases(model, feature):
    found, _ = run("explain.dependence", {"model": model}, feature=feature, points=5)
    mean = numbers(found["dependence"], "mean")
    assert mean[-1] > mean[0]
    assert found["chart"].y_title == "probability of sick"


def test_an_unknown_feature_is_named(model):
    with pytest.raises(UserError, match="no feature 'heigth'; it has: lesion_size"):
        run("explain.dependence", {"model": model}, feature="heigth")


def line_search(weights, most=3):
    """A linear model over standardised columns: the best change is along the largest weight."""
    rng = np.random.default_rng(0)
    names = [f"f{n}" for n in range(len(weights))]
    training = pd.DataFrame(rng.uniform(-2, 2, (400, len(weights))), columns=names)
    columns = tuple(Predictor(n) for n in names)
    seen = seen_in(training, columns)
    return Search(lambda f: f.to_numpy() @ weights - 1, columns, seen, most, Context())


def test_the_counterfactual_of_a_linear_model_is_its_closed_form():
    weights = np.array([0.5, 2.0, -1.0])
    search = line_search(weights)
    case = pd.DataFrame(np.zeros((1, 3)), columns=["f0", "f1", "f2"])
    first, second, *_ = counterfactuals(search, case, set(), 3)
    assert first.changed == (1,)
    assert first.frame["f1"][0] == pytest.approx(0.5, abs=1e-3)  # 2 x = 1
    assert first.costs[0] == pytest.approx(0.5 / search.seen[1].deviation, abs=1e-3)
    assert first.margin > 0
    assert second.changed == (2,)
    assert second.frame["f2"][0] == pytest.approx(-1, abs=1e-3)


def test_fixed_columns_and_missing_values_stay_as_they_are():
    search = line_search(np.array([0.8, 2.0, -1.0]))
    case = pd.DataFrame({"f0": [0.0], "f1": [0.0], "f2": [0.0]})
    found = counterfactuals(search, case, {"f1"}, 3)
    assert found and all(1 not in f.changed for f in found)


def test_several_changes_are_found_where_one_is_not_enough_and_none_where_none_is():
    search = line_search(np.array([0.3, 0.3, 0.3]))
    case = pd.DataFrame(np.full((1, 3), -0.5), columns=["f0", "f1", "f2"])
    assert len(counterfactuals(search, case, set(), 1)[0].changed) > 1
    assert counterfactuals(line_search(np.full(3, 0.01)), case, set(), 1) == []


def test_counterfactuals_flip_the_answer_within_the_training_ranges(classifier, table, model):
    healthy = int(
        np.flatnonzero(classifier.fitted.probabilities(classifier.cases.frame)[:, 1] < 0.3)[0]
    )
    case = texts(table, "case")[healthy]
    found, _ = run(
        "explain.counterfactual", {"table": table, "model": model}, case=case, fixed="age"
    )
    changes = found["changes"]
    assert (numbers(changes, "probability sick") >= 0.5).all()
    assert "age" not in texts(changes, "feature")
    size = classifier.seen[0]
    for name, to in zip(texts(changes, "feature"), texts(changes, "to"), strict=True):
        if name == "lesion_size":
            assert size.low <= float(to) <= size.high


def test_an_answer_that_is_given_already_is_said(table, model):
    with pytest.raises(UserError, match="already"):
        run(
            "explain.counterfactual",
            {"table": table, "model": model},
            case="secret1",
            target="sick",
        )
