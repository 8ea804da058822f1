"""The classifiers of voxel classification against scikit-learn."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled
from medaiassist_engine.segment.voxels import forest
from medaiassist_engine.segment.voxels.forest import compiled, train_forest
from medaiassist_engine.segment.voxels.linear import train_logistic, train_svm


def painted(classes: int, voxels: int = 400, seed: int = 0):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, voxels)
    features = rng.normal(size=(voxels, 9)) + 1.5 * np.eye(classes, 9)[labels]
    return (features * [1, 100, 1e-3, 1, 1, 1, 1, 1, 1]).astype(np.float32), labels


@pytest.mark.parametrize("classes", [2, 3, 7])
def test_the_compiled_forest_gives_scikit_learns_probabilities(classes):
    features, labels = painted(classes)
    others, _ = painted(classes, 3000, seed=1)
    model = RandomForestClassifier(25, random_state=0, class_weight="balanced")
    model.fit(features, labels)
    np.testing.assert_allclose(
        compiled(model).probabilities(others), model.predict_proba(others), atol=2e-6
    )


def test_the_compiled_forest_decides_like_scikit_learn_on_its_thresholds():
    rng = np.random.default_rng(0)
    features = rng.integers(0, 6, (500, 4)).astype(np.float32)
    labels = (features.sum(axis=1) > 10).astype(int)
    model = RandomForestClassifier(10, random_state=0).fit(features, labels)
    values = np.concatenate([e.tree_.threshold for e in model.estimators_])
    near = np.unique(values).astype(np.float32)
    around = np.concatenate([near, np.nextafter(near, np.inf), np.nextafter(near, -np.inf)])
    others = rng.choice(around.astype(np.float32), (4000, 4))
    np.testing.assert_allclose(
        compiled(model).probabilities(others), model.predict_proba(others), atol=2e-6
    )


def test_a_forest_of_single_leaves_is_understood():
    features = np.ones((10, 3), np.float32)
    model = RandomForestClassifier(3, random_state=0).fit(features, [0, 1] * 5)
    np.testing.assert_allclose(
        compiled(model).probabilities(features), model.predict_proba(features), atol=2e-6
    )


def test_the_same_seed_gives_the_same_forest():
    features, labels = painted(3)
    one, same, other = (train_forest(features, labels, 20, seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(one.threshold, same.threshold)
    assert one.threshold.shape != other.threshold.shape or (one.threshold != other.threshold).any()


def test_a_forest_trained_some_trees_at_a_time_is_the_one_trained_at_once(monkeypatch):
    features, labels = painted(3)
    at_once = RandomForestClassifier(20, max_depth=16, class_weight="balanced", random_state=3)
    expected = compiled(at_once.fit(features, labels))
    monkeypatch.setattr(forest, "_ENTRIES", 7 * features.size)
    found = train_forest(features, labels, 20, 3)
    for name in ("feature", "threshold", "child", "leaf", "roots", "depths", "importance"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))


def test_training_a_forest_stops_between_its_trees(monkeypatch):
    features, labels = painted(3)
    monkeypatch.setattr(forest, "_ENTRIES", features.size)
    cancelled, told = threading.Event(), []

    def report(fraction: float, _phase: str) -> None:
        told.append(fraction)
        if fraction >= 0.5:
            cancelled.set()

    with pytest.raises(Cancelled):
        train_forest(features, labels, 20, 0, Context(report, cancelled))
    assert told[0] == 0 and told[-1] == 0.5


@pytest.mark.parametrize("classes", [2, 4])
def test_logistic_regression_gives_scikit_learns_probabilities(classes):
    features, labels = painted(classes)
    others, _ = painted(classes, 5000, seed=1)
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
    model.fit(features.astype(np.float64), labels)
    found = train_logistic(features, labels).probabilities(others)
    others = np.clip(others, features.min(axis=0), features.max(axis=0))
    np.testing.assert_allclose(found, model.predict_proba(others), atol=2e-3)


@pytest.mark.parametrize("classes", [2, 3])
def test_the_approximated_machine_decides_like_the_exact_one(classes):
    features, labels = painted(classes)
    others, _ = painted(classes, 2000, seed=1)
    scaler = StandardScaler().fit(features)
    exact = SVC(gamma=0.2 / features.shape[1], class_weight="balanced")
    exact.fit(scaler.transform(features), labels)
    found = train_svm(features, labels, seed=0).probabilities(others).argmax(axis=1)
    agreement = (found == exact.predict(scaler.transform(others))).mean()
    assert agreement > 0.9


def test_features_beyond_the_painted_ones_count_as_the_nearest_painted():
    features, labels = painted(2)
    low, high = features.min(axis=0), features.max(axis=0)
    for model in (train_logistic(features, labels), train_svm(features, labels, 0)):
        beyond = np.stack([low - 1000, low, high + 1000, high])
        one, same, other, also = model.probabilities(beyond)
        np.testing.assert_array_equal(one, same)
        np.testing.assert_array_equal(other, also)


@pytest.mark.parametrize("train", [
    lambda f, c: train_forest(f, c, 30, 0),
    train_logistic,
    lambda f, c: train_svm(f, c, 0),
])  # fmt: skip
def test_rare_classes_count_as_much_and_one_voxel_is_enough(train):
    rng = np.random.default_rng(0)
    features = rng.normal(size=(300, 5)).astype(np.float32)
    labels = np.zeros(300, int)
    features[-1], labels[-1] = 8.0, 1
    model = train(features, labels)
    chances = model.probabilities(features[[0, 1, 2, 3, 4, -1]])
    np.testing.assert_allclose(chances.sum(axis=1), 1, atol=1e-5)
    assert (chances[:5].argmax(axis=1) == 0).all()
    assert chances[5].argmax() == 1
