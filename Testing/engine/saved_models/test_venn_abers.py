"""Venn-Abers intervals: against their definition, and calibrated on synthetic cases."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.diagnose.venn_abers import class_intervals, venn_abers


def pooled_adjacent_violators(scores: np.ndarray, labels: np.ndarray) -> dict[float, float]:
    """Isotonic regression by its definition: the largest of smallest means (min-max formula)."""
    different = np.unique(scores)
    found = {}
    for n, score in enumerate(different):
        below = [
            min(
                labels[(scores >= low) & (scores <= high)].mean()
                for high in different[n:]
            )
            for low in different[: n + 1]
        ]  # fmt: skip
        found[float(score)] = max(below)
    return found


def test_the_ends_are_isotonic_regressions_with_either_label():
    rng = np.random.default_rng(1)
    scores = rng.random(25).round(1)
    truth = rng.random(25) < scores
    for new in (0.0, 0.3, 0.55, 1.0):
        found = venn_abers(scores, truth, np.array([new]))
        for label, end in ((0.0, found.low[0]), (1.0, found.high[0])):
            expected = pooled_adjacent_violators(
                np.append(scores, new), np.append(truth.astype(float), label)
            )
            assert end == pytest.approx(expected[new], abs=1e-9)


def synthetic(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Overconfident scores of cases whose true probability is known to nobody."""
    probability = rng.random(count)
    score = 1 / (1 + np.exp(-6 * (probability - 0.4)))
    return score, rng.random(count) < probability


def test_one_end_is_calibrated_on_average():
    """Of cases with the class the high end holds, of others the low end: together they mean what
    they say, over all draws of calibration cases (Vovk and Petej 2014, theorem 1)."""
    rng = np.random.default_rng(2)
    new, outcome, selected, single = (np.empty(0) for _ in range(4))
    for _ in range(150):
        scores, truth = synthetic(80, rng)
        score, happened = synthetic(10, rng)
        found = venn_abers(scores, truth, score)
        new, outcome = np.append(new, score), np.append(outcome, happened)
        selected = np.append(selected, np.where(happened, found.high, found.low))
        single = np.append(single, found.probability)
    for low, high in ((0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1.01)):
        inside = (selected >= low) & (selected < high)
        assert outcome[inside].mean() == pytest.approx(selected[inside].mean(), abs=0.07)
    assert single.mean() == pytest.approx(outcome.mean(), abs=0.03)
    assert ((single - outcome) ** 2).mean() < ((new - outcome) ** 2).mean()


def test_intervals_are_ordered_and_wider_with_fewer_cases():
    rng = np.random.default_rng(3)
    new = np.linspace(0.05, 0.95, 19)
    widths = []
    for count in (20, 200, 2000):
        found = venn_abers(*synthetic(count, rng), new)
        assert (found.low <= found.high).all()
        assert ((found.low <= found.probability) & (found.probability <= found.high)).all()
        widths.append((found.high - found.low).mean())
    assert widths[0] > widths[1] > widths[2]


def test_every_class_gets_its_interval():
    rng = np.random.default_rng(4)
    left_out = rng.dirichlet(np.ones(3), 90)
    codes = np.array([rng.choice(3, p=p) for p in left_out])
    found = class_intervals(left_out, codes, left_out[:5])
    assert found.low.shape == found.high.shape == (5, 3)
    assert ((found.low >= 0) & (found.high <= 1)).all()
