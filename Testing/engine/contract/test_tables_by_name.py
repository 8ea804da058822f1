"""Tables: their columns, their cells as texts, and what may describe a case."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.contract.cohorts import may_be_feature
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.contract.tables import cells, check_rows, find, no_column, rows, title


def test_cells_are_texts_in_their_shortest_form() -> None:
    table = Table(
        (
            Column("a", np.array([1.0, np.nan, 0.25])),
            Column("b", np.array([1, 2, 3])),
            Column("c", texts=(" x", "", "y ")),
        )
    )
    assert cells(table, "a") == ["1", "", "0.25"]
    assert cells(table, "b") == ["1", "2", "3"]
    assert cells(table, "c") == ["x", "", "y"]
    assert cells(table, "d") == ["", "", ""]
    assert find(table, "d") is None
    assert rows(table) == check_rows(table) == 3


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ((), "The table has no cases; add some first"),
        ((Column("a", texts=()),), "no cases"),
        ((Column("a", texts=("x",)), Column("b", np.zeros(2))), "different lengths"),
        ((Column("a", texts=("x",)), Column("a", np.zeros(1))), "two columns called 'a'"),
    ],
)
def test_tables_that_cannot_be_used_are_refused(columns: tuple[Column, ...], words: str) -> None:
    with pytest.raises(UserError, match=words):
        check_rows(Table(columns))


def test_errors_name_the_table_and_the_columns_there_are() -> None:
    table = Table(tuple(Column(f"c{n}", np.zeros(1)) for n in range(13)), "Lesions")
    assert title(table) == "Table 'Lesions'"
    sentence = no_column(table, "x")
    assert sentence.startswith("Table 'Lesions' has no column 'x'; it has: c0, c1,")
    assert sentence.endswith("c11, ….")


def test_what_says_which_row_it_is_is_no_feature() -> None:
    numbers = np.zeros(1)
    for name in ("case", "Label", "split", "segment", "block_k", "ID", "fold", "image"):
        assert not may_be_feature(Column(name, numbers))
    assert may_be_feature(Column("age", numbers))
    assert may_be_feature(Column("volume", numbers, unit="mm3"))
    assert not may_be_feature(Column("volume", texts=("a.nrrd",)))
