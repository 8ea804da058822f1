"""Tables survive the way through CSV with their types, units and descriptions."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Chart, Column, Report, Table
from medaiassist_engine.files.payloads import read_payload, write_payload
from medaiassist_engine.files.tables import read_table, write_table

TABLE = Table(
    (
        Column("case", texts=("001", "Ä, 2", 'say "x"')),
        Column("volume", np.array([0.1, 1 / 3, np.nan]), unit="mm³", description="Of the mask."),
        Column("count", np.array([1, -2, 2**40])),
    )
)


def test_a_table_reads_back_exactly(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", TABLE)
    back = read_table(tmp_path / "a.csv")
    assert [(c.name, c.unit, c.description) for c in back.columns] == [
        (c.name, c.unit, c.description) for c in TABLE.columns
    ]
    assert back.columns[0].texts == TABLE.columns[0].texts
    np.testing.assert_array_equal(back.columns[1].values, TABLE.columns[1].values)
    np.testing.assert_array_equal(back.columns[2].values, TABLE.columns[2].values)
    assert np.asarray(back.columns[2].values).dtype.kind == "i"


def test_any_csv_reader_sees_names_and_cells(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", TABLE)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1] == {"case": "Ä, 2", "volume": repr(1 / 3), "count": "-2"}


def test_a_table_without_units_needs_no_schema_file(tmp_path: Path) -> None:
    write_table(tmp_path / "a.csv", Table((Column("x", np.arange(2)),)))
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_slicer_reads_units_from_the_schema_file(tmp_path: Path) -> None:
    slicer = pytest.importorskip("slicer", reason="needs slicer-core to ask Slicer's own reader")
    write_table(tmp_path / "a.csv", TABLE)
    scene = slicer.vtkMRMLScene()
    node = scene.AddNewNodeByClass("vtkMRMLTableNode")
    storage = scene.AddNewNodeByClass("vtkMRMLTableStorageNode")
    storage.SetFileName(str(tmp_path / "a.csv"))
    assert storage.ReadData(node)
    assert node.GetColumnUnitLabel("volume") == "mm³"
    assert node.GetTable().GetColumnByName("volume").GetValue(0) == 0.1


def test_files_of_spreadsheets_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("\ufeffage,sex\r\n51,f\r\n,m\r\n".encode())
    age, sex = read_table(tmp_path / "a.csv").columns
    assert age.name == "age"
    np.testing.assert_array_equal(age.values, [51.0, np.nan])
    assert sex.texts == ("f", "m")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "is empty"), (b"a,b\n1\n", "Row 2"), (b"a\n\xff\xfe\n", "UTF-8")],
)
def test_an_unusable_file_is_explained(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(UserError, match=words):
        read_table(tmp_path / "a.csv")


def test_charts_are_written_as_tables_and_reports_as_they_are(tmp_path: Path) -> None:
    write_payload(tmp_path / "c.csv", Chart(TABLE, ()))
    assert len(read_table(tmp_path / "c.csv").columns) == 3
    write_payload(tmp_path / "r.html", Report("R", "<p>ä</p>"))
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == "<p>ä</p>"
    with pytest.raises(UserError, match="cannot be read from a file"):
        read_payload(tmp_path / "r.html", Report)
