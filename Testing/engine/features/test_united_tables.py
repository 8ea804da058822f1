"""Tables of cases become one, whichever columns each of them has."""

from __future__ import annotations

import numpy as np

from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.features.united import repeated, united


def numbers(**columns: list[float]) -> Table:
    return Table(tuple(Column(n, np.array(v), unit="mm") for n, v in columns.items()))


def test_a_column_stands_where_the_table_that_brings_it_has_it() -> None:
    tables = [numbers(a=[1.0], d=[2.0]), numbers(a=[3.0], b=[4.0], c=[5.0], d=[6.0])]
    columns = united(tables)
    assert [c.name for c in columns] == ["a", "b", "c", "d"]
    assert columns[0].values.tolist() == [1.0, 3.0]
    np.testing.assert_array_equal(columns[1].values, [np.nan, 4.0])
    assert all(c.unit == "mm" for c in columns)


def test_missing_texts_are_empty_and_whole_numbers_stay_whole() -> None:
    first = Table((Column("n", np.array([1, 2])),))
    second = Table((Column("n", np.array([3])), Column("word", texts=("x",))))
    columns = united([first, second])
    assert columns[0].values.dtype.kind == "i"
    assert columns[1].texts == ("", "", "x")


def test_numbers_become_texts_only_beside_texts() -> None:
    columns = united([numbers(a=[1.5]), Table((Column("a", texts=("?",)),))])
    assert columns[0].texts == ("1.5", "?")


def test_a_table_without_rows_adds_its_columns_only() -> None:
    columns = united([numbers(a=[1.0]), numbers(a=[], b=[])])
    assert [(c.name, len(c.values)) for c in columns] == [("a", 1), ("b", 1)]


def test_cells_are_repeated_for_each_row_of_their_case() -> None:
    assert repeated(Column("age", np.array([40, 50, 60])), [2, 0, 1]).values.tolist() == [
        40,
        40,
        60,
    ]
    assert repeated(Column("site", texts=("a", "b", "c")), [0, 2, 1]).texts == ("b", "b", "c")
