"""How unusual a case is, what lies outside of the training range, and the nearest cases."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from medaiassist_engine.classify.predictors import Predictor
from medaiassist_engine.diagnose.nearest import distances, nearest
from medaiassist_engine.diagnose.outside import outside
from medaiassist_engine.models import rarity
from medaiassist_engine.models.seen import Seen, seen_in, stand_ins
from medaiassist_engine.models.space import coordinates, fit_space

COLUMNS = (
    Predictor("size", unit="mm"),
    Predictor("age"),
    Predictor("sex", "categorical", categories=("f", "m")),
)


def people(count: int, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    size = rng.normal(20, 3, count)
    age = 2 * size + rng.normal(0, 1, count)
    sex = np.array(["f", "m"], dtype=object)[rng.integers(0, 2, count)]
    return pd.DataFrame({"size": size, "age": age, "sex": sex})


def rarity_of(frame: pd.DataFrame, training: pd.DataFrame) -> np.ndarray:
    seen = seen_in(training, COLUMNS)
    space = fit_space(coordinates(training, COLUMNS, seen))
    return space.rarity(coordinates(frame, COLUMNS, seen))


def test_cases_like_the_training_ones_are_called_unusual_as_often_as_promised():
    found = np.concatenate([rarity_of(people(200, 100 + s), people(150, s)) for s in range(10)])
    for level in (0.05, 0.1, 0.5):
        assert (found <= level).mean() == pytest.approx(level, abs=0.03 + 0.05 * level)


def test_a_case_within_every_range_but_against_their_relation_is_unusual():
    training = people(300)
    odd = pd.DataFrame({"size": [16.0], "age": [46.0], "sex": ["f"]})
    assert outside(odd, COLUMNS, seen_in(training, COLUMNS)) == {}
    assert rarity_of(odd, training)[0] <= 0.01


def test_a_category_that_was_never_seen_is_unusual_and_a_missing_value_is_not():
    training = people(300)
    new = pd.DataFrame({"size": [20.0, np.nan], "age": [40.0, 40.0], "sex": ["x", None]})
    strange, missing = rarity_of(new.astype({"sex": object}), training)
    assert strange <= 0.01
    assert missing > 0.2


def test_a_case_of_which_most_values_are_missing_is_not_called_usual():
    training = people(300)
    seen = seen_in(training, COLUMNS)
    space = fit_space(coordinates(training, COLUMNS, seen))
    new = pd.DataFrame(
        {
            "size": [20.0, np.nan, np.nan, np.nan],
            "age": [np.nan, 40.0, np.nan, 400.0],
            "sex": ["f", None, None, None],
        }
    ).astype({"sex": object})
    two, one, none, far = rarity.rarity_of(new, COLUMNS, seen, space)
    assert two > 0.2
    assert np.isnan(one) and np.isnan(none)
    assert far <= 0.01, "what is there is unusual, whatever the rest would be"


def test_columns_that_training_cases_seldom_have_may_be_missing():
    usual, rare = Seen(missing=0.0), Seen(missing=0.95)
    new = pd.DataFrame({"size": [20.0, np.nan], "age": [np.nan, 40.0], "sex": ["f", None]})
    found = rarity.coverage(new, COLUMNS, (usual, rare, usual))
    assert found == pytest.approx([2 / 2.05, 0.05 / 2.05])


def test_many_columns_are_reduced_and_still_tell_far_cases():
    rng = np.random.default_rng(5)
    mixing = rng.normal(size=(10, 200))
    training = rng.normal(size=(80, 10)) @ mixing + 0.1 * rng.normal(size=(80, 200))
    like = rng.normal(size=(200, 10)) @ mixing + 0.1 * rng.normal(size=(200, 200))
    off = like + rng.normal(size=(200, 200))
    space = fit_space(training)
    assert (space.rarity(like) <= 0.05).mean() < 0.12
    assert (space.rarity(off) <= 0.05).mean() > 0.9


def test_values_outside_of_the_training_range_are_named_with_their_unit():
    training = people(50)
    new = pd.DataFrame({"size": [99.0], "age": [np.nan], "sex": ["x"]})
    found = outside(new, COLUMNS, seen_in(training, COLUMNS))
    assert set(found) == {"size", "sex"}
    assert "99 mm is above" in found["size"]
    assert found["sex"] == "'x' is none of: f, m"


def test_the_nearest_cases_are_those_of_least_mean_difference():
    training = people(60)
    seen = seen_in(training, COLUMNS)
    case = training.iloc[[17]].reset_index(drop=True)
    away = distances(case, training, COLUMNS, seen)
    assert nearest(away, 1).tolist() == [17]
    z = (training[["size", "age"]].to_numpy() - case[["size", "age"]].to_numpy()) / [
        seen[0].deviation, seen[1].deviation,
    ]  # fmt: skip
    other = (training["sex"] != case["sex"][0]).to_numpy(dtype=float)
    assert np.allclose(away, np.sqrt((z[:, 0] ** 2 + z[:, 1] ** 2 + other) / 3))


def test_missing_values_are_left_out_of_the_distance():
    training = people(5)
    training.loc[0, "age"] = np.nan
    case = pd.DataFrame({"size": [20.0], "age": [40.0], "sex": [None]})
    away = distances(case, training, COLUMNS, seen_in(training, COLUMNS))
    deviation = seen_in(training, COLUMNS)[0].deviation
    assert away[0] == pytest.approx(abs(training.loc[0, "size"] - 20) / deviation)


def test_stand_ins_are_spread_like_the_cases_but_are_none_of_them():
    training = people(400)
    seen = seen_in(training, COLUMNS)
    invented = stand_ins(COLUMNS, seen, 2000)
    assert invented["size"].mean() == pytest.approx(training["size"].mean(), abs=0.4)
    assert (invented["sex"] == "f").mean() == pytest.approx(
        (training["sex"] == "f").mean(), abs=0.05
    )
    assert not invented.merge(training, on=["size", "age"]).shape[0]
