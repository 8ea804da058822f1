from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import roc_auc_score

from medaiassist_engine.classify.comparison import corrected_t, delong, delong_covariance


def brute_force(positive, scores):
    """DeLong's structural components by their definition."""
    covariances = np.zeros((len(scores), len(scores)))
    components = []
    for s in scores:
        x, y = s[positive], s[~positive]
        wins = (x[:, None] > y[None]) + 0.5 * (x[:, None] == y[None])
        components.append((wins.mean(axis=1), wins.mean(axis=0)))
    for a, (va, wa) in enumerate(components):
        for b, (vb, wb) in enumerate(components):
            covariances[a, b] = np.cov(va, vb)[0, 1] / len(va) + np.cov(wa, wb)[0, 1] / len(wa)
    return covariances


@pytest.mark.parametrize("ties", [False, True])
def test_fast_delong_is_that_of_the_definition(ties: bool):
    rng = np.random.default_rng(2)
    positive = rng.random(120) < 0.4
    scores = rng.normal(size=(2, 120)) + positive * np.array([[1.0], [1.4]])
    if ties:
        scores = np.round(scores)
    areas, covariance = delong_covariance(positive, scores)
    assert areas == pytest.approx([roc_auc_score(positive, s) for s in scores])
    assert covariance == pytest.approx(brute_force(positive, scores))
    found = delong(positive, *scores)
    spread = np.sqrt(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    assert found.p == pytest.approx(2 * stats.norm.sf(abs(areas[1] - areas[0]) / spread))
    assert (found.low, found.high) == pytest.approx(
        (found.value - 1.959964 * spread, found.value + 1.959964 * spread)
    )


def test_delong_of_equal_models_sees_no_difference():
    rng = np.random.default_rng(0)
    scores = rng.normal(size=50)
    assert delong(np.arange(50) < 20, scores, scores).p == 1


def test_delong_p_values_are_uniform_when_models_are_equally_good():
    rng = np.random.default_rng(1)
    positive = np.arange(150) < 60
    p = [delong(positive, *(rng.normal(size=(2, 150)) + positive)).p for _ in range(400)]
    assert 0.02 < np.mean(np.array(p) < 0.05) < 0.09


def test_the_corrected_t_test_widens_the_plain_one_by_the_shared_cases():
    rng = np.random.default_rng(3)
    first = rng.normal(0.8, 0.05, 10)
    second = first + rng.normal(0.03, 0.02, 10)
    plain = stats.ttest_rel(second, first)
    found = corrected_t(first, second, 1 / 4)
    t = plain.statistic * np.sqrt((1 / 10) / (1 / 10 + 1 / 4))
    assert found.p == pytest.approx(2 * stats.t.sf(abs(t), 9))
    assert found.low < found.value < found.high and found.p > plain.pvalue
