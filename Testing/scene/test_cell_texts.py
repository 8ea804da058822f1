"""Cells of a cohort as texts: only those that are asked for are made."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.contract import tables
from medaiassist_engine.contract.payloads import Column, Table
from MedAIAssistLib.panels.cohort import cell_texts
from MedAIAssistLib.panels.cohort.cell_texts import CellTexts

TABLE = Table(
    (Column("case", texts=("a", " b ", "")), Column("age", np.array([50.0, np.nan, 61.5])))
)


def test_they_are_what_the_contract_says() -> None:
    made = CellTexts(TABLE)
    assert dict(made) == {c.name: tables.texts(c) for c in TABLE.columns}
    assert made["age"] == ["50", "", "61.5"]
    assert list(made) == ["case", "age"] and len(made) == 2
    assert made.get("gone") is None


def test_one_cell_is_that_of_its_column_before_and_after_the_column_is_made() -> None:
    made = CellTexts(TABLE)
    single = [[made.cell(row, name) for row in range(3)] for name in ("case", "age", "gone")]
    assert single == [made["case"], made["age"], ["", "", ""]]
    assert [made.cell(row, "age") for row in range(3)] == made["age"]


def test_columns_that_nobody_asks_for_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def watched(column: Column) -> list[str]:
        asked.append(column.name)
        return tables.texts(column)

    monkeypatch.setattr(cell_texts, "texts", watched)
    made = CellTexts(TABLE)
    assert "age" in made and "gone" not in made
    assert made["case"] is made["case"]
    assert asked == ["case"]


def test_without_a_table_there_is_nothing() -> None:
    assert not CellTexts(None) and CellTexts(None).cell(0, "case") == ""
