"""Boxes from tables, comparisons on nodes, and reviewed boxes landed as training data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from box_scenes import group_with, made  # noqa: E402
from mrml_scene import add_transform, add_volume, grid_matrix, ramp, rotation  # noqa: E402

from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.cohorts import cells  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Boxes, Column, Table  # noqa: E402
from medaiassist_engine.detect.boxes.geometry import to_grid, to_ras  # noqa: E402
from medaiassist_engine.detect.evaluation.compare import run_compare_boxes  # noqa: E402
from medaiassist_engine.detect.evaluation.parameters import CompareBoxesParameters  # noqa: E402
from medaiassist_engine.detect.formats.box_table import table_of_boxes  # noqa: E402
from MedAIAssistLib.scene import box_tables, boxes, tables, volumes  # noqa: E402
from MedAIAssistLib.scene.box_facts import FALSE_ALARM, HIT, MISS  # noqa: E402
from MedAIAssistLib.scene.box_matches import Outcome, marks_of  # noqa: E402
from MedAIAssistLib.scene.box_table_rows import (  # noqa: E402
    boxes_of,
    cases_of,
    frame_of,
    likely_case,
)
from MedAIAssistLib.scene.box_training import TrainingImage, land_rows, patient_of  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.undo import UndoStack  # noqa: E402

SHAPE = (9, 30, 40)
EDGES = np.array([[1.0, 3, 5, 4, 9, 17], [2.25, 7.5, 1, 3, 8.75, 2]])
TITLES = {"change": "Add", "cohort": "Cohort", "boxes": "{cohort} - boxes"}
NONE = Boxes(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3, 3)))


@pytest.fixture
def volume(scene: Any) -> Any:
    node = add_volume(scene, ramp(SHAPE), grid_matrix(left_handed=True), "scan")
    node.SetAndObserveTransformNodeID(add_transform(scene, rotation(30)).GetID())
    return node


def taught(scene: Any, volume: Any, found: Boxes, folder: Path, cohort: Any = None) -> Any:
    image = TrainingImage(volume, "P1", found)
    return finish(land_rows(scene, cohort, image, str(folder), UndoStack(), TITLES))


def test_boxes_of_a_table_in_voxels_come_back_on_the_volume(
    scene: Any, volume: Any, tmp_path: Path
) -> None:
    ijk_to_ras = volumes.read(volume).ijk_to_ras
    landed = taught(scene, volume, to_ras(EDGES, ijk_to_ras, ("a", "b")), tmp_path)
    table = tables.read(landed.boxes)
    assert frame_of([column.name for column in table.columns]) == "ijk"
    assert likely_case(cases_of(table), volume) == "scan"
    found = boxes_of(table, "scan", volume)
    np.testing.assert_allclose(to_grid(found, ijk_to_ras), EDGES, atol=1e-6)
    assert (found.labels, found.scores) == (("a", "b"), None)


@pytest.mark.parametrize("frame", ["ras", "lps"])
def test_boxes_of_a_table_in_mm_are_where_the_engine_has_them(volume: Any, frame: str) -> None:
    one = Boxes(np.array([[1.0, -20, 30]]), np.array([[4.0, 5, 6]]), np.eye(3)[None], ("x",),
                np.array([0.75]))  # fmt: skip
    table = table_of_boxes([("empty", NONE), ("scan", one)], frame)
    found = boxes_of(table, "scan", volume)
    for name in ("centres", "sizes", "axes", "scores"):
        np.testing.assert_allclose(getattr(found, name), getattr(one, name))
    assert cases_of(table) == ["empty", "scan"]
    assert len(boxes_of(table, "empty", volume).centres) == 0


def test_boxes_of_a_picture_lie_in_its_slice(scene: Any) -> None:
    picture = add_volume(scene, ramp((1, 20, 30)), np.diag([-0.5, -0.5, 1.0, 1.0]))
    columns = {"center_x": 10.5, "center_y": 4.5, "size_x": 3.0, "size_y": 5.0}
    table = Table(
        (Column("case", None, ("p",)), *(Column(n, np.array([v])) for n, v in columns.items()))
    )
    found = boxes_of(table, "p", picture)
    np.testing.assert_allclose(found.centres, [[-5, -2, 0]])
    np.testing.assert_allclose(found.sizes, [[1.5, 2.5, 1]])


def test_a_table_without_boxes_is_refused(volume: Any) -> None:
    with pytest.raises(UserError, match="'mine' has no boxes"):
        boxes_of(Table((Column("case", None, ("a",)),), "mine"), "a", volume)


def test_a_comparison_names_the_nodes_that_it_means(scene: Any) -> None:
    found = group_with(scene, 6).nodes
    wanted = boxes.read(list(found))
    annotated = Boxes(
        np.concatenate([wanted.centres[:2] + 0.1, [[500.0, 0, 0]]]),
        np.concatenate([wanted.sizes[:2], [[5.0, 5, 5]]]),
        np.concatenate([wanted.axes[:2], np.eye(3)[None]]),
        (*wanted.labels[:2], "nodule"), name="truth",
    )  # fmt: skip
    truth = [scene.GetNodeByID(i) for i in finish(boxes.write(scene, annotated))]
    result = run_compare_boxes(
        boxes.read(truth), boxes.read(list(found)), CompareBoxesParameters(), Context()
    )
    outcome = Outcome(result["hits"], result["misses"], result["false_alarms"])  # type: ignore
    marks = marks_of(outcome, truth, found)
    assert [marks[node] for node in truth] == [HIT, HIT, MISS]
    assert [marks[node] for node in found] == [HIT, HIT] + [FALSE_ALARM] * 4


def test_images_are_added_one_after_the_other_and_taken_back(
    scene: Any, volume: Any, tmp_path: Path
) -> None:
    undo = UndoStack()
    ijk_to_ras = volumes.read(volume).ijk_to_ras
    first = TrainingImage(volume, "P1", to_ras(EDGES, ijk_to_ras, ("a", "b")))
    landed = finish(land_rows(scene, None, first, str(tmp_path), undo, TITLES))
    assert (landed.cohort.GetName(), landed.boxes.GetName()) == ("Cohort", "Cohort - boxes")
    other = add_volume(scene, ramp(SHAPE) + 1, name="scan")
    second = TrainingImage(other, "P2", NONE)
    again = finish(land_rows(scene, landed.cohort, second, str(tmp_path), undo, TITLES))
    assert (again.cohort, again.boxes) == (landed.cohort, landed.boxes)
    cohort = tables.read(again.cohort)
    assert cells(cohort, "case") == ["scan", "scan (2)"]
    assert [Path(path).name for path in cells(cohort, "image")] == ["scan.nrrd", "scan (2).nrrd"]
    assert box_tables.totals(tables.read(again.boxes)) == (2, 2)
    undo.undo()
    assert cells(tables.read(again.boxes), "case") == ["scan", "scan"]
    undo.undo()
    assert again.cohort.GetScene() is None and again.boxes.GetScene() is None
    undo.redo()
    assert landed.cohort.GetNodeReference(box_tables.ROLE) is landed.boxes


def test_boxes_are_cut_at_the_edge_and_left_out_beyond_it(
    scene: Any, volume: Any, tmp_path: Path
) -> None:
    edges = np.array([[-2.0, 3, 5, 4, 9, 17], [20, 0, 0, 25, 5, 5]])
    found = to_ras(edges, volumes.read(volume).ijk_to_ras, ("a", "b"))
    landed = taught(scene, volume, found, tmp_path)
    assert landed.outside == 1
    table = tables.read(landed.boxes)
    assert cells(table, "center_k") == ["2"] and cells(table, "size_k") == ["4"]


def test_what_cannot_be_added_leaves_the_scene_as_it_was(
    scene: Any, volume: Any, tmp_path: Path
) -> None:
    before = scene.GetNumberOfNodes()
    with pytest.raises(UserError, match="Choose where images are to be saved"):
        taught(scene, volume, made(1), tmp_path / "missing")
    assert scene.GetNumberOfNodes() == before


def test_the_patient_is_the_one_of_dicom(scene: Any, volume: Any) -> None:
    assert patient_of(volume) == "scan"
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    patient = hierarchy.CreateSubjectItem(hierarchy.GetSceneItemID(), "Doe")
    hierarchy.SetItemAttribute(patient, "DICOM.PatientID", "4711")
    study = hierarchy.CreateStudyItem(patient, "CT")
    hierarchy.CreateItem(study, volume)
    assert patient_of(volume) == "4711"
