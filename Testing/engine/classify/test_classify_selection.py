from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone

from medaiassist_engine.classify.resampling import Resampling
from medaiassist_engine.classify.selection import Selection
from medaiassist_engine.classify.thresholds import for_sensitivity, youden


def features(n: int = 200):
    """Two telling columns, a copy of the first, noise, and a constant."""
    rng = np.random.default_rng(0)
    codes = np.arange(n) % 2
    first = codes * 2 + rng.normal(size=n)
    second = -codes * 1.5 + rng.normal(size=n)
    copy = 3 * first + 1e-3 * rng.normal(size=n)
    noise = rng.normal(size=(n, 3))
    return np.column_stack([first, copy, second, noise, np.full(n, 5.0)]), codes


@pytest.mark.parametrize(
    ("method", "count", "expected"),
    [
        ("variance", 99, {0, 1, 2, 3, 4, 5}),
        ("correlation", 99, {0, 2, 3, 4, 5}),
        ("mutual_information", 2, {0, 1}),
        ("mrmr", 2, {0, 2}),
    ],
)
def test_the_expected_features_are_kept(method: str, count: int, expected: set[int]):
    values, codes = features()
    selection = clone(Selection(method, count)).fit(values, codes)
    kept = set(np.flatnonzero(selection.get_support()))
    if method == "mrmr":
        assert 2 in kept and len(kept & {0, 1}) == 1
    else:
        assert kept == expected
    assert selection.transform(values).shape == (200, len(kept))


def test_l1_keeps_no_more_than_asked_and_the_telling_ones():
    values, codes = features()
    kept = np.flatnonzero(Selection("l1", 2).fit(values, codes).get_support())
    assert len(kept) == 2 and set(kept) & {0, 1} and 6 not in kept


def test_only_constant_columns_are_still_something():
    assert Selection("mrmr").fit(np.ones((10, 2)), np.arange(10) % 2).get_support().any()


@pytest.mark.parametrize("method", ["smote", "borderline_smote", "adasyn", "random_over"])
@pytest.mark.parametrize("rare", [1, 2, 3, 20])
def test_rare_classes_become_as_many_as_frequent_ones(method: str, rare: int):
    rng = np.random.default_rng(0)
    codes = np.r_[np.zeros(60, int), np.ones(rare, int)]
    values = rng.normal(size=(len(codes), 3)) + codes[:, None]
    sampler = Resampling(method)
    made, labels = sampler.fit_resample(values, codes)
    assert abs((labels == 1).sum() - 60) <= 12  # ADASYN comes near only
    again, _ = sampler.fit_resample(values, codes)
    assert (made == again).all()


def test_under_sampling_drops_frequent_cases():
    codes = np.r_[np.zeros(60, int), np.ones(5, int)]
    _, labels = Resampling("random_under").fit_resample(np.arange(65.0)[:, None], codes)
    assert (np.bincount(labels) == 5).all()


def test_the_youden_threshold_is_the_best_of_all():
    rng = np.random.default_rng(0)
    positive = rng.random(150) < 0.3
    p = np.round(np.clip(rng.normal(0.3 + 0.2 * positive, 0.15), 0, 1), 2)

    def worth(threshold: float) -> float:
        called = p >= threshold
        return called[positive].mean() + (~called[~positive]).mean()

    assert worth(youden(positive, p)) == pytest.approx(max(worth(t) for t in np.unique(p)))


@pytest.mark.parametrize("wanted", [0.5, 0.9, 1.0])
def test_the_threshold_for_a_sensitivity_is_the_largest_that_reaches_it(wanted: float):
    rng = np.random.default_rng(1)
    positive = rng.random(100) < 0.4
    p = rng.random(100)
    threshold = for_sensitivity(positive, p, wanted)
    assert (p[positive] >= threshold).mean() >= wanted
    larger = np.unique(p)[np.unique(p) > threshold]
    assert not len(larger) or (p[positive] > larger[0]).mean() < wanted
