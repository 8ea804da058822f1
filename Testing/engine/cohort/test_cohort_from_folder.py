"""Folders of images become cases, with classes, patients and masks as far as paths tell."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.cohort.columns import cells, find
from medaiassist_engine.cohort.from_folder import run_from_folder
from medaiassist_engine.cohort.parameters import FolderParameters
from medaiassist_engine.cohort.patterns import matches
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Table

MEDNIST = Path(os.environ.get("MEDAIASSIST_DATA", "../shared/data")) / "mednist"


def read(folder: Path, **parameters: str) -> tuple[Table, list[str]]:
    context = Context()
    return run_from_folder(None, FolderParameters(str(folder), **parameters), context), (
        context.notes
    )


def touch(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def rows(table: Table, *names: str) -> list[tuple[str, ...]]:
    return list(zip(*(cells(table, name) for name in names), strict=True))


def test_a_subfolder_is_a_class(tmp_path: Path) -> None:
    touch(tmp_path, "well/a.nii.gz", "ill/b.nrrd", "ill/deep/c.png", ".hidden/d.png", "ill/e.txt")
    table, notes = read(tmp_path)
    assert rows(table, "case", "label", "patient") == [
        ("b", "ill", "b"), ("c", "ill", "c"), ("a", "well", "a"),
    ]  # fmt: skip
    assert notes == ["3 cases; classes: ill 2, well 1."]


def test_images_directly_in_the_folder_have_no_class(tmp_path: Path) -> None:
    table, _ = read(touch(tmp_path, "a.nrrd", "b.nrrd"))
    assert find(table, "label") is None


def test_equal_file_names_make_cases_of_whole_paths(tmp_path: Path) -> None:
    table, _ = read(touch(tmp_path, "x/1.png", "y/1.png"))
    assert cells(table, "case") == ["x/1", "y/1"]


def test_masks_beside_images_are_found_by_their_endings(tmp_path: Path) -> None:
    touch(tmp_path, "a.nrrd", "a.seg.nrrd", "b.nii.gz", "b_mask.nii.gz", "c_seg.nrrd")
    table, _ = read(tmp_path)
    assert rows(table, "case", "mask") == [
        ("a", str(tmp_path / "a.seg.nrrd")),
        ("b", str(tmp_path / "b_mask.nii.gz")),
        ("c_seg", ""),
    ]


def test_a_pattern_names_patients_masks_and_clinical_values(tmp_path: Path) -> None:
    touch(tmp_path, "ill/P1_T1_70.nrrd", "ill/P1_T2_70.nrrd", "well/P2_T1_35.nrrd",
          "masks/P1_T1.nrrd", "README.png")  # fmt: skip
    table, notes = read(
        tmp_path, pattern="{label}/{patient}_{case}_{age}.nrrd", masks="masks/{patient}_{case}.nrrd"
    )
    assert rows(table, "case", "patient", "label") == [
        ("P1_T1_70", "P1", "ill"), ("P1_T2_70", "P1", "ill"), ("P2_T1_35", "P2", "well"),
    ]  # fmt: skip
    assert find(table, "age").values.tolist() == [70, 70, 35]
    assert [bool(mask) for mask in cells(table, "mask")] == [True, False, False]
    assert "1 images do not fit the pattern, such as README.png." in notes


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        ("{case}.nii.gz", "a.nii.gz", {"case": "a"}),
        ("{case}.nii.gz", "x/a.nii.gz", None),
        ("**/{case}.nrrd", "x/y/a.nrrd", {"case": "a"}),
        ("**/{case}.nrrd", "a.nrrd", {"case": "a"}),
        ("{p}/{p}_*.png", "A/A_1.png", {"p": "A"}),
        ("{p}/{p}_*.png", "A/B_1.png", None),
        ("img-?.png", "img-7.png", {}),
        ("a+(1)/{case}.png", "a+(1)/x.png", {"case": "x"}),
    ],
)
def test_patterns(pattern: str, path: str, found: dict[str, str] | None) -> None:
    assert matches(pattern, [path]).get(path) == found


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({}, "holds no images"),
        ({"pattern": "{case.nrrd"}, "wrong at"),
        ({"pattern": "{1}.nrrd"}, "wrong"),
        ({"pattern": "{case}.nii"}, "None of the 1 images fits .* the first is 'a.nrrd'"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    tmp_path: Path, parameters: dict[str, str], sentence: str
) -> None:
    if parameters:
        touch(tmp_path, "a.nrrd")
    with pytest.raises(UserError, match=sentence):
        read(tmp_path, **parameters)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no folder .*gone"):
        read(tmp_path / "gone")


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0,
                    reason="needs a user whom the system refuses a folder")  # fmt: skip
def test_a_folder_that_cannot_be_opened_does_not_stop_the_rest(tmp_path: Path) -> None:
    touch(tmp_path, "a/1.png", "b/2.png")
    (tmp_path / "a").chmod(0)
    try:
        table, notes = read(tmp_path)
    finally:
        (tmp_path / "a").chmod(0o700)
    assert cells(table, "case") == ["2"]
    assert any("could not be opened" in note for note in notes)


@pytest.mark.skipif(not MEDNIST.is_dir(), reason=f"needs {MEDNIST} (set MEDAIASSIST_DATA)")
def test_real_pictures_in_six_folders_are_1500_cases() -> None:
    table, _ = read(MEDNIST)
    expected = {p.name: len(list(p.iterdir())) for p in MEDNIST.iterdir() if p.is_dir()}
    assert Counter(cells(table, "label")) == expected
    assert len(np.unique(cells(table, "case"))) == sum(expected.values()) == 1500
