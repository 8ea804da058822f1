"""Intraclass correlations against published examples and simulated agreement."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column
from medaiassist_engine.features.analysis.agreement import (
    Ratings,
    agreement_chart,
    agreement_table,
    ratings_table,
)
from medaiassist_engine.features.analysis.icc import icc_1_1, icc_3_1

# Shrout and Fleiss, Psychological Bulletin 86(2), 1979, table 2: 6 targets by 4 judges.
SHROUT_FLEISS = np.array([
    [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
])  # fmt: skip


def test_the_example_of_shrout_and_fleiss() -> None:
    """Values by their table 4; intervals by McGraw and Wong's formulas as R's psych::ICC has them.

    psych 2.3, ICC(SF): ICC1 0.17 (-0.133, 0.72), ICC3 0.71 (0.342, 0.95).
    """
    one, three = icc_1_1(SHROUT_FLEISS), icc_3_1(SHROUT_FLEISS)
    assert round(one.value, 2) == 0.17 and round(three.value, 2) == 0.71
    assert (round(one.low, 3), round(one.high, 2)) == (-0.133, 0.72)
    assert (round(three.low, 3), round(three.high, 2)) == (0.342, 0.95)


def test_it_is_the_ratio_of_the_examples_mean_squares() -> None:
    """Shrout and Fleiss, table 3: BMS 11.24, WMS 6.26, EMS 1.02."""
    bms, wms, ems, k = 11.24, 6.26, 1.02, 4
    expected = (bms - wms) / (bms + (k - 1) * wms), (bms - ems) / (bms + (k - 1) * ems)
    assert icc_1_1(SHROUT_FLEISS).value == pytest.approx(expected[0], abs=1e-3)
    assert icc_3_1(SHROUT_FLEISS).value == pytest.approx(expected[1], abs=1e-3)


def test_intervals_cover_the_true_value_as_often_as_they_say() -> None:
    rng = np.random.default_rng(0)
    truth, hits = 0.7, {icc_1_1: 0, icc_3_1: 0}
    for _ in range(400):
        ratings = rng.normal(0, truth**0.5, (12, 1)) + rng.normal(0, (1 - truth) ** 0.5, (12, 4))
        for icc in hits:
            found = icc(ratings)
            hits[icc] += found.low <= truth <= found.high
    assert all(0.92 < count / 400 < 0.98 for count in hits.values()), hits


def test_a_shift_of_one_rater_counts_for_agreement_only() -> None:
    rng = np.random.default_rng(0)
    ratings = rng.normal(0, 10, (20, 1)) + rng.normal(0, 0.1, (20, 3))
    shifted = ratings + np.array([0, 0, 30])
    assert icc_3_1(shifted).value == pytest.approx(icc_3_1(ratings).value)
    assert icc_1_1(shifted).value < 0.5 < 0.99 < icc_1_1(ratings).value


def test_perfect_agreement_is_one_and_no_variation_is_undefined() -> None:
    same = np.repeat(np.arange(5.0)[:, None], 4, axis=1)
    assert icc_1_1(same).value == icc_1_1(same).low == icc_3_1(same).value == 1
    for ratings in (np.ones((4, 3)), np.ones((1, 3)), np.arange(4.0)[:, None], np.zeros((0, 3))):
        assert np.isnan(icc_1_1(ratings).value) and np.isnan(icc_3_1(ratings).low)


def test_the_table_has_every_feature_with_targets_left_out_where_undefined() -> None:
    values = np.stack([SHROUT_FLEISS.astype(float)] * 3, axis=-1)
    values[2, 1, 1] = np.nan
    values[:, :, 2] = 5
    features = tuple(Column(n, np.zeros(6), unit="mm") for n in ("whole", "holed", "same"))
    ratings = Ratings(tuple("abcdef"), features, values)
    context = Context()
    table = agreement_table(ratings, context)
    columns = {c.name: c for c in table.columns}
    assert columns["unit"].texts == ("mm",) * 3
    np.testing.assert_array_equal(columns["targets"].values, [6, 5, 6])
    icc = columns["icc_1_1"].values
    assert icc[0] == icc_1_1(SHROUT_FLEISS).value
    assert icc[1] == icc_1_1(np.delete(SHROUT_FLEISS, 2, axis=0)).value
    assert np.isnan(icc[2]) and "1 of 3 features" in context.notes[0]
    chart = agreement_chart(table)
    assert chart.table.columns[0].texts[0] == "whole" and chart.style == "bar"
    long = ratings_table(ratings, "case 1")
    assert [c.name for c in long.columns] == ["case", "segment", "repeat", "whole", "holed", "same"]
    np.testing.assert_array_equal(long.columns[3].values, SHROUT_FLEISS.ravel())
