"""Everything that would spoil a study is named with its case, column and remedy."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.cohort import image_facts
from medaiassist_engine.cohort.check import run_check
from medaiassist_engine.cohort.columns import cells
from medaiassist_engine.cohort.parameters import CheckParameters
from medaiassist_engine.cohort.spellings import slips
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Column, Table, Volume
from medaiassist_engine.files.volumes import write_volume

IDENTITY = np.eye(4)


def checked(table: Table, **parameters: object) -> list[dict[str, str]]:
    outputs = run_check(table, CheckParameters(**parameters), Context())
    found = outputs["warnings"]
    names = [c.name for c in found.columns]
    rows = zip(*(c.texts for c in found.columns), strict=True)
    listed = [dict(zip(names, row, strict=True)) for row in rows]
    assert all(row["message"] and row["remedy"] for row in listed)
    return listed


def kinds(rows: list[dict[str, str]]) -> set[str]:
    return {row["kind"] for row in rows}


def of_kind(rows: list[dict[str, str]], kind: str) -> dict[str, str]:
    (row,) = (row for row in rows if row["kind"] == kind)
    return row


def healthy(count: int = 24, **more: Column) -> Table:
    columns = {
        "case": Column("case", texts=tuple(f"c{n}" for n in range(count))),
        "label": Column("label", texts=tuple("ill" if n % 2 else "well" for n in range(count))),
        "age": Column("age", np.arange(count) * 7.0 % 11),
    }
    return Table(tuple({**columns, **more}.values()), "Cohort")


def image(path: Path, seed: int = 0, shape: tuple[int, ...] = (4, 5, 6), spacing: float = 1) -> str:
    array = np.random.default_rng(seed).integers(0, 200, shape).astype(np.int16)
    matrix = tuple(map(tuple, np.diag([spacing, spacing, spacing, 1.0]).tolist()))
    write_volume(path, Volume(array, matrix, colour=False))
    return str(path)


def with_images(paths: list[str], **more: Column) -> Table:
    table = healthy(len(paths), **more)
    return Table((*table.columns, Column("image", texts=tuple(paths))))


def test_a_healthy_table_has_nothing_to_tell() -> None:
    assert checked(healthy()) == []


def test_labels_that_are_missing_single_few_or_misspelt_are_named() -> None:
    labels = ["Benign"] * 14 + ["benign ", "", *["Malignant"] * 8]
    rows = checked(healthy(label=Column("label", texts=tuple(labels))))
    assert of_kind(rows, "Missing label")["case"] == "c15"
    spelling = of_kind(rows, "Spelling")
    assert (spelling["case"], spelling["column"]) == ("c14", "label")
    assert "'benign ' in column 'label' looks like 'Benign'" in spelling["message"]
    few = {row["message"] for row in rows if row["kind"] == "Tiny class"}
    assert "Class 'Malignant' has 8 patients only." in few
    alone = checked(healthy(label=Column("label", texts=("x",) * 24)))
    assert of_kind(alone, "One class only")["severity"] == "error"
    assert kinds(checked(healthy(label=Column("label", texts=("",) * 24)))) >= {"No labels"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["M", "m", "M", "F"], {"m": "M"}),
        (["malignant"] * 20 + ["maligant"], {"maligant": "malignant"}),
        (["grade 1"] * 20 + ["grade 2"], {}),
        (["male"] * 20 + ["female"], {}),
        (["well-known", "well known", "well-known"], {"well known": "well-known"}),
        (["<5", ">5", "<5"], {}),
        (["benign"] * 20 + ["bening"], {"bening": "benign"}),
        (["typical"] * 20 + ["atypical"], {}),
        (["invasive"] * 20 + ["noninvasive"], {}),
        (["-1", "1", "1"], {}),
        (["HPV-", "HPV+", "HPV+"], {}),
        (["T1-2", "T12", "T12"], {}),
        (["type-1", "Type 1", "Type 1"], {"type-1": "Type 1"}),
    ],
)
def test_slips_of_the_pen(words: list[str], found: dict[str, str]) -> None:
    assert slips(words) == found


def test_a_patient_in_two_splits_is_an_error() -> None:
    rows = checked(
        healthy(
            patient=Column("patient", texts=("p0", "p0", *(f"p{n}" for n in range(2, 24)))),
            split=Column("split", texts=("train", "test", *["train"] * 22)),
        )
    )
    torn = of_kind(rows, "Patient in two splits")
    assert torn["severity"] == "error"
    assert "Patient 'p0' is in test and train (cases c0, c1)" in torn["message"]
    assert of_kind(rows, "Patient with two labels")["severity"] == "info"


def test_empty_constant_and_leaking_columns_are_named() -> None:
    rows = checked(
        healthy(
            same=Column("same", np.full(24, 3)),
            none=Column("none", np.full(24, np.nan)),
            outcome=Column("outcome", np.arange(24) % 2),
            sparse=Column("sparse", np.where(np.arange(24) % 4, np.nan, np.arange(24))),
        )
    )
    assert of_kind(rows, "Constant column")["column"] == "same"
    assert of_kind(rows, "No values")["column"] == "none"
    assert of_kind(rows, "Many gaps")["column"] == "sparse"
    leak = of_kind(rows, "Leak suspect")
    assert (leak["severity"], leak["column"]) == ("error", "outcome")
    assert rows[0]["severity"] == "error"  # the worst come first


def test_files_that_are_missing_or_damaged_do_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "Doe.nrrd").write_text("no image")
    paths = [image(tmp_path / f"{n}.nrrd", n) for n in range(6)]
    paths += [str(tmp_path / "gone.nrrd"), str(tmp_path / "Doe.nrrd"), "", "node:vtk1"]
    for pixels in (True, False):
        rows = checked(with_images(paths), smallest=1, pixels=pixels)
        unusable = {row["case"]: row["message"] for row in rows if row["kind"] == "Unusable file"}
        assert unusable.keys() == {"c6", "c7"}
        assert "is not there" in unusable["c6"]
        assert "Doe" not in unusable["c7"]
        assert of_kind(rows, "Missing image")["case"] == "c8"


def test_a_reader_that_fails_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = image_facts.read_volume

    def fails(path: str, watch: object = None) -> Volume:
        if "1.nrrd" in path:
            raise RuntimeError(f"ITK says something about {path}")
        return real(path)

    monkeypatch.setattr(image_facts, "read_volume", fails)
    rows = checked(with_images([image(tmp_path / f"{n}.nrrd", n) for n in range(3)]), smallest=1)
    row = of_kind(rows, "Unusable file")
    assert row["case"] == "c1"
    assert "1.nrrd" not in row["message"]


def test_duplicates_are_found_by_file_and_by_pixels(tmp_path: Path) -> None:
    paths = [image(tmp_path / f"{n}.nii", n) for n in range(6)]
    copy = tmp_path / "copy.nii"
    shutil.copy(paths[0], copy)
    packed = tmp_path / "packed.nii.gz"
    packed.write_bytes(gzip.compress(Path(paths[2]).read_bytes()))
    table = with_images(
        [*paths, str(copy), str(packed)],
        split=Column("split", texts=("train",) * 6 + ("test", "train")),
    )
    rows = [row for row in checked(table, smallest=1) if row["kind"] == "Duplicate image"]
    by_case = {row["case"]: row for row in rows}
    assert "same file as case 'c0', but is in test and not in train" in by_case["c6"]["message"]
    assert by_case["c6"]["severity"] == "error"
    assert "same pixels as case 'c2'" in by_case["c7"]["message"]
    assert "labelled 'ill' and not 'well'" in by_case["c7"]["message"]
    quick = checked(table, smallest=1, pixels=False)
    assert {row["case"] for row in quick if row["kind"] == "Duplicate image"} == {"c6"}


def test_images_unlike_the_others_are_named(tmp_path: Path) -> None:
    paths = [image(tmp_path / f"{n}.nrrd", n) for n in range(7)]
    paths.append(image(tmp_path / "flat.nrrd", 8, (1, 5, 6)))
    paths.append(image(tmp_path / "colour.nrrd", 9, (4, 5, 6, 3)))
    paths.append(image(tmp_path / "coarse.nrrd", 10, spacing=5))
    empty = np.zeros((4, 5, 6), np.int16)
    write_volume(tmp_path / "empty.nrrd", Volume(empty, tuple(map(tuple, IDENTITY.tolist()))))
    rows = checked(with_images([*paths, str(tmp_path / "empty.nrrd")]), smallest=1)
    assert of_kind(rows, "Mixed dimensions")["case"] == "c7"
    assert of_kind(rows, "Mixed channels")["case"] == "c8"
    assert of_kind(rows, "Unusual spacing")["case"] == "c9"
    assert of_kind(rows, "Empty image")["case"] == "c10"
    assert {"Mixed sizes", "Mixed spacings"} <= kinds(rows)


def test_a_mask_of_another_size_is_named(tmp_path: Path) -> None:
    paths = [image(tmp_path / f"{n}.nrrd", n) for n in range(3)]
    mask = image(tmp_path / "mask.nrrd", 5, (3, 5, 6))
    table = with_images(paths, mask=Column("mask", texts=("", mask, paths[2])))
    row = of_kind(checked(table, smallest=1), "Mask of another size")
    assert (row["case"], row["column"]) == ("c1", "mask")


def test_the_report_and_the_chart_say_the_same() -> None:
    outputs = run_check(healthy(), CheckParameters(), Context())
    assert "Nothing was found" in outputs["report"].html
    assert cells(outputs["classes"].table, "class") == ["ill", "well"]
    assert outputs["classes"].table.columns[1].values.tolist() == [12, 12]


def test_it_can_be_cancelled_between_images(tmp_path: Path) -> None:
    table = with_images([image(tmp_path / "0.nrrd")] * 3)
    seen: list[str] = []

    def report(_fraction: float, phase: str) -> None:
        seen.append(phase)
        if phase == "images":
            raise Cancelled

    with pytest.raises(Cancelled):
        run_check(table, CheckParameters(), Context(report))
    assert seen.count("images") == 1


def test_a_table_without_cases_is_refused() -> None:
    with pytest.raises(UserError, match="has no cases"):
        checked(Table((), "Cohort"))
    with pytest.raises(UserError, match="Rows 1 and 2 of table 'T' have the same case 'a'"):
        checked(Table((Column("case", texts=("a", "a")),), "T"))
