"""Exporting boxes: every format comes back through the import as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes, Column, Table, Volume
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.detect.boxes.geometry import to_ras
from medaiassist_engine.detect.formats.annotations import ImageBoxes
from medaiassist_engine.detect.formats.box_table import (
    BoxRows,
    read_box_rows,
    table_of_boxes,
    table_of_images,
)
from medaiassist_engine.detect.formats.case_boxes import on_grid
from medaiassist_engine.execution import execute
from medaiassist_engine.files.markups import read_boxes
from medaiassist_engine.files.tables import read_table
from medaiassist_engine.files.volumes import write_volume
from medaiassist_engine.geometry import compose

EXPORT, IMPORT = operation("detect.export_boxes"), operation("detect.import_boxes")
TURN, _ = np.linalg.qr(np.random.default_rng(1).normal(size=(3, 3)))
GRID = compose(np.array([-20.0, 31, 7]), np.array([0.4, 0.9, 3.0]), TURN)


def go(path: Path, form: str, context: Context | None = None, axes="as_is", images="", **inputs):
    parameters = validate(
        EXPORT.parameters,
        {"path": str(path), "format": form, "axes": axes, "images": str(images) if images else ""},
    )
    return execute(EXPORT, inputs, parameters, context or Context())["files"]


def back(path: Path, **values) -> BoxRows:
    parameters = validate(IMPORT.parameters, {"path": str(path), **values})
    return read_box_rows(execute(IMPORT, {}, parameters, Context())["boxes"], lambda note: None)


def pictures(folder: Path) -> Table:
    """Boxes of three pictures, the second without any."""
    rng = np.random.default_rng(0)
    found = []
    for name, count in (("a", 4), ("b", 0), ("c", 2)):
        image = sitk.GetImageFromArray(np.zeros((48, 64), np.uint8))
        sitk.WriteImage(image, str(folder / f"{name}.png"))
        boxes = np.sort(rng.random((count, 2, 2)) * (48, 64), axis=1).reshape(count, 4)
        labels = tuple(rng.choice(["RBC", "WBC"], count))
        found.append(ImageBoxes(name, boxes, labels, None, None, rng.random(count) < 0.4))
    return table_of_images(found)


def same(a: BoxRows, b: BoxRows) -> None:
    assert (a.cases, a.frame) == (b.cases, b.frame)
    assert np.array_equal(a.case, b.case) and a.labels == b.labels
    assert np.allclose(a.boxes, b.boxes, rtol=0, atol=1e-9)
    if a.scores is not None or b.scores is not None:
        assert np.array_equal(a.scores, b.scores, equal_nan=True)


@pytest.mark.parametrize(
    ("form", "name"), [("coco", "out.json"), ("voc", "out"), ("csv", "out.csv"), ("yolo", "out")]
)
def test_pictures_come_back_as_they_were(tmp_path: Path, form: str, name: str) -> None:
    table = pictures(tmp_path)
    given = read_box_rows(table, lambda note: None)
    if form == "yolo":  # which knows no ignored ones
        given = replace(given, ignored=np.zeros(len(given.boxes), np.bool_))
        zeros = Column("ignored", np.zeros(len(table.columns[0].texts)))
        table = Table(tuple(zeros if c.name == "ignored" else c for c in table.columns))
    files = go(tmp_path / name, form, boxes=table, images=tmp_path)
    assert all(Path(path).is_file() for path in files.columns[0].texts)
    found = back(tmp_path / name, images=str(tmp_path))
    same(given, found)
    assert np.array_equal(given.ignored, found.ignored)
    assert not [path for path in tmp_path.iterdir() if "partial" in path.name]


def test_scores_are_kept_where_the_format_has_them(tmp_path: Path) -> None:
    table = pictures(tmp_path)
    count = len(table.columns[0].texts)
    scored = Table((*table.columns, Column("score", np.linspace(0, 1, count))))
    given = read_box_rows(scored, lambda note: None)
    go(tmp_path / "out.json", "coco", boxes=scored, images=tmp_path)
    same(given, back(tmp_path / "out.json"))
    context = Context()
    go(tmp_path / "out", "voc", context, boxes=scored, images=tmp_path)
    assert any("no scores" in note for note in context.notes)


def test_yolo_leaves_out_ignored_boxes_and_needs_the_images(tmp_path: Path) -> None:
    table, context = pictures(tmp_path), Context()
    go(tmp_path / "out", "yolo", context, boxes=table, images=tmp_path)
    given = read_box_rows(table, lambda note: None)
    assert len(back(tmp_path / "out", images=str(tmp_path)).boxes) == (~given.ignored).sum()
    assert any("ignored boxes are left out" in note for note in context.notes)
    with pytest.raises(UserError, match="size of a is not known"):
        go(tmp_path / "again", "yolo", boxes=table)
    assert not (tmp_path / "again").exists()


def test_the_cohort_names_the_images(tmp_path: Path) -> None:
    table = pictures(tmp_path)
    paths = tuple(str(tmp_path / f"{name}.png") for name in "abc")
    cohort = Table((Column("case", texts=tuple("abc")), Column("image", texts=paths)))
    go(tmp_path / "out.json", "coco", boxes=table, table=cohort)
    listed = json.loads((tmp_path / "out.json").read_text())["images"]
    assert listed[0] == {"id": 1, "file_name": "a.png", "height": 48, "width": 64}


def volumes(folder: Path) -> tuple[Table, list[np.ndarray]]:
    """Boxes of two oblique volumes in voxels, and a volume without any."""
    rng = np.random.default_rng(2)
    grids = [np.sort(rng.random((n, 2, 3)) * 9, axis=1).reshape(n, 6) for n in (3, 2, 0)]
    for name in "pqr":
        write_volume(folder / f"{name}.nrrd", Volume(np.zeros((10, 10, 10), np.int16), GRID))
    images = [
        ImageBoxes(name, grid, ("n",) * len(grid)) for name, grid in zip("pqr", grids, strict=True)
    ]
    return table_of_images(images), grids


def test_markups_of_volumes_come_back_with_their_orientation(tmp_path: Path) -> None:
    table, grids = volumes(tmp_path)
    go(tmp_path / "out", "markups", boxes=table, images=tmp_path)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"{name}.mrk.json" for name in "pqr"
    ]
    drawn = read_boxes(tmp_path / "out" / "p.mrk.json")
    expected = to_ras(grids[0], GRID)
    assert np.allclose(drawn.centres, expected.centres, atol=1e-9)
    assert np.allclose(drawn.axes, expected.axes, atol=1e-9)
    rows = back(tmp_path / "out", images=str(tmp_path))
    assert rows.frame == "ijk" and rows.cases == ("p", "q", "r")
    for n, grid in enumerate(grids):
        assert np.allclose(on_grid(rows, n, GRID), grid, atol=1e-6)
    with pytest.raises(UserError, match="voxels of its image, which is not known"):
        go(tmp_path / "again", "markups", boxes=table)


def test_boxes_of_the_scene_are_written_exactly(tmp_path: Path) -> None:
    low = np.random.default_rng(3).random((4, 3))
    boxes = to_ras(
        np.hstack([low, low + np.arange(2, 5)]), GRID, list("abcd"), np.linspace(0, 0.9, 4)
    )
    go(tmp_path / "s.mrk.json", "markups", rois=boxes)
    found = read_boxes(tmp_path / "s.mrk.json")
    for name in ("centres", "sizes", "axes", "scores"):
        assert np.array_equal(getattr(found, name), getattr(boxes, name)), name
    markup = json.loads((tmp_path / "s.mrk.json").read_text())["markups"][0]
    assert markup["coordinateSystem"] == "LPS" and markup["size"] == boxes.sizes[0].tolist()
    assert markup["center"] == (boxes.centres[0] * [-1, -1, 1]).tolist()


@pytest.mark.parametrize("axes", ["ras", "lps"])
def test_csv_in_mm_along_the_patient(tmp_path: Path, axes: str) -> None:
    table, grids = volumes(tmp_path)
    go(tmp_path / "out.csv", "csv", boxes=table, images=tmp_path, axes=axes)
    assert f"center_{axes[0]}" in [c.name for c in read_table(tmp_path / "out.csv").columns]
    expected = read_box_rows(table_of_boxes([("p", to_ras(grids[0], GRID))]), lambda note: None)
    found = back(tmp_path / "out.csv")
    assert np.allclose(found.boxes[found.case == 0], expected.boxes, atol=1e-9)
    assert found.cases == ("p", "q", "r")


def test_boxes_of_the_scene_with_their_volume_keep_their_orientation_in_csv(tmp_path: Path) -> None:
    grid = np.array([[1.0, 2, 3, 4, 6, 8]])
    volume = Volume(np.zeros((10, 10, 10), np.int16), GRID, "scan")
    go(tmp_path / "v.csv", "csv", rois=to_ras(grid, GRID, ["n"]), volume=volume)
    rows = back(tmp_path / "v.csv")
    assert rows.cases == ("scan",) and rows.frame == "ijk"
    assert np.allclose(on_grid(rows, 0, GRID), grid, atol=1e-9)
    go(tmp_path / "w.csv", "csv", rois=to_ras(grid, GRID, ["n"]))
    assert back(tmp_path / "w.csv").frame == "ras"


def test_boxes_on_a_picture_of_the_scene_are_pixels(tmp_path: Path) -> None:
    picture = Volume(np.zeros((1, 48, 64), np.uint8), name="cells")
    boxes = to_ras(np.array([[0.0, 2, 3, 1, 6, 8]]), picture.ijk_to_ras, ["RBC"])
    go(tmp_path / "out.json", "coco", rois=boxes, volume=picture)
    (one,) = json.loads((tmp_path / "out.json").read_text())["annotations"]
    assert one["bbox"] == [3, 2, 5, 4]


def test_boxes_of_volumes_fit_no_format_of_pictures(tmp_path: Path) -> None:
    table, _ = volumes(tmp_path)
    for form, name in (("coco", "o.json"), ("voc", "o"), ("yolo", "o")):
        with pytest.raises(UserError, match="CSV or as markups"):
            go(tmp_path / name, form, boxes=table)
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("name", "form", "problem"),
    [("o.txt", "coco", "end in .json"), ("o.json", "csv", "end in .csv"),
     ("no/o.json", "coco", "no folder"), ("no/o", "voc", "no folder"), ("full", "voc", "exists"),
     ("o.mrk.json", "markups", "name of a new folder")],
)  # fmt: skip
def test_paths_that_will_not_do_are_refused(tmp_path: Path, name, form, problem) -> None:
    table = pictures(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_text("")
    with pytest.raises(UserError, match=problem):
        go(tmp_path / name, form, boxes=table, images=tmp_path)


def test_nothing_or_both_kinds_of_boxes_are_refused(tmp_path: Path) -> None:
    none = Boxes(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3, 3)))
    with pytest.raises(UserError, match="either a table"):
        go(tmp_path / "o.csv", "csv")
    with pytest.raises(UserError, match="either a table"):
        go(tmp_path / "o.csv", "csv", boxes=pictures(tmp_path), rois=none)


def test_names_that_no_file_may_have_are_changed_and_must_stay_different(tmp_path: Path) -> None:
    images = [ImageBoxes(name, np.array([[0.0, 0, 5, 5]]), ("c",)) for name in ("a/b", "a:c")]
    go(tmp_path / "out", "voc", boxes=table_of_images(images))
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a_b.xml", "a_c.xml"]
    images[1] = replace(images[1], image="A_B")
    with pytest.raises(UserError, match="same name"):
        go(tmp_path / "again", "voc", boxes=table_of_images(images))
