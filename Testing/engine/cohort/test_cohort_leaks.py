"""Planted leaks are found; honest features are not accused."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_iris

from medaiassist_engine.cohort.leaks import suspects
from medaiassist_engine.contract.payloads import Column, Table

RANDOM = np.random.default_rng(0)
LABELS = RANDOM.permutation(["ill"] * 40 + ["well"] * 60).tolist()
ILL = np.array([label == "ill" for label in LABELS])


def found(*columns: Column, labels: list[str] = LABELS) -> dict[str, str]:
    label = Column("label", texts=tuple(labels))
    return {s.column: s.how for s in suspects(Table((label, *columns)))}


def test_the_label_in_other_words_is_equal() -> None:
    assert found(Column("code", ILL.astype(float))) == {"code": "equal"}
    words = tuple("M" if ill else "B" for ill in ILL)
    assert found(Column("outcome", texts=words)) == {"outcome": "equal"}


def test_a_column_that_separates_the_classes_alone_predicts() -> None:
    assert found(Column("dose", ILL * 10.0 + RANDOM.normal(size=100))) == {"dose": "predicts"}
    middle = np.where(ILL, RANDOM.uniform(-1, 1, 100), RANDOM.choice([-3, 3], 100))
    assert found(Column("distance", middle)) == {"distance": "predicts"}


def test_gaps_that_tell_the_label_are_found() -> None:
    stage = np.where(ILL, RANDOM.normal(size=100), np.nan)
    assert found(Column("stage", stage)) == {"stage": "gaps"}


def test_honest_columns_are_not_accused() -> None:
    assert not found(
        Column("noise", RANDOM.normal(size=100)),
        Column("useful", ILL * 2.0 + RANDOM.normal(size=100)),
        Column("id", texts=tuple(f"q{n}" for n in range(100))),
        Column("constant", np.ones(100)),
        Column("empty", np.full(100, np.nan)),
    )


@pytest.mark.parametrize("load", [load_breast_cancer, load_iris])
def test_no_feature_of_a_real_table_is_accused(load) -> None:
    data = load()
    labels = [str(data.target_names[t]) for t in data.target]
    names = [f"f{n}" for n in range(data.data.shape[1])]
    columns = [Column(n, data.data[:, k]) for k, n in enumerate(names)]
    assert not found(*columns, labels=labels)


def test_what_names_cases_is_left_out() -> None:
    assert not found(Column("image", texts=tuple(f"{label}/x" for label in LABELS)))


def test_tables_too_small_to_tell_give_no_suspect() -> None:
    assert not found(Column("code", np.array([0.0, 1.0])), labels=["a", "b"])
    assert suspects(Table((Column("x", np.arange(5)),))) == []
