"""Shapley values against brute force over all orders and the closed form of linear models."""

from __future__ import annotations

import itertools
import threading

import numpy as np
import pandas as pd
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled
from medaiassist_engine.explain.shapley import MOST_EXACT, shapley_values, smaller_background


def frames(columns: int, rows: int = 20, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    names = [f"f{n}" for n in range(columns)]
    background = pd.DataFrame(rng.normal(size=(rows, columns)), columns=names)
    return pd.DataFrame(rng.normal(size=(1, columns)), columns=names), background


def crooked(frame: pd.DataFrame) -> np.ndarray:
    """Products, steps and squares of neighbouring columns."""
    x = frame.to_numpy(dtype=float)
    return np.tanh(x[:, 0] * x[:, 1]) + (x[:, 2] > 0) * x[:, 3] + x[:, -1] ** 2


def over_all_orders(predict, case, background) -> np.ndarray:
    """The definition: the mean gain of a column over all orders in which columns become known."""
    count = case.shape[1]

    def worth(known: tuple[int, ...]) -> float:
        rows = background.copy()
        for n in known:
            rows.iloc[:, n] = case.iloc[0, n]
        return float(predict(rows).mean())

    values = np.zeros(count)
    orders = list(itertools.permutations(range(count)))
    for order in orders:
        for place, n in enumerate(order):
            values[n] += worth(order[: place + 1]) - worth(order[:place])
    return values / len(orders)


def test_exact_values_equal_the_definition():
    case, background = frames(5, rows=7)
    found = shapley_values(crooked, case, background)
    assert found.exact
    assert np.allclose(found.values, over_all_orders(crooked, case, background), atol=1e-12)


@pytest.mark.parametrize("columns", [4, MOST_EXACT, MOST_EXACT + 8])
def test_of_a_linear_model_they_are_weight_times_distance_from_the_mean(columns):
    case, background = frames(columns)
    weights = np.arange(1.0, columns + 1)
    found = shapley_values(lambda f: f.to_numpy() @ weights, case, background, permutations=40)
    assert found.exact == (columns <= MOST_EXACT)
    expected = weights * (case.to_numpy()[0] - background.to_numpy().mean(axis=0))
    assert np.allclose(found.values, expected, atol=1e-9)


@pytest.mark.parametrize("columns", [6, 20])
def test_they_add_up_to_the_prediction_minus_the_mean_of_the_background(columns):
    case, background = frames(columns)
    found = shapley_values(crooked, case, background)
    assert found.baseline == pytest.approx(crooked(background).mean(), abs=1e-12)
    assert found.prediction == pytest.approx(crooked(case)[0], abs=1e-12)
    assert found.values.sum() == pytest.approx(found.prediction - found.baseline, abs=1e-12)


def test_sampled_values_lie_within_their_standard_errors_of_exact_ones(monkeypatch):
    case, background = frames(7)
    exact = shapley_values(crooked, case, background)
    monkeypatch.setattr("medaiassist_engine.explain.shapley.MOST_EXACT", 0)
    off = []
    for seed in range(20):
        sampled = shapley_values(crooked, case, background, permutations=400, seed=seed)
        used = sampled.errors > 1e-12
        off += list((sampled.values - exact.values)[used] / sampled.errors[used])
        assert np.allclose(sampled.values[~used], exact.values[~used])
    assert np.mean(np.abs(off) < 2) > 0.9
    assert abs(np.mean(off)) < 0.3


def test_a_column_that_is_not_used_gets_nothing_and_twins_get_the_same():
    case, background = frames(4)
    case["f1"], background["f1"] = case["f0"], background["f0"]
    found = shapley_values(lambda f: np.sin(f["f0"] + f["f1"]).to_numpy(), case, background)
    assert found.values[0] == pytest.approx(found.values[1], abs=1e-12)
    assert np.allclose(found.values[2:], 0)


def test_a_group_of_columns_gets_what_its_columns_get_together_in_a_linear_model():
    case, background = frames(15)
    weights = np.linspace(-1, 1, 15)
    alone = shapley_values(lambda f: f.to_numpy() @ weights, case, background).values
    groups = [[0, 1, 2], list(range(3, 15))]
    together = shapley_values(lambda f: f.to_numpy() @ weights, case, background, groups)
    assert np.allclose(together.values, [alone[:3].sum(), alone[3:].sum()])


def test_the_same_seed_gives_the_same_values():
    case, background = frames(16)
    one, other = (shapley_values(crooked, case, background, seed=3) for _ in range(2))
    assert np.array_equal(one.values, other.values)


def test_a_smaller_background_has_nearly_the_same_mean_prediction():
    _, background = frames(6, rows=2000)
    sample = smaller_background(crooked, background, 13, Context())
    assert len(sample) == 100
    assert crooked(sample).mean() == pytest.approx(crooked(background).mean(), abs=0.02)


def test_it_stops_when_cancelled():
    case, background = frames(MOST_EXACT)
    cancelled = threading.Event()
    calls = []

    def predict(frame: pd.DataFrame) -> np.ndarray:
        calls.append(len(frame))
        cancelled.set()
        return crooked(frame)

    with pytest.raises(Cancelled):
        shapley_values(predict, case, background, context=Context(cancelled=cancelled))
    assert len(calls) == 1 and calls[0] <= 2000
