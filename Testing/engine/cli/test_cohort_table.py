"""Tables of cases are read as spreadsheets write them, and refused where they are ambiguous."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from medaiassist_engine.cli.cohort import read_cohort
from medaiassist_engine.cohort.measuring.cases import CohortCase
from medaiassist_engine.cohort.measuring.fingerprints import fingerprint, recipe_of
from medaiassist_engine.contract.errors import UserError


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "cohort.csv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_commas_semicolons_and_byte_order_marks_make_no_difference(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    lines = [["Case", "image", "mask", "größe"], ["ä 1", "a b.nrrd", "", "1.5"]]
    text = "\n".join(delimiter.join(line) for line in lines) + "\n"
    cohort = read_cohort(table(tmp_path, text, encoding))
    (case,) = cohort.cases
    assert (case.name, case.files) == ("ä 1", {"volume": tmp_path / "a b.nrrd"})
    assert [c.name for c in cohort.others] == ["größe"]


def test_a_case_without_an_id_is_called_after_its_row(tmp_path: Path) -> None:
    cohort = read_cohort(table(tmp_path, "image,case\na.nrrd,A\n,\nb.nrrd,\n"))
    assert [case.name for case in cohort.cases] == ["A", "row 4"]


def test_other_columns_keep_every_character(tmp_path: Path) -> None:
    text = "image,id,age,dose,site\na,007,63,1.5,x\nb,010,71,2.0,\n"
    others = {c.name: c for c in read_cohort(table(tmp_path, text)).others}
    assert others["id"].texts == ("007", "010")
    assert others["age"].values.tolist() == [63, 71]
    assert others["dose"].values.tolist() == [1.5, 2.0]
    assert others["site"].texts == ("x", "")


def test_numbers_with_a_gap_or_another_spelling_stay_as_they_are(tmp_path: Path) -> None:
    others = read_cohort(table(tmp_path, "image,age,dose\na,63,1.50\nb,,2\n")).others
    assert [c.texts for c in others] == [("63", ""), ("1.50", "2")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("case,path\n1,a.nrrd\n", "no column 'image'"),
        ("image\n", "has no cases"),
        ("", "has no cases"),
        ("image,age\na.nrrd\n", "Row 2 .* has 1 cells, but the header names 2 columns"),
        ("case,image\nA,a\nB,b\nA,c\n", "Rows 2 and 4 .* have the same case 'A'"),
        ("image,Image\na,b\n", "2 columns 'image'"),
        (",image\n0,a\n", "has no name"),
        ("image,mask,segments\na,b,c\n", "both"),
        ('image,case\n"a,b\n', "is not a table"),
    ],
)
def test_an_ambiguous_table_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read_cohort(table(tmp_path, text))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no file '.*gone\.csv'"):
        read_cohort(tmp_path / "gone.csv")


def test_sentences_about_a_case_hold_no_path(tmp_path: Path) -> None:
    path = tmp_path / "Doe Jane" / "Doe.nrrd"
    case = CohortCase("A", {}, {"volume": path})
    text = f"'{path}' is cut short; 'Doe.nrrd' ends early (in {path})."
    assert (
        case.without_paths(text) == "its image is cut short; its image ends early (in its image)."
    )


def test_a_fingerprint_changes_with_files_parameters_and_their_files(tmp_path: Path) -> None:
    image, data, settings = (tmp_path / n for n in ("a.mhd", "a.raw", "p.yaml"))
    for path in (image, data, settings):
        path.write_text("1")
    case = CohortCase("A", {"volume": "a.mhd"}, {"volume": image})

    def now(**parameters: object) -> str:
        return fingerprint(recipe_of("features.radiomics", parameters), case)

    first = now(file=str(settings))
    assert first == now(file=str(settings))
    seen = {first, now(file=str(settings), bins=3)}
    data.write_text("12")
    seen.add(now(file=str(settings)))
    os.utime(image, ns=(1, 1))
    seen.add(now(file=str(settings)))
    settings.write_text("2")
    seen.add(now(file=str(settings)))
    image.unlink()
    seen.add(now(file=str(settings)))
    assert len(seen) == 6


def test_a_folder_among_the_parameters_counts_with_all_its_files(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    (bundle / "configs").mkdir(parents=True)
    config, weights = bundle / "configs" / "inference.json", bundle / "weights.safetensors"
    weights.write_text("1")

    def now() -> str:
        return recipe_of("features.embedding", {"network": str(bundle), "layer": ""})

    seen = {now()}
    assert now() in seen
    config.write_text("{}")
    seen.add(now())
    weights.write_text("12")
    seen.add(now())
    os.utime(weights, ns=(1, 1))
    seen.add(now())
    config.unlink()
    seen.add(now())
    assert len(seen) == 5


def test_a_dicom_folder_counts_with_all_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "ct"
    folder.mkdir()
    (folder / "1.dcm").write_text("1")
    case = CohortCase("A", {"volume": "ct"}, {"volume": folder})
    before = fingerprint("", case)
    (folder / "2.dcm").write_text("2")
    assert fingerprint("", case) != before
