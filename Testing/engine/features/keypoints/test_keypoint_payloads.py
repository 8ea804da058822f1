"""Lines and transforms on the wire and in files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from medaiassist_engine.contract.encoding import decode, encode
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Lines, Points, Transform, matrix
from medaiassist_engine.files.payloads import read_payload, write_payload

LINES = Lines(
    starts=np.array([[1.5, -2.0, 3.0], [4.0, 5.0, -6.0]]),
    ends=np.array([[1.0, 2.0, 3.5], [0.0, 0.0, 0.25]]),
    labels=("1", "ä"),
    scores=np.array([0.9, 0.125]),
    name="a",
)
AFFINE = Transform(
    matrix([[0.9, -0.3, 0.1, 12.0], [0.3, 1.1, 0.0, -7.5], [0, 0.2, 1.0, 3.25], [0, 0, 0, 1]]), "a"
)


def test_lines_and_transforms_come_back_equal_through_json() -> None:
    arrays: list = []
    tree = json.loads(json.dumps(encode({"lines": LINES, "transform": AFFINE}, arrays)))
    back = decode(tree, arrays)
    np.testing.assert_array_equal(back["lines"].starts, LINES.starts)
    np.testing.assert_array_equal(back["lines"].scores, LINES.scores)
    assert back["lines"].labels == LINES.labels
    assert back["transform"] == AFFINE


def test_lines_read_back_from_a_markups_file(tmp_path: Path) -> None:
    write_payload(tmp_path / "a.mrk.json", LINES)
    back = read_payload(tmp_path / "a.mrk.json", Lines)
    assert isinstance(back, Lines)
    np.testing.assert_array_equal(back.starts, LINES.starts)
    np.testing.assert_array_equal(back.ends, LINES.ends)
    np.testing.assert_array_equal(back.scores, LINES.scores)
    assert back.labels == LINES.labels


def test_no_lines_at_all_are_kept_and_points_are_not_lines(tmp_path: Path) -> None:
    write_payload(tmp_path / "none.mrk.json", Lines(np.zeros((0, 3)), np.zeros((0, 3))))
    assert len(read_payload(tmp_path / "none.mrk.json", Lines).starts) == 0
    write_payload(tmp_path / "points.mrk.json", Points(np.zeros((2, 3))))
    with pytest.raises(UserError, match="holds no lines"):
        read_payload(tmp_path / "points.mrk.json", Lines)


def test_a_transform_reads_back(tmp_path: Path) -> None:
    write_payload(tmp_path / "a.tfm", AFFINE)
    back = read_payload(tmp_path / "a.tfm", Transform)
    np.testing.assert_allclose(back.matrix, AFFINE.matrix, atol=1e-12)
    assert back.name == "a"


def test_the_file_maps_fixed_to_moving_in_lps_as_itk_resamples(tmp_path: Path) -> None:
    write_payload(tmp_path / "a.tfm", AFFINE)
    moving = np.array([3.0, -4.0, 5.0])
    fixed = np.array(AFFINE.matrix)[:3, :3] @ moving + np.array(AFFINE.matrix)[:3, 3]
    to_lps = np.array([-1.0, -1.0, 1.0])
    itk = sitk.ReadTransform(str(tmp_path / "a.tfm"))
    np.testing.assert_allclose(itk.TransformPoint(tuple(fixed * to_lps)), moving * to_lps)


def test_rigid_transforms_of_itk_with_a_centre_are_read(tmp_path: Path) -> None:
    euler = sitk.Euler3DTransform((10.0, 20.0, 30.0), 0.1, 0.2, 0.3, (1.0, 2.0, 3.0))
    sitk.WriteTransform(euler, str(tmp_path / "e.tfm"))
    back = np.array(read_payload(tmp_path / "e.tfm", Transform).matrix)
    to_lps = np.array([-1.0, -1.0, 1.0])
    fixed = np.array([7.0, -8.0, 9.0])
    moving = np.array(euler.TransformPoint(tuple(fixed * to_lps))) * to_lps
    np.testing.assert_allclose(back[:3, :3] @ moving + back[:3, 3], fixed, atol=1e-9)


def test_slicer_reads_the_same_transform_and_lines(tmp_path: Path) -> None:
    slicer = pytest.importorskip("slicer", reason="needs slicer-core to ask Slicer's own reader")
    scene = slicer.vtkMRMLScene()
    write_payload(tmp_path / "a.tfm", AFFINE)
    node = scene.AddNode(slicer.vtkMRMLLinearTransformNode())
    storage = scene.AddNode(slicer.vtkMRMLTransformStorageNode())
    storage.SetFileName(str(tmp_path / "a.tfm"))
    assert storage.ReadData(node)
    to_parent = node.GetMatrixTransformToParent()
    read = [[to_parent.GetElement(r, c) for c in range(4)] for r in range(4)]
    np.testing.assert_allclose(read, AFFINE.matrix, atol=1e-9)

    write_payload(tmp_path / "l.mrk.json", LINES)
    line = scene.AddNode(slicer.vtkMRMLMarkupsLineNode())
    storage = scene.AddNode(slicer.vtkMRMLMarkupsJsonStorageNode())
    storage.SetFileName(str(tmp_path / "l.mrk.json"))
    assert storage.ReadData(line)
    assert line.GetNthControlPointPosition(0) == pytest.approx(LINES.starts[0])
    assert line.GetNthControlPointPosition(1) == pytest.approx(LINES.ends[0])


def test_transforms_that_cannot_be_used_are_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be inverted"):
        write_payload(tmp_path / "a.tfm", Transform(matrix(np.zeros((4, 4)))))
    (tmp_path / "b.tfm").write_text("nonsense")
    with pytest.raises(UserError, match=r"b\.tfm.*damaged"):
        read_payload(tmp_path / "b.tfm", Transform)
    sitk.WriteTransform(sitk.BSplineTransform(3), str(tmp_path / "c.tfm"))
    with pytest.raises(UserError, match="no linear 3D transform"):
        read_payload(tmp_path / "c.tfm", Transform)
    with pytest.raises(UserError, match=r"\.tfm"):
        write_payload(tmp_path / "a.txt", AFFINE)
