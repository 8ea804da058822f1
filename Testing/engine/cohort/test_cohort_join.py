"""Features meet labels by case, and nothing is lost silently."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from medaiassist_engine.cohort.columns import cells, find
from medaiassist_engine.cohort.join import run_join
from medaiassist_engine.cohort.parameters import JoinParameters
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Column, Table

FEATURES = Table(
    (
        Column("case", texts=("b", "a", "a", "x.nii.gz")),
        Column("segment", texts=("1", "1", "2", "1")),
        Column("area", np.array([2.0, 1.0, 1.5, 9.0]), unit="mm²"),
    ),
    "Features",
)
COHORT = Table(
    (
        Column("case", texts=("a", "b", "X")),
        Column("label", texts=("ill", "well", "ill")),
        Column("age", np.array([60, 70, 80])),
    )
)


def joined(keep: str = "matched", features: Table = FEATURES, cohort: Table = COHORT):
    context = Context()
    return run_join(features, cohort, JoinParameters(keep), context), context.notes


def test_every_row_of_a_case_gets_its_label() -> None:
    outputs, _ = joined()
    table = outputs["joined"]
    assert cells(table, "case") == ["b", "a", "a"]
    assert cells(table, "label") == ["well", "ill", "ill"]
    assert find(table, "age").values.tolist() == [70, 60, 60]
    assert find(table, "area").unit == "mm²"


def test_cases_without_a_partner_are_told_with_what_may_be_meant() -> None:
    outputs, notes = joined()
    table = outputs["unmatched"]
    rows = list(zip(*(cells(table, n) for n in ("case", "missing_in", "perhaps")), strict=True))
    assert rows == [("x.nii.gz", "cohort", "X"), ("X", "features", "x.nii.gz")]
    assert "1 cases are missing in the cohort: x.nii.gz." in notes


def test_rows_without_a_partner_are_kept_on_request() -> None:
    features, _ = joined("features")
    assert cells(features["joined"], "label") == ["well", "ill", "ill", ""]
    np.testing.assert_equal(find(features["joined"], "age").values, [70, 60, 60, np.nan])
    everything, _ = joined("all")
    assert cells(everything["joined"], "case") == ["b", "a", "a", "x.nii.gz", "X"]
    np.testing.assert_equal(find(everything["joined"], "area").values, [2, 1, 1.5, 9, np.nan])


def test_numeric_ids_meet_texts() -> None:
    features = Table((Column("case", np.array([1.0, 2.0])), Column("f", np.array([5, 6]))))
    cohort = Table((Column("case", texts=("2", "1")), Column("label", texts=("x", "y"))))
    assert cells(joined(features=features, cohort=cohort)[0]["joined"], "label") == ["y", "x"]


def test_a_column_in_both_tables_must_agree() -> None:
    same = Table((*FEATURES.columns, Column("age", np.array([70.0, 60.0, 60.0, np.nan]))))
    assert [c.name for c in joined(features=same)[0]["joined"].columns].count("age") == 1
    other = Table((*FEATURES.columns, Column("age", np.array([1, 60, 60, 0]))))
    with pytest.raises(UserError, match="Column 'age' is in both tables and differs"):
        joined(features=other)


def test_tables_without_a_common_case_are_refused() -> None:
    with pytest.raises(UserError, match="No case is in both tables"):
        joined(cohort=Table((Column("case", texts=("q",)),)))
    with pytest.raises(UserError, match="no column 'case'"):
        joined(features=Table((Column("f", np.array([1])),)))


def test_joining_many_columns_stops_when_cancelled() -> None:
    cancelled = threading.Event()
    numbers = tuple(Column(f"f{n}", np.arange(3.0)) for n in range(50))
    table = Table((Column("case", texts=("a", "b", "c")), *numbers))
    seen: list[float] = []

    def report(fraction: float, _: str) -> None:
        seen.append(fraction)
        if fraction > 0.7:
            cancelled.set()

    with pytest.raises(Cancelled):
        run_join(table, table, JoinParameters(), Context(report, cancelled))
    assert len(seen) > 100 and seen == sorted(seen)
