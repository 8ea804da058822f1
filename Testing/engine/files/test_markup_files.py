"""Points and boxes survive the way through a markups file, and Slicer places them the same."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Boxes, Points
from medaiassist_engine.files.markups import read_boxes, read_points, write_boxes, write_points

TURN = np.array([[0.8, -0.6, 0.0], [0.6, 0.8, 0.0], [0.0, 0.0, 1.0]])
BOXES = Boxes(
    centres=np.array([[10.0, -20.0, 30.5], [1.0, 2.0, 3.0]]),
    sizes=np.array([[4.0, 6.0, 8.0], [1.0, 2.0, 3.0]]),
    axes=np.stack([TURN, np.eye(3)]),
    labels=("lesion", "Zyste ä"),
    scores=np.array([0.93, 0.125]),
)
POINTS = Points(
    positions=np.array([[1.5, -2.0, 3.0], [4.0, 5.0, -6.0]]),
    size=np.array([2.0, 3.0]),
    response=np.array([0.5, 0.25]),
    labels=("a", "b"),
)


def test_points_read_back(tmp_path: Path) -> None:
    write_points(tmp_path / "a.mrk.json", POINTS)
    back = read_points(tmp_path / "a.mrk.json")
    np.testing.assert_array_equal(back.positions, POINTS.positions)
    np.testing.assert_array_equal(back.size, POINTS.size)
    np.testing.assert_array_equal(back.response, POINTS.response)
    assert back.angle is None
    assert back.labels == POINTS.labels


def test_boxes_read_back(tmp_path: Path) -> None:
    write_boxes(tmp_path / "a.mrk.json", BOXES)
    back = read_boxes(tmp_path / "a.mrk.json")
    np.testing.assert_array_equal(back.centres, BOXES.centres)
    np.testing.assert_array_equal(back.sizes, BOXES.sizes)
    np.testing.assert_array_equal(back.axes, BOXES.axes)
    np.testing.assert_array_equal(back.scores, BOXES.scores)
    assert back.labels == BOXES.labels


def test_positions_are_lps_inside_the_file(tmp_path: Path) -> None:
    write_points(tmp_path / "a.mrk.json", POINTS)
    markup = json.loads((tmp_path / "a.mrk.json").read_text(encoding="utf-8"))["markups"][0]
    assert markup["coordinateSystem"] == "LPS"
    assert markup["controlPoints"][0]["position"] == [-1.5, 2.0, 3.0]


def test_ras_files_are_read_as_ras(tmp_path: Path) -> None:
    markup = {
        "type": "Fiducial",
        "coordinateSystem": "RAS",
        "controlPoints": [{"label": "p", "position": [1.0, 2.0, 3.0]}],
    }
    (tmp_path / "a.mrk.json").write_text(json.dumps({"markups": [markup]}))
    assert read_points(tmp_path / "a.mrk.json").positions.tolist() == [[1.0, 2.0, 3.0]]


def test_slicer_finds_points_and_box_at_the_same_place(tmp_path: Path) -> None:
    slicer = pytest.importorskip("slicer", reason="needs slicer-core to ask Slicer's own reader")
    scene = slicer.vtkMRMLScene()
    write_points(tmp_path / "p.mrk.json", POINTS)
    points = scene.AddNode(slicer.vtkMRMLMarkupsFiducialNode())
    storage = scene.AddNode(slicer.vtkMRMLMarkupsJsonStorageNode())
    storage.SetFileName(str(tmp_path / "p.mrk.json"))
    assert storage.ReadData(points)
    for index, position in enumerate(POINTS.positions):
        assert points.GetNthControlPointPosition(index) == pytest.approx(position)
        assert points.GetNthControlPointLabel(index) == POINTS.labels[index]

    write_boxes(tmp_path / "b.mrk.json", BOXES)
    box = scene.AddNode(slicer.vtkMRMLMarkupsROINode())
    storage = scene.AddNode(slicer.vtkMRMLMarkupsROIJsonStorageNode())
    storage.SetFileName(str(tmp_path / "b.mrk.json"))
    assert storage.ReadData(box)
    to_node = box.GetObjectToNodeMatrix()
    matrix = np.array([[to_node.GetElement(r, c) for c in range(4)] for r in range(4)])
    np.testing.assert_allclose(matrix[:3, :3], TURN, atol=1e-9)
    np.testing.assert_allclose(matrix[:3, 3], BOXES.centres[0], atol=1e-9)
    assert box.GetSize() == pytest.approx(BOXES.sizes[0])


def test_no_points_at_all_are_kept(tmp_path: Path) -> None:
    write_points(tmp_path / "a.mrk.json", Points(np.zeros((0, 3))))
    with pytest.raises(UserError, match="no boxes"):
        read_boxes(tmp_path / "a.mrk.json")
    assert read_points(tmp_path / "a.mrk.json").positions.shape == (0, 3)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"markups": 3}', '{"markups": [{"type": "ROI", "size": 1}]}']
)
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.mrk.json").write_text(text)
    with pytest.raises(UserError, match=r"a\.mrk\.json.*damaged"):
        read_boxes(tmp_path / "a.mrk.json")
