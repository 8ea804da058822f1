"""Importing tables in mm or pixels, and Slicer's markups with their orientation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes, Volume
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.detect.boxes.geometry import to_ras
from medaiassist_engine.detect.formats.box_table import read_box_rows
from medaiassist_engine.detect.formats.case_boxes import in_ras, on_grid
from medaiassist_engine.execution import execute
from medaiassist_engine.files.markups import write_boxes
from medaiassist_engine.files.volumes import write_volume
from medaiassist_engine.geometry import compose

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


def test_csv_in_pixels_and_in_mm(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    (tmp_path / "pixels.csv").write_text(
        "filename;class;xmin;ymin;xmax;ymax\na.png;RBC;1,5;2;11;22\nb.png;RBC;;;;\n"
    )
    table, boxes, _ = go(tmp_path / "pixels.csv")
    assert column(table, "case") == ["a", "b"]
    assert column(table, "image") == [str(tmp_path / "a.png"), ""]
    assert column(boxes, "center_x")[0] == 6.25
    (tmp_path / "mm.csv").write_text(
        "seriesuid,patient,coordX,coordY,coordZ,diameter_mm\n1.2,p,10,20,30,5\n1.3,p,,,,\n"
    )
    table, boxes, _ = go(tmp_path / "mm.csv")
    assert column(table, "case") == ["1.2", "1.3"] and column(table, "patient") == ["p", "p"]
    assert column(boxes, "center_r")[0] == -10
    with pytest.raises(UserError, match="2 files that could be meant"):
        go(tmp_path)


def oblique() -> tuple:
    turn, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(3, 3)))
    return compose(np.array([3.0, 5, 7]), np.array([0.7, 0.8, 2.5]), turn)


def test_markups_of_oblique_volumes_keep_their_orientation(tmp_path: Path) -> None:
    grid = oblique()
    found = np.array([[1.0, 2, 3, 4, 6, 9], [0.25, 1.5, 2.75, 3, 4, 5]])
    boxes = to_ras(found, grid, ["n", "m"], np.array([0.5, 0.25]))
    write_boxes(tmp_path / "scan.mrk.json", boxes)
    none = Boxes(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3, 3)))
    write_boxes(tmp_path / "free.mrk.json", none)
    table, listed, notes = go(tmp_path)
    assert column(table, "case") == ["free", "scan"] and "center_r" in [
        c.name for c in listed.columns
    ]
    for name in ("scan", "free"):
        write_volume(tmp_path / f"{name}.nrrd", Volume(np.zeros((8, 12, 14), np.int16), grid))
    table, listed, notes = go(tmp_path)
    assert column(table, "image") == [str(tmp_path / f"{n}.nrrd") for n in ("free", "scan")]
    rows = read_box_rows(listed, lambda note: None)
    assert np.allclose(on_grid(rows, 1, grid), found, atol=1e-6)
    drawn = in_ras(rows, 1, grid)
    assert np.allclose(drawn.centres, boxes.centres, atol=1e-6)
    assert np.allclose(drawn.axes, boxes.axes, atol=1e-6)
    assert drawn.labels == ("n", "m") and drawn.scores.tolist() == [0.5, 0.25]
    assert not any("turned" in note for note in notes)
    write_boxes(
        tmp_path / "scan.mrk.json", Boxes(boxes.centres, boxes.sizes, np.tile(np.eye(3), (2, 1, 1)))
    )
    assert any("scan: 2 boxes are turned" in note for note in go(tmp_path)[2])


def test_boxes_outside_their_volume_are_named(tmp_path: Path) -> None:
    grid = oblique()
    boxes = to_ras(np.array([[90.0, 2, 3, 99, 6, 9], [1, 1, 1, 3, 3, 3]]), grid, ["n", "m"])
    write_boxes(tmp_path / "scan.mrk.json", boxes)
    write_volume(tmp_path / "scan.nrrd", Volume(np.zeros((8, 12, 14), np.int16), grid))
    _, listed, notes = go(tmp_path / "scan.mrk.json")
    assert column(listed, "label") == ["m"]
    assert any("box 1 (n) is skipped" in n and "8 x 12 x 14" in n for n in notes)
