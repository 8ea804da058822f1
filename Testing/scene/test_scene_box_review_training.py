"""Reviewed boxes as training data: exact on every grid, in tables that the engine reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_transform, add_volume, grid_matrix, ramp, rotation  # noqa: E402

from medaiassist_engine.contract.cohorts import cells  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Column, Table, Volume, matrix  # noqa: E402
from medaiassist_engine.detect.boxes.geometry import to_grid, to_ras  # noqa: E402
from medaiassist_engine.detect.formats.box_table import read_box_rows  # noqa: E402
from medaiassist_engine.detect.formats.case_boxes import on_grid  # noqa: E402
from medaiassist_engine.files.volumes import read_volume, write_volume  # noqa: E402
from MedAIAssistLib.scene import box_tables, boxes, nrrd_files, stored_images, volumes  # noqa: E402
from MedAIAssistLib.scene.box_grid import axes_of, edges_in  # noqa: E402
from MedAIAssistLib.scene.box_tables import ImageRows  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402

SHAPE = (9, 30, 40)
EDGES = np.array([[1.0, 3, 5, 4, 9, 17], [0, 0, 0, 9, 30, 40], [2.25, 7.5, 1, 3, 8.75, 2]])
GRIDS = {
    "oblique": (grid_matrix(), np.eye(4)),
    "left-handed": (grid_matrix(left_handed=True), np.eye(4)),
    "transformed": (grid_matrix(40, left_handed=True), rotation(70) @ np.diag([2.0, 2, 2, 1])),
}


@pytest.fixture(params=GRIDS)
def volume(request: Any, scene: Any) -> Any:
    matrix, transform = GRIDS[request.param]
    node = add_volume(scene, ramp(SHAPE), matrix)
    if not np.array_equal(transform, np.eye(4)):
        node.SetAndObserveTransformNodeID(add_transform(scene, transform).GetID())
    return node


def test_boxes_survive_engine_to_node_to_grid(scene: Any, volume: Any) -> None:
    ijk_to_ras = volumes.read(volume).ijk_to_ras
    found = to_ras(EDGES, ijk_to_ras, ("a", "b", "c"))
    ids = finish(boxes.write(scene, found, beside=volume.GetID()))
    back = boxes.read([scene.GetNodeByID(i) for i in ids])
    np.testing.assert_allclose(to_grid(back, ijk_to_ras), EDGES, atol=1e-6)
    low, high = edges_in(volume, back)
    np.testing.assert_allclose(np.concatenate([low, high], axis=1)[:, [2, 1, 0, 5, 4, 3]], EDGES,
                               atol=1e-6)  # fmt: skip


def test_axes_of_a_volume_are_a_rotation_along_its_grid(volume: Any) -> None:
    axes = axes_of(volume)
    np.testing.assert_allclose(axes.T @ axes, np.eye(3), atol=1e-9)
    assert np.linalg.det(axes) == pytest.approx(1)
    frame = np.asarray(volumes.read(volume).ijk_to_ras)[:3, :3]
    np.testing.assert_allclose(np.abs(np.linalg.solve(axes, frame)).sum(), np.abs(
        np.diag(np.linalg.solve(axes, frame))).sum(), rtol=1e-9)  # fmt: skip


def rows(case: str, count: int, patient: str = "p") -> ImageRows:
    low = np.arange(3.0 * count).reshape(count, 3)
    return ImageRows(case, patient, ("nodule",) * count, low, low + 4)


def test_the_engine_reads_the_table_of_boxes_as_they_were(scene: Any, volume: Any) -> None:
    ijk_to_ras = volumes.read(volume).ijk_to_ras
    ids = finish(boxes.write(scene, to_ras(EDGES, ijk_to_ras, ("a", "b", "c"))))
    low, high = edges_in(volume, boxes.read([scene.GetNodeByID(i) for i in ids]))
    table = box_tables.with_boxes(None, ImageRows("scan", "P1", ("a", "b", "c"), low, high), "b")
    table = box_tables.with_boxes(table, rows("empty", 0, "P2"))
    notes: list[str] = []
    found = read_box_rows(table, notes.append)
    assert (found.cases, found.patients, found.labels) == (
        ("scan", "empty"), ("P1", "P2"), ("a", "b", "c")
    )  # fmt: skip
    np.testing.assert_allclose(on_grid(found, 0, ijk_to_ras), EDGES, atol=1e-6)
    assert len(on_grid(found, 1, ijk_to_ras)) == 0
    assert notes == []


def test_boxes_of_an_image_replace_those_that_it_had() -> None:
    table = box_tables.with_boxes(None, rows("one", 3), "boxes")
    table = box_tables.with_boxes(table, rows("two", 1))
    table = box_tables.with_boxes(table, rows("one", 2))
    assert cells(table, "case") == ["two", "one", "one"]
    assert table.name == "boxes"
    table = box_tables.with_boxes(table, rows("two", 0))
    assert cells(table, "center_i") == ["2", "5", ""]


def test_another_kind_of_table_is_refused() -> None:
    other = Table((Column("case", None, ("a",)), Column("center_r", np.zeros(1))), "mine")
    with pytest.raises(UserError, match="'mine' is no table of boxes in voxels"):
        box_tables.with_boxes(other, rows("one", 1))


def test_an_image_is_one_row_of_the_cohort_and_keeps_its_id() -> None:
    cohort = box_tables.with_image(None, "/a.nrrd", "scan", "P1", "cohort")
    assert box_tables.case_for(cohort, "/a.nrrd", "other") == "scan"
    assert box_tables.case_for(cohort, "/b.nrrd", "scan") == "scan (2)"
    cohort = box_tables.with_image(cohort, "/b.nrrd", "scan (2)", "P2")
    cohort = box_tables.with_image(cohort, "/a.nrrd", "scan", "P3")
    assert cells(cohort, "case") == ["scan", "scan (2)"]
    assert cells(cohort, "patient") == ["P3", "P2"]


def test_clinical_columns_of_a_cohort_stay_and_are_empty_for_a_new_image() -> None:
    cohort = Table((Column("case", None, ("x",)), Column("age", np.array([61]))), "c")
    cohort = box_tables.with_image(cohort, "/b.nrrd", "y", "P")
    assert cells(cohort, "age") == ["61", ""]
    assert cells(cohort, "image") == ["", "/b.nrrd"]


@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32", "float64"])
def test_a_volume_written_in_steps_is_read_alike_by_the_engine(
    scene: Any, tmp_path: Path, dtype: str
) -> None:
    node = add_volume(scene, ramp(SHAPE, dtype), grid_matrix(left_handed=True))
    payload = volumes.read(node)
    crc = finish(nrrd_files.write(tmp_path / "a.nrrd", payload))
    found = read_volume(tmp_path / "a.nrrd")
    np.testing.assert_array_equal(found.array, payload.array)
    assert found.array.dtype == payload.array.dtype
    np.testing.assert_allclose(found.ijk_to_ras, payload.ijk_to_ras, atol=1e-9)
    assert finish(nrrd_files.checksum(found.array)) == crc
    assert [path.name for path in tmp_path.iterdir()] == ["a.nrrd"]


def test_colours_are_colours_again(scene: Any, tmp_path: Path) -> None:
    array = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(1, 5, 7, 3)
    node = add_volume(scene, array, class_name="vtkMRMLVectorVolumeNode")
    finish(nrrd_files.write(tmp_path / "a.nrrd", volumes.read(node)))
    found = read_volume(tmp_path / "a.nrrd")
    assert found.colour
    np.testing.assert_array_equal(found.array, array)


def test_writing_that_is_dropped_or_fails_leaves_no_file(scene: Any, tmp_path: Path) -> None:
    payload = volumes.read(add_volume(scene, ramp(SHAPE)))
    steps = nrrd_files.write(tmp_path / "a.nrrd", payload)
    next(steps)
    steps.close()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UserError, match="Choose another folder"):
        finish(nrrd_files.write(tmp_path / "missing" / "a.nrrd", payload))


def loaded(scene: Any, path: Path) -> Any:
    node = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", path.stem)
    storage = scene.AddNewNodeByClass("vtkMRMLVolumeArchetypeStorageNode")
    storage.SetFileName(str(path))
    storage.SetSingleFile(True)
    assert storage.ReadData(node)
    node.SetAndObserveStorageNodeID(storage.GetID())
    return node


@pytest.mark.parametrize("extension", ["nrrd", "nii.gz", "mha"])
def test_a_loaded_file_is_used_as_it_is_and_has_the_same_voxels(
    scene: Any, tmp_path: Path, extension: str
) -> None:
    path = tmp_path / f"image.{extension}"
    write_volume(path, Volume(ramp(SHAPE), matrix(grid_matrix())))
    node = loaded(scene, path)
    assert stored_images.stored_file(node) == str(path)
    assert finish(stored_images.keep_file(node, "")) == str(path)
    np.testing.assert_array_equal(volumes.read(node).array, read_volume(path).array)


def test_a_changed_volume_is_saved_once_and_again_when_it_changes(
    scene: Any, tmp_path: Path
) -> None:
    node = add_volume(scene, ramp(SHAPE), name="head/1")
    assert stored_images.stored_file(node) == ""
    with pytest.raises(UserError, match="Choose where images are to be saved"):
        finish(stored_images.keep_file(node, ""))
    first = finish(stored_images.keep_file(node, str(tmp_path)))
    assert Path(first).name == "head_1.nrrd"
    assert finish(stored_images.keep_file(node, str(tmp_path))) == first
    slicer.util.arrayFromVolume(node)[0, 0, 0] += 1
    second = finish(stored_images.keep_file(node, str(tmp_path)))
    assert Path(second).name == "head_1 (2).nrrd"
    np.testing.assert_array_equal(read_volume(second).array, slicer.util.arrayFromVolume(node))


def test_a_file_that_was_changed_in_slicer_is_no_longer_the_volume(
    scene: Any, tmp_path: Path
) -> None:
    write_volume(tmp_path / "a.nrrd", Volume(ramp(SHAPE), matrix(grid_matrix())))
    node = loaded(scene, tmp_path / "a.nrrd")
    slicer.util.arrayFromVolume(node)[0, 0, 0] += 1
    slicer.util.arrayFromVolumeModified(node)
    assert stored_images.stored_file(node) == ""
