"""Importing data sets of boxes: every format, its images, its split, and what is wrong in it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.detect.formats.box_table import read_box_rows
from medaiassist_engine.detect.formats.case_boxes import on_grid
from medaiassist_engine.execution import execute

ENTRY = operation("detect.import_boxes")


def go(path: Path, context: Context | None = None, **values):
    context = context or Context()
    outputs = execute(ENTRY, {}, validate(ENTRY.parameters, {"path": str(path), **values}), context)
    return outputs["table"], outputs["boxes"], context.notes


def column(given, name: str) -> list:
    found = next((c for c in given.columns if c.name == name), None)
    assert found is not None, f"no column {name}"
    return list(found.texts) if found.values is None else np.asarray(found.values).tolist()


def picture(path: Path, rows: int = 48, columns: int = 64) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    sitk.WriteImage(sitk.GetImageFromArray(np.zeros((rows, columns), np.uint8)), str(path))


def voc(path: Path, boxes, size: bool = True, name: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    objects = "".join(
        f"<object><name>{label}</name><bndbox><xmin>{x}</xmin><ymin>{y}</ymin><xmax>{xx}</xmax>"
        f"<ymax>{yy}</ymax></bndbox></object>"
        for label, x, y, xx, yy in boxes
    )
    shape = "<size><width>64</width><height>48</height></size>" if size else ""
    path.write_text(f"<annotation><filename>{name or path.stem}.png</filename>{shape}{objects}"
                    "</annotation>")  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three pictures in images, annotations beside them, a list of two for training."""
    for name in "abc":
        picture(tmp_path / "images" / f"{name}.png")
    voc(tmp_path / "annotations" / "a.xml", [("RBC", 1, 2, 11, 22), ("WBC", 5, 5, 9, 9)])
    voc(tmp_path / "annotations" / "b.xml", [("RBC", 3, 4, 3, 8), ("dust", 1, 1, 4, 4)])
    voc(tmp_path / "annotations" / "c.xml", [])
    (tmp_path / "train.txt").write_text("a\nimages/c.png\n")
    (tmp_path / "val.txt").write_text("b 1\nz\n")
    return tmp_path


@pytest.mark.parametrize("path", ["", "annotations"])
def test_voc_with_images_and_lists(data: Path, path: str) -> None:
    table, boxes, notes = go(data / path)
    assert column(table, "case") == ["a", "b", "c"]
    assert column(table, "image") == [str(data / "images" / f"{n}.png") for n in "abc"]
    assert column(table, "split") == ["train", "validation", "train"]
    assert column(table, "patient") == ["a", "b", "c"]
    rows = read_box_rows(boxes, lambda note: None)
    assert rows.cases == ("a", "b", "c") and rows.labels == ("RBC", "WBC", "dust")
    assert on_grid(rows, 0, ()).tolist() == [[2, 1, 22, 11], [5, 5, 9, 9]]
    assert any("b.png: box 1 (RBC) is skipped: it has no extent along x" in n for n in notes)
    assert any("1 lines of val.txt name no case here: z" in n for n in notes)
    assert any("1 cases have no box" in n for n in notes)


def test_only_some_classes(data: Path) -> None:
    _, boxes, notes = go(data, classes="RBC, WBC")
    assert set(column(boxes, "label")) == {"RBC", "WBC", ""}
    assert any("1 boxes of 'dust' are skipped" in note for note in notes)


def test_of_very_many_bad_boxes_the_first_are_named(data: Path) -> None:
    voc(data / "annotations" / "a.xml", [("RBC", 5, 5, 5, 9)] * 1000)
    _, _, notes = go(data)
    assert any("801 more such notes" in note for note in notes) and len(notes) < 220


def test_a_case_in_two_lists_is_refused(data: Path) -> None:
    (data / "val.txt").write_text("a.png\nb\n")
    with pytest.raises(UserError, match="'a' is listed for train and for validation"):
        go(data)


def test_lists_may_lie_anywhere(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("c\n")
    table, _, _ = go(data, test_list=str(other))
    assert column(table, "split") == ["", "", "test"]  # the usual ones are not looked at then
    with pytest.raises(UserError, match="no file"):
        go(data, test_list=str(tmp_path / "none.txt"))


def test_damaged_files_among_others_are_skipped_and_alone_refused(data: Path) -> None:
    damaged = data / "annotations" / "b.xml"
    damaged.write_text(damaged.read_text()[:60])
    table, _, notes = go(data)
    assert column(table, "case") == ["a", "c"]
    assert any("skipped" in note and "b.xml" in note for note in notes)
    with pytest.raises(UserError, match="not XML"):
        go(damaged)


def test_images_that_are_not_found_are_told(data: Path) -> None:
    (data / "images" / "b.png").unlink()
    table, _, notes = go(data)
    assert column(table, "image")[1] == ""
    assert any("1 cases have no image, such as b" in note for note in notes)


def test_the_image_s_own_size_cuts_boxes_where_the_file_tells_none(data: Path) -> None:
    voc(data / "annotations" / "a.xml", [("RBC", 60, 40, 90, 90), ("RBC", 99, 1, 120, 9)], False)
    _, boxes, notes = go(data)
    rows = read_box_rows(boxes, lambda note: None)
    assert on_grid(rows, 0, ()).tolist() == [[40, 60, 48, 64]]
    assert any("outside the image of 48 x 64" in note for note in notes)
    assert any("cut" in note for note in notes)


def test_files_called_alike_in_several_folders_are_cases_of_their_own(tmp_path: Path) -> None:
    for part in ("one", "two"):
        picture(tmp_path / "images" / part / "a.png")
        voc(tmp_path / "labels" / part / "a.xml", [("c", 1, 1, 5, 5)])
    table, _, _ = go(tmp_path)
    assert column(table, "case") == ["one/a", "two/a"]


def test_coco(tmp_path: Path) -> None:
    for part, name in (("train2017", "1"), ("val2017", "2")):
        picture(tmp_path / "images" / part / f"{name}.png")
    content = {
        "images": [{"id": 5, "file_name": "1.png", "width": 64, "height": 48},
                   {"id": 6, "file_name": "2.png", "width": 64, "height": 48}],
        "annotations": [{"id": 1, "image_id": 5, "category_id": 3, "bbox": [1, 2, 10, 20]},
                        {"id": 2, "image_id": 5, "category_id": 3, "bbox": [9, 9, -3, 5]}],
        "categories": [{"id": 3, "name": "cell"}],
    }  # fmt: skip
    (tmp_path / "boxes.json").write_text(json.dumps(content))
    table, boxes, notes = go(tmp_path / "boxes.json")
    assert column(table, "split") == ["train", "validation"]  # by the images' folders
    assert column(boxes, "case") == ["1", "2"] and column(boxes, "label") == ["cell", ""]
    assert any("reversed along x" in note for note in notes)
    assert go(tmp_path)[2] == notes


def test_yolo_with_its_classes(tmp_path: Path) -> None:
    for part, name in (("train", "a"), ("val", "b")):
        picture(tmp_path / "images" / part / f"{name}.png")
        label = tmp_path / "labels" / part / f"{name}.txt"
        label.parent.mkdir(parents=True)
        label.write_text("1 0.5 0.5 0.25 0.5\n" if name == "a" else "")
    (tmp_path / "labels" / "train" / "x.txt").write_text("0 .5 .5 .1 .1")
    (tmp_path / "data.yaml").write_text("names:\n  0: RBC\n  1: WBC\n")
    table, boxes, notes = go(tmp_path)
    assert column(table, "case") == ["a", "b"] and column(table, "split") == ["train", "validation"]
    assert column(boxes, "label") == ["WBC", ""]
    rows = read_box_rows(boxes, lambda note: None)
    assert on_grid(rows, 0, ()).tolist() == [[12, 24, 36, 40]]
    assert any("1 files have no image and are skipped: x.txt" in note for note in notes)
    table, _, _ = go(tmp_path / "labels" / "train")
    assert column(table, "case") == ["a"]
    (tmp_path / "names.txt").write_text("red\nwhite\n")
    _, boxes, _ = go(tmp_path, class_file=str(tmp_path / "names.txt"))
    assert column(boxes, "label")[0] == "white"
    with pytest.raises(UserError, match="no class 'blue'"):
        go(tmp_path, classes="blue")


@pytest.mark.parametrize("text", ["", "nc: 3\n", "names: [", "- a\n"])
def test_class_files_without_names_are_refused(tmp_path: Path, text: str) -> None:
    picture(tmp_path / "a.png")
    (tmp_path / "a.txt").write_text("0 .5 .5 .1 .1")
    (tmp_path / "data.yaml").write_text(text)
    with pytest.raises(UserError, match=r"data\.yaml"):
        go(tmp_path)


@pytest.mark.parametrize(
    ("make", "values", "problem"),
    [
        (None, {}, "No file or folder"),
        ("nothing", {}, "no file or folder"),
        ("", {}, "holds no files of boxes"),
        ("", {"format": "voc"}, "no files of this format"),
        ("a.bin", {}, "choose the format"),
        ("a.json", {}, "not COCO JSON"),
        ("a.mrk.json", {}, "not a markups file"),
        ("a.csv", {}, "no cases"),
        ("a.xml", {}, "not XML"),
        ("a.txt", {}, "None of the 1 files"),
        ("a.xml", {"images": "nowhere"}, "no folder"),
    ],
)
def test_what_cannot_be_imported_is_refused(tmp_path: Path, make, values, problem: str) -> None:
    if make and "." in make:
        (tmp_path / make).write_text("")
    path = "" if make is None else str(tmp_path / make)
    with pytest.raises(UserError, match=problem):
        execute(ENTRY, {}, validate(ENTRY.parameters, {"path": path, **values}), Context())


def test_it_can_be_cancelled(data: Path) -> None:
    def report(fraction: float, phase: str) -> None:
        if phase == "Reading boxes":
            raise Cancelled

    with pytest.raises(Cancelled):
        go(data, Context(report))


def test_the_blood_cells_come_as_their_lists_say(bccd: Path) -> None:
    table, boxes, notes = go(bccd)
    parts = column(table, "split")
    assert (parts.count("train"), parts.count("validation"), len(parts)) == (205, 87, 292)
    assert all(map(Path.is_file, map(Path, column(table, "image"))))
    assert set(column(boxes, "label")) == {"RBC", "WBC", "Platelets"}
    named = [note for note in notes if "is skipped" in note]
    assert len(named) == 2
    assert {n.partition(".")[0] for n in named} == {"BloodImage_00338", "BloodImage_00343"}
