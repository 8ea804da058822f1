"""Planted leaks are found; honest features are not accused."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from numpy.typing import ArrayLike
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.metrics import roc_auc_score

from medaiassist_engine.cohort.leaks import Suspect, judged, suspects
from medaiassist_engine.cohort.separation import neighbour_shares, separation
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled

RANDOM = np.random.default_rng(0)
ILL = RANDOM.permutation([1] * 40 + [0] * 60)
GRADE = RANDOM.permutation([0] * 40 + [1] * 35 + [2] * 25)


def words(values: ArrayLike) -> np.ndarray:
    return np.array([None if v is None else str(v) for v in np.asarray(values, object)], object)


def how(cells: ArrayLike, codes: np.ndarray = ILL) -> str | None:
    cells = np.asarray(cells)
    found = judged("x", cells if cells.dtype == object else cells.astype(float), codes)
    return None if found is None else found.how


def test_the_label_in_other_words_or_numbers_is_equal() -> None:
    for codes in (ILL, GRADE):
        assert how(7.0 - codes, codes) == "equal"
        assert how(words(codes), codes) == "equal"
        gaps = words(codes)
        gaps[:20] = None
        assert how(gaps, codes) == "equal"


def test_numbers_that_separate_classes_alone_predict_wherever_the_classes_lie() -> None:
    noise = RANDOM.normal(size=100) / 10
    for sign in (1, -1):
        assert how(sign * ILL + noise) == "predicts"
    assert how(GRADE + noise, GRADE) == "predicts"
    middle = np.where(ILL, RANDOM.uniform(-1, 1, 100), RANDOM.choice([-3, 3], 100) + noise)
    assert how(middle) == "predicts"
    with_gaps = np.where(RANDOM.random(100) < 0.4, np.nan, ILL + noise)
    assert how(with_gaps) == "predicts"


def test_categories_that_separate_classes_alone_predict() -> None:
    ward = words(10 * GRADE + RANDOM.integers(0, 3, 100))
    assert how(ward, GRADE) == "predicts"


def test_gaps_that_tell_a_class_are_found_also_of_three() -> None:
    values = RANDOM.normal(size=100)
    assert how(np.where(ILL, values, np.nan)) == "gaps"
    assert how(np.where(GRADE == 1, np.nan, values), GRADE) == "gaps"
    assert how(np.where(GRADE == 1, None, words(values.round())), GRADE) == "gaps"


def test_honest_columns_are_not_accused() -> None:
    for codes in (ILL, GRADE):
        assert how(RANDOM.normal(size=100), codes) is None
        assert how(codes * 2.0 + RANDOM.normal(size=100), codes) is None
        assert how(words(np.arange(100)), codes) is None
        assert how(np.ones(100), codes) is None
        assert how(np.full(100, np.nan), codes) is None
        assert how(np.where(RANDOM.random(100) < 0.5, np.nan, 1), codes) is None


def test_ids_of_a_table_sorted_by_class_are_not_accused() -> None:
    assert how(words([f"case {n:03d}" for n in range(100)]), np.sort(ILL)) is None


@pytest.mark.parametrize("rare", [1, 2, 4, 9, 10, 15])
def test_small_classes_give_no_false_alarm(rare: int) -> None:
    random = np.random.default_rng(rare)
    for others in (rare, 100, 5000):
        codes = np.array([1] * rare + [0] * others)
        for _ in range(300 if others < 5000 else 30):
            assert how(random.normal(size=len(codes)), codes) is None
            assert how(words(random.integers(0, 40, len(codes))), codes) is None
            assert how(np.where(random.random(len(codes)) < 0.1, np.nan, 1), codes) is None


@pytest.mark.parametrize("load", [load_breast_cancer, load_wine, load_digits])
def test_no_feature_of_a_real_table_is_accused(load) -> None:
    data = load()
    columns = [(f"f{n}", column.astype(float)) for n, column in enumerate(data.data.T)]
    assert suspects(columns, data.target, Context()) == []


def test_a_real_feature_that_needs_no_other_is_named() -> None:
    data = load_iris()  # whose petals alone tell the species apart
    columns = [(name, data.data[:, n]) for n, name in enumerate(data.feature_names)]
    found = suspects(columns, data.target, Context())
    assert {s.column for s in found} == {"petal length (cm)", "petal width (cm)"}


def test_a_copy_of_the_label_with_typing_errors_predicts() -> None:
    copy = np.repeat([0.0, 1.0], 100)
    copy[[5, 150]] = 1 - copy[[5, 150]]
    assert how(copy, np.repeat([0, 1], 100)) == "predicts"
    assert how(words(copy), np.repeat([0, 1], 100)) == "predicts"


def test_the_area_told_is_the_one_that_readers_know() -> None:
    values = ILL + RANDOM.normal(size=100) * 0.24
    area = roc_auc_score(ILL, values)
    assert 0.99 < area < 1
    for sign in (1, -1):
        assert judged("x", sign * values, ILL) == Suspect("x", "predicts", pytest.approx(area), 0)


def test_the_shares_of_neighbours_are_those_counted_one_by_one() -> None:
    place = RANDOM.integers(0, 12, 60)
    place = np.unique(place, return_inverse=True)[1]
    own = np.eye(3)[RANDOM.integers(0, 3, 60)]
    order = np.argsort(place, kind="stable").tolist()
    for near in (0, 4):
        found = neighbour_shares(place, own, near)
        for at, case in enumerate(order):
            others = {
                other
                for n, other in enumerate(order)
                if abs(n - at) <= near or place[other] == place[case]
            } - {case}
            # Windows are runs: from the first to the last of the two sets.
            span = [order.index(other) for other in others | {case}]
            others = set(order[min(span) : max(span) + 1]) - {case}
            assert np.allclose(found[case], own[list(others)].mean(axis=0))


def test_stopping_early_changes_no_judgement() -> None:
    for scale in (0.1, 0.2, 0.25, 0.3, 0.5):
        values = GRADE + RANDOM.normal(size=100) * scale
        place = np.unique(values, return_inverse=True)[1]
        whole = separation(place, GRADE, values)
        early = separation(place, GRADE, values, 0.99)
        assert (early > 0.99) == (whole > 0.99)
        assert early in (0.0, whole)


def test_tables_too_small_to_tell_give_no_suspect() -> None:
    assert suspects([("code", np.array([0.0, 1.0]))], np.array([0, 1]), Context()) == []
    assert suspects([("code", np.arange(4.0))], np.zeros(4, np.intp), Context()) == []
    assert suspects([("code", np.zeros(0))], np.zeros(0, np.intp), Context()) == []


def test_it_can_be_cancelled_between_columns() -> None:
    cancelled = threading.Event()
    cancelled.set()
    context = Context(cancelled=cancelled)
    with pytest.raises(Cancelled):
        suspects([("x", np.arange(100.0))], ILL, context)
