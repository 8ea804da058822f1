"""Points and boxes: markups nodes to payloads and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import (  # noqa: E402
    add_nonlinear_transform,
    add_transform,
    add_volume,
    listing,
    ramp,
    rotation,
)

from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Boxes, Points  # noqa: E402
from MedAIAssistLib.scene import boxes, bridge, points  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.transforms import to_vtk  # noqa: E402

KEYPOINTS = Points(
    np.array([[1.5, -2.0, 30.0], [0.0, 0.0, 0.0], [-7.0, 8.0, 9.0]]),
    size=np.array([2.0, 4.5, 8.0]),
    angle=np.array([0.0, 359.5, 90.0]),
    response=np.array([0.25, np.nan, 1.0]),
    labels=("a", "b", "ü"),
    name="keypoints",
)


def same_points(found: Points, wanted: Points) -> None:
    np.testing.assert_allclose(found.positions, wanted.positions, atol=1e-6)
    for name in ("size", "angle", "response"):
        np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name))
    assert found.labels == wanted.labels


def saved_and_loaded(scene: Any, node: Any, path: str, storage_class: str) -> Any:
    loaded = scene.AddNewNodeByClass(node.GetClassName())
    for each, action in ((node, "WriteData"), (loaded, "ReadData")):
        storage = scene.AddNewNodeByClass(storage_class)
        storage.SetFileName(path)
        assert getattr(storage, action)(each)
    return loaded


def test_points_survive_with_size_angle_and_response(scene: Any) -> None:
    node = scene.GetNodeByID(finish(points.write(scene, KEYPOINTS)))
    same_points(points.read(node), KEYPOINTS)
    assert node.GetName() == "keypoints"
    assert node.GetDisplayNode() is not None


def test_points_survive_a_markups_file(scene: Any, tmp_path: Any) -> None:
    node = scene.GetNodeByID(finish(points.write(scene, KEYPOINTS)))
    path = str(tmp_path / "points.mrk.json")
    loaded = saved_and_loaded(scene, node, path, "vtkMRMLMarkupsJsonStorageNode")
    same_points(points.read(loaded), KEYPOINTS)


def test_details_follow_their_point_when_another_is_deleted(scene: Any) -> None:
    node = scene.GetNodeByID(finish(points.write(scene, KEYPOINTS)))
    node.RemoveNthControlPoint(0)
    np.testing.assert_array_equal(points.read(node).size, [4.5, 8.0])


def test_points_that_people_placed_are_read_without_details(scene: Any) -> None:
    node = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "seeds")
    node.AddControlPoint(1, 2, 3, "first")
    node.SetNthControlPointDescription(0, "{not json")
    node.AddControlPoint(4, 5, 6)
    node.UnsetNthControlPointPosition(1)
    found = points.read(node)
    np.testing.assert_array_equal(found.positions, [[1, 2, 3]])
    assert (found.size, found.labels) == (None, ("first",))


def test_points_lie_in_world_below_linear_and_nonlinear_transforms(scene: Any) -> None:
    for transform in (add_transform(scene, rotation(30)), add_nonlinear_transform(scene)):
        node = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")
        node.SetAndObserveTransformNodeID(transform.GetID())
        finish(points.write(scene, KEYPOINTS, node.GetID()))
        np.testing.assert_allclose(points.read(node).positions, KEYPOINTS.positions, atol=1e-3)
        position = [0.0, 0.0, 0.0]
        node.GetNthControlPointPositionWorld(0, position)
        np.testing.assert_allclose(position, KEYPOINTS.positions[0], atol=1e-3)


def test_no_points_are_points_too_and_wrong_lengths_are_refused(scene: Any) -> None:
    node_id = finish(points.write(scene, Points(np.zeros((0, 3)))))
    assert points.read(scene.GetNodeByID(node_id)).positions.shape == (0, 3)
    before = listing(scene)
    with pytest.raises(UserError, match="'odd' has 1 positions but 2 labels"):
        finish(points.write(scene, Points(np.zeros((1, 3)), labels=("a", "b"), name="odd")))
    assert listing(scene) == before


AXES = np.stack([rotation(25)[:3, :3], np.eye(3)])
FOUND = Boxes(
    centres=np.array([[10.0, -20.0, 30.0], [0.0, 1.0, 2.0]]),
    sizes=np.array([[4.0, 6.0, 8.0], [1.0, 2.0, 3.0]]),
    axes=AXES,
    labels=("nodule", "cyst"),
    scores=np.array([0.875, 0.5]),
    name="findings",
)


def same_boxes(found: Boxes, wanted: Boxes) -> None:
    for name in ("centres", "sizes", "axes", "scores"):
        np.testing.assert_allclose(getattr(found, name), getattr(wanted, name), atol=1e-6)
    assert found.labels == wanted.labels


def roi_nodes(scene: Any, ids: tuple[str, ...]) -> list[Any]:
    return [scene.GetNodeByID(i) for i in ids]


def test_boxes_survive_with_label_and_score(scene: Any) -> None:
    nodes = roi_nodes(scene, finish(boxes.write(scene, FOUND)))
    assert len(nodes) == 2
    same_boxes(boxes.read(nodes), FOUND)
    same_boxes(bridge.read(nodes), FOUND)


def test_corners_of_an_oblique_box_are_where_slicer_draws_them(scene: Any) -> None:
    node = roi_nodes(scene, finish(boxes.write(scene, FOUND)))[0]
    drawn = node.CreateROIBoxPolyDataWorld()
    corners = np.array([drawn.GetPoint(n) for n in range(drawn.GetNumberOfPoints())])
    inside = (corners - FOUND.centres[0]) @ AXES[0]
    np.testing.assert_allclose(np.abs(inside).max(axis=0), FOUND.sizes[0] / 2, atol=1e-5)


def test_boxes_survive_a_markups_file(scene: Any, tmp_path: Any) -> None:
    node = roi_nodes(scene, finish(boxes.write(scene, FOUND)))[0]
    path = str(tmp_path / "box.mrk.json")
    loaded = saved_and_loaded(scene, node, path, "vtkMRMLMarkupsROIJsonStorageNode")
    found = boxes.read(loaded)
    np.testing.assert_allclose(found.centres[0], FOUND.centres[0], atol=1e-6)
    np.testing.assert_allclose(found.sizes[0], FOUND.sizes[0], atol=1e-6)
    np.testing.assert_allclose(found.axes[0], FOUND.axes[0], atol=1e-6)


def test_boxes_below_a_parent_transform_keep_their_world_position_and_size(scene: Any) -> None:
    reference = add_volume(scene, ramp((2, 2, 2)))
    turned = rotation(70) @ np.diag([2.0, 2.0, 2.0, 1.0])
    reference.SetAndObserveTransformNodeID(add_transform(scene, turned).GetID())
    nodes = roi_nodes(scene, finish(boxes.write(scene, FOUND, beside=reference.GetID())))
    assert nodes[0].GetParentTransformNode() is reference.GetParentTransformNode()
    same_boxes(boxes.read(nodes), FOUND)
    size = [0.0, 0.0, 0.0]
    nodes[0].GetSizeWorld(size)
    np.testing.assert_allclose(size, FOUND.sizes[0], atol=1e-6)


def test_a_box_that_people_drew_is_read_with_its_name_as_label(scene: Any) -> None:
    node = scene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "my lesion")
    node.SetAndObserveObjectToNodeMatrix(to_vtk(rotation(15)))
    node.SetCenter(1, 2, 3)
    node.SetSize(10, 20, 30)
    found = boxes.read(node)
    np.testing.assert_allclose(found.centres, [[1, 2, 3]], atol=1e-9)
    np.testing.assert_allclose(found.sizes, [[10, 20, 30]], atol=1e-9)
    assert (found.labels, found.scores) == (("my lesion",), None)


def test_new_boxes_come_into_one_folder(scene: Any) -> None:
    nodes = roi_nodes(scene, finish(boxes.write(scene, FOUND)))
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    folders = {hierarchy.GetItemParent(hierarchy.GetItemByDataNode(n)) for n in nodes}
    assert [hierarchy.GetItemName(f) for f in folders] == ["findings"]


def test_boxes_do_not_come_below_a_volume_of_the_same_name(scene: Any) -> None:
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    volume = add_volume(scene, ramp((2, 2, 2)), name="findings")
    item = hierarchy.CreateItem(hierarchy.GetSceneItemID(), volume)
    finish(boxes.write(scene, FOUND, beside=volume.GetID()))
    assert hierarchy.GetNumberOfItemChildren(item) == 0


def test_writing_fewer_boxes_uses_nodes_again_and_removes_the_rest(scene: Any) -> None:
    ids = finish(boxes.write(scene, FOUND))
    one = Boxes(FOUND.centres[1:], FOUND.sizes[1:], FOUND.axes[1:], ("cyst",), name="findings")
    assert finish(boxes.write(scene, one, ids)) == ids[:1]
    assert scene.GetNodeByID(ids[1]) is None
    found = boxes.read(scene.GetNodeByID(ids[0]))
    np.testing.assert_allclose(found.sizes, one.sizes)
    assert found.labels == ("cyst",)
    assert found.scores is None


def test_no_boxes_make_no_nodes_and_wrong_lengths_are_refused(scene: Any) -> None:
    before = listing(scene)
    none = Boxes(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3, 3)))
    assert finish(boxes.write(scene, none)) == ()
    bad = Boxes(FOUND.centres, FOUND.sizes, FOUND.axes, labels=("only one",), name="odd")
    with pytest.raises(UserError, match="'odd' has 2 positions but 1 labels"):
        finish(boxes.write(scene, bad))
    assert listing(scene) == before
