"""Boxes of many cases as a table: axes, units, orientation, and their way to a grid and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes, Column, Table, matrix
from medaiassist_engine.detect.boxes.geometry import to_grid, to_ras
from medaiassist_engine.detect.formats.annotations import ImageBoxes
from medaiassist_engine.detect.formats.box_table import (
    read_box_rows,
    table_of_boxes,
    table_of_images,
    table_of_rows,
)
from medaiassist_engine.detect.formats.case_boxes import in_ras, on_grid
from medaiassist_engine.files.tables import read_table, write_table
from medaiassist_engine.geometry import compose


def silent(note: str) -> None:
    pass


def oblique(seed: int, left_handed: bool = True):
    rng = np.random.default_rng(seed)
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    if (np.linalg.det(turn) > 0) == left_handed:
        turn[:, 2] *= -1
    return compose(rng.normal(0, 80, 3), rng.uniform(0.3, 3, 3), turn)


def grid_boxes(seed: int, count: int = 8) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.sort(rng.random((count, 2, 3)) * 60, axis=1).reshape(count, 6)


def table(columns: dict[str, list], name: str = "") -> Table:
    made = [
        Column(key, texts=tuple(cells)) if isinstance(cells[0], str)
        else Column(key, np.array(cells, dtype=np.float64))
        for key, cells in columns.items()
    ]  # fmt: skip
    return Table(tuple(made), name)


@pytest.mark.parametrize("left_handed", [True, False])
def test_voxels_of_an_oblique_volume_keep_boxes_and_their_orientation(left_handed, tmp_path: Path):
    grid, boxes = oblique(3, left_handed), grid_boxes(0)
    given = table_of_images(
        [ImageBoxes("scan", boxes, ("a",) * 8), ImageBoxes("free", np.zeros((0, 6)), ())]
    )
    assert {"center_i", "center_j", "center_k", "size_k"} <= {c.name for c in given.columns}
    write_table(tmp_path / "boxes.csv", given)
    rows = read_box_rows(read_table(tmp_path / "boxes.csv"), silent)
    assert rows.cases == ("scan", "free") and rows.frame == "ijk"
    assert np.allclose(on_grid(rows, 0, grid), boxes, atol=1e-9)
    assert on_grid(rows, 1, grid).shape == (0, 6)
    drawn, expected = in_ras(rows, 0, grid), to_ras(boxes, grid)
    for name in ("centres", "sizes", "axes"):
        assert np.allclose(getattr(drawn, name), getattr(expected, name), atol=1e-6)


def test_voxels_are_counted_from_the_outer_edge() -> None:
    """The box of voxels 2, 3 and 4 reaches from 2 to 5, its middle is 3.5."""
    given = table({"case": ["a"], "center_i": [3.5], "center_j": [0.5], "center_k": [0.5],
                   "size_i": [3.0], "size_j": [1.0], "size_k": [1.0]})  # fmt: skip
    rows = read_box_rows(given, silent)
    assert on_grid(rows, 0, ()).tolist() == [[0, 0, 2, 1, 1, 5]]
    drawn = in_ras(rows, 0, matrix(np.eye(4)))
    assert drawn.centres.tolist() == [[3, 0, 0]]  # in the middle of voxel 3


def test_pixels_are_x_and_y_and_grids_are_rows_first() -> None:
    image = ImageBoxes("a", np.array([[1.0, 10, 3, 30]]), ("c",))
    given = table_of_images([image])
    assert {c.name: c.values[0] for c in given.columns if c.values is not None} == {
        "ignored": 0, "center_x": 20, "center_y": 2, "size_x": 20, "size_y": 2,
    }  # fmt: skip
    rows = read_box_rows(given, silent)
    assert rows.boxes.tolist() == [[10, 1, 30, 3]]
    assert on_grid(rows, 0, ()).tolist() == image.boxes.tolist()
    assert in_ras(rows, 0, matrix(np.eye(4))).sizes.tolist() == [[20, 2, 1]]
    renamed = Table(tuple(Column(c.name.replace("_x", "_i").replace("_y", "_j"), c.values, c.texts)
                          for c in given.columns))  # fmt: skip
    assert read_box_rows(renamed, silent).frame == "xy"


@pytest.mark.parametrize("frame", ["ras", "lps"])
def test_oriented_boxes_become_those_around_them_along_the_patient(frame: str) -> None:
    grid = oblique(1)
    boxes = to_ras(grid_boxes(1), grid, ["n"] * 8, np.linspace(0, 1, 8))
    rows = read_box_rows(table_of_boxes([("a", boxes)], frame), silent)
    signs = np.array(np.meshgrid(*[[-0.5, 0.5]] * 3)).reshape(3, -1).T
    for n in range(8):
        corners = (signs * boxes.sizes[n]) @ boxes.axes[n].T + boxes.centres[n]
        assert np.allclose(rows.boxes[n], np.r_[corners.min(axis=0), corners.max(axis=0)])
    assert np.array_equal(rows.scores, boxes.scores)


def test_boxes_along_the_patient_come_back_exactly_through_mm() -> None:
    rng = np.random.default_rng(0)
    flips = matrix([[0, -0.7, 0, 40], [0, 0, 2.5, -30], [0.9, 0, 0, 7], [0, 0, 0, 1]])
    boxes = np.sort(rng.random((5, 2, 3)) * 40, axis=1).reshape(5, 6)
    rows = read_box_rows(table_of_boxes([("a", to_ras(boxes, flips))]), silent)
    assert np.allclose(on_grid(rows, 0, flips), boxes, atol=1e-9)
    assert np.allclose(to_grid(in_ras(rows, 0, flips), flips), boxes, atol=1e-9)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("center_r", "center_a", "center_s", "size_r", "size_a", "size_s"), (1, 2, 3)),
        (("center_l", "center_p", "center_s", "size_l", "size_p", "size_s"), (-1, -2, 3)),
        (("Centre_L_mm", "centre_p_mm", "CENTER_S", "size_L_mm", "Size_p", "size_s"), (-1, -2, 3)),
        (("coordX", "coordY", "coordZ", "diameter_mm"), (-1, -2, 3)),
    ],
)
def test_the_columns_names_tell_the_axes(names, expected) -> None:
    cells = dict(zip(names, [[1.0], [2.0], [3.0], [4.0], [4.0], [4.0]], strict=False))
    rows = read_box_rows(table({"seriesuid": ["1.2.3"], **cells}), silent)
    assert rows.cases == ("1.2.3",) and rows.frame == "ras"
    assert ((rows.boxes[:, :3] + rows.boxes[:, 3:]) / 2).tolist() == [list(expected)]
    assert (rows.boxes[:, 3:] - rows.boxes[:, :3]).tolist() == [[4, 4, 4]]


@pytest.mark.parametrize("pattern", ["{axis}min {axis}max", "{axis}_min {axis}_max",
                                     "min_{axis} max_{axis}", "{axis}1 {axis}2"])  # fmt: skip
def test_edges_in_pixels_are_read_as_common_tables_have_them(pattern: str) -> None:
    x, y = (pattern.format(axis=axis).split() for axis in "xy")
    given = table({"filename": ["a.png"], "class": ["RBC"], "Confidence": [0.5], x[0]: [1.0],
                   y[0]: [2.0], x[1]: [10.0], y[1]: [20.0]})  # fmt: skip
    rows = read_box_rows(given, silent)
    assert rows.boxes.tolist() == [[1, 2, 10, 20]] and rows.frame == "xy"
    assert rows.labels == ("RBC",) and rows.scores.tolist() == [0.5]


def test_rows_come_back_with_patients_scores_and_cases_without_boxes() -> None:
    given = table({
        "case": ["q", "p", "q", "r"], "patient": ["two", "one", "two", "two"],
        "label": ["a", "b", "c", ""], "score": [0.1, 0.2, np.nan, np.nan], "ignored": [0, 1, 0, 0],
        "center_x": [1, 2, 3, np.nan], "center_y": [1, 2, 3, np.nan], "size_x": [1, 1, 1, np.nan],
        "size_y": [2, 2, 2, np.nan],
    })  # fmt: skip
    rows = read_box_rows(given, silent)
    assert (rows.cases, rows.patients) == (("q", "p", "r"), ("two", "one", "two"))
    again = read_box_rows(table_of_rows(rows), silent)
    assert (again.cases, again.patients, again.frame) == (rows.cases, rows.patients, "xy")
    assert sorted(again.labels) == sorted(rows.labels)
    assert again.ignored.sum() == 1 and np.isnan(again.scores).sum() == 1
    order = np.argsort(rows.case, kind="stable")
    assert np.array_equal(again.boxes, rows.boxes[order])


def test_a_case_without_a_patient_is_a_patient_of_its_own() -> None:
    given = table({"case": ["a", "b"], "patient": ["", "p"], "center_x": [1, 1], "center_y": [1, 1],
                   "size_x": [1, 1], "size_y": [1, 1]})  # fmt: skip
    assert read_box_rows(given, silent).patients == ("a", "p")


def test_tables_without_boxes_are_refused_with_what_they_need() -> None:
    with pytest.raises(UserError, match="Table 'cohort' has no boxes: it needs"):
        read_box_rows(table({"case": ["a"], "center_x": [1.0]}, "cohort"), silent)
    with pytest.raises(UserError, match="different lengths"):
        read_box_rows(Table((Column("case", texts=("a",)), Column("x", np.zeros(2)))), silent)


def test_boxes_of_a_scene_without_any_is_a_case_without_boxes() -> None:
    none = Boxes(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3, 3)))
    rows = read_box_rows(table_of_boxes([("a", none)]), silent)
    assert rows.cases == ("a",) and rows.boxes.shape == (0, 6)
