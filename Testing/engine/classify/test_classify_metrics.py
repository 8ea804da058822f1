from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics as reference

from medaiassist_engine.classify.charts.calibration_curve import calibration_points
from medaiassist_engine.classify.charts.curves import precision_points, roc_points
from medaiassist_engine.classify.charts.decision_curve import net_benefit
from medaiassist_engine.classify.intervals import metric_intervals, patient_weights
from medaiassist_engine.classify.metrics import auc, measure
from medaiassist_engine.context import Context


def predictions(classes: int, n: int = 200, seed: int = 0):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, n)
    scores = rng.random((n, classes)) + 0.6 * np.eye(classes)[truth]
    probabilities = np.round(scores / scores.sum(axis=1, keepdims=True), 2)  # with ties
    probabilities[:, -1] = 1 - probabilities[:, :-1].sum(axis=1)
    return truth, probabilities, probabilities.argmax(axis=1)


def test_two_class_metrics_are_those_of_scikit_learn():
    truth, p, answer = predictions(2)
    found = {name: float(v[0]) for name, v in measure(truth, p, answer).items()}
    assert found == pytest.approx(
        {
            "ROC AUC": reference.roc_auc_score(truth, p[:, 1]),
            "PR AUC": reference.average_precision_score(truth, p[:, 1]),
            "accuracy": reference.accuracy_score(truth, answer),
            "balanced accuracy": reference.balanced_accuracy_score(truth, answer),
            "sensitivity": reference.recall_score(truth, answer),
            "specificity": reference.recall_score(truth, answer, pos_label=0),
            "F1": reference.f1_score(truth, answer),
            "MCC": reference.matthews_corrcoef(truth, answer),
            "Brier": reference.brier_score_loss(truth, p[:, 1]),
        }
    )


def test_metrics_of_four_classes_are_macro_means_as_in_scikit_learn():
    truth, p, answer = predictions(4)
    p = p / p.sum(axis=1, keepdims=True)
    found = {name: float(v[0]) for name, v in measure(truth, p, answer).items()}
    hot = np.eye(4)[truth]
    assert found["ROC AUC"] == pytest.approx(reference.roc_auc_score(truth, p, multi_class="ovr"))
    assert found["PR AUC"] == pytest.approx(reference.average_precision_score(hot, p))
    assert found["F1"] == pytest.approx(reference.f1_score(truth, answer, average="macro"))
    assert found["MCC"] == pytest.approx(reference.matthews_corrcoef(truth, answer))
    assert found["sensitivity"] == pytest.approx(
        reference.recall_score(truth, answer, average="macro")
    )
    assert found["Brier"] == pytest.approx(((p - hot) ** 2).sum(axis=1).mean())


def test_weights_stand_for_repeated_cases():
    truth, p, answer = predictions(3)
    counts = np.random.default_rng(1).integers(0, 4, len(truth))
    rows = np.repeat(np.arange(len(truth)), counts)
    weighted = measure(truth, p, answer, counts[None].astype(float))
    repeated = measure(truth[rows], p[rows], answer[rows])
    for name, value in repeated.items():
        assert weighted[name][0] == pytest.approx(value[0]), name


def test_a_sample_without_a_class_has_no_auc():
    assert np.isnan(auc(np.array([1, 1]), np.array([[0.4, 0.6], [0.2, 0.8]]), None))


def test_the_bootstrap_over_patients_is_that_of_a_loop():
    truth, p, answer = predictions(2, 90)
    patients = np.repeat(np.arange(30), 3)
    found = metric_intervals(truth, p, answer, patients, 100, 5, Context())
    rng = np.random.default_rng(5)
    areas = []
    for _ in range(100):
        drawn = rng.multinomial(30, np.full(30, 1 / 30))
        rows = np.concatenate([np.flatnonzero(patients == k) for k in np.repeat(range(30), drawn)])
        areas.append(reference.roc_auc_score(truth[rows], p[rows, 1]))
    assert found["ROC AUC"][1:] == pytest.approx(np.percentile(areas, [2.5, 97.5]))


def test_intervals_are_wider_when_patients_rather_than_cases_are_drawn():
    truth, p, answer = (np.repeat(v, 5, axis=0) for v in predictions(2, 60))
    by_patient = metric_intervals(truth, p, answer, np.repeat(range(60), 5), 500, 0, Context())
    by_case = metric_intervals(truth, p, answer, np.arange(300), 500, 0, Context())
    wide, narrow = (f["ROC AUC"][2] - f["ROC AUC"][1] for f in (by_patient, by_case))
    assert wide > 1.7 * narrow


def test_weights_do_not_depend_on_how_many_are_made_at_a_time(monkeypatch):
    patients = np.repeat(np.arange(7), 2)
    at_once = np.concatenate(list(patient_weights(patients, 50, 3)))
    monkeypatch.setattr("medaiassist_engine.classify.intervals._CHUNK", 100)
    in_parts = list(patient_weights(patients, 50, 3))
    assert len(in_parts) > 1
    assert (np.concatenate(in_parts) == at_once).all()


def test_curves_are_those_of_scikit_learn():
    truth, p, _ = predictions(2)
    positive = truth == 1
    false, true = roc_points(positive, p[:, 1])
    expected = reference.roc_curve(truth, p[:, 1], drop_intermediate=False)
    assert np.allclose(false, expected[0]) and np.allclose(true, expected[1])
    found, precision = precision_points(positive, p[:, 1])
    expected_precision, recall, _ = reference.precision_recall_curve(truth, p[:, 1])
    assert np.allclose(found, recall[-2::-1]) and np.allclose(precision, expected_precision[-2::-1])


def test_calibration_points_are_those_of_scikit_learn():
    from sklearn.calibration import calibration_curve

    rng = np.random.default_rng(0)
    p = rng.random(500)
    positive = rng.random(500) < p
    said, observed = calibration_points(positive, p)
    expected, expected_said = calibration_curve(positive, p, n_bins=10, strategy="quantile")
    assert np.allclose(said, expected_said) and np.allclose(observed, expected)


def test_net_benefit_follows_its_definition():
    truth, p, _ = predictions(2)
    for threshold, found in zip([0.2, 0.5], net_benefit(truth == 1, p[:, 1], np.array([0.2, 0.5])),
                                strict=True):  # fmt: skip
        called = p[:, 1] >= threshold
        hits, alarms = (called & (truth == 1)).sum(), (called & (truth == 0)).sum()
        expected = (hits - alarms * threshold / (1 - threshold)) / len(truth)
        assert found == pytest.approx(expected)
