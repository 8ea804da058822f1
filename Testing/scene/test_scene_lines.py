"""Lines and transforms: payloads to nodes and back, undone, saved and loaded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

import vtk  # noqa: E402
from mrml_scene import add_nonlinear_transform, add_transform, add_volume, ramp, rotation  # noqa: E402

from medaiassist_engine.contract.errors import GeometryError, UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Lines, Transform, matrix  # noqa: E402
from MedAIAssistLib.scene import bridge, lines, transform_nodes  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.transforms import node_to_world  # noqa: E402
from MedAIAssistLib.scene.undo import Change  # noqa: E402

PAIRS = Lines(
    np.array([[1.5, -2.0, 30.0], [0.0, 0.0, 0.0], [4.0, 5.0, 6.0]]),
    np.array([[2.5, -2.0, 31.0], [1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),
    labels=("a b", "ü", ""),
    scores=np.array([0.25, np.nan, 1.0]),
    name="pairs",
)
MOVED = Transform(matrix(rotation(20)), "found")


def same_lines(found: Lines, wanted: Lines) -> None:
    for name in ("starts", "ends", "scores"):
        np.testing.assert_allclose(getattr(found, name), getattr(wanted, name), atol=1e-5)
    assert found.labels == wanted.labels


def written(scene: Any, payload: Any, **options: Any) -> Any:
    return scene.GetNodeByID(finish(bridge.write(scene, payload, **options)))


def test_lines_survive_in_one_node_with_their_scores_and_labels(scene: Any) -> None:
    node = written(scene, PAIRS)
    same_lines(bridge.read(node), PAIRS)
    assert node.GetName() == "pairs"
    assert node.GetDisplayNode().GetVisibility2D()


def test_no_lines_and_lines_without_more_are_lines_too(scene: Any) -> None:
    none = bridge.read(written(scene, Lines(np.zeros((0, 3)), np.zeros((0, 3)))))
    assert (len(none.starts), none.labels) == (0, ())
    bare = bridge.read(written(scene, Lines(PAIRS.starts, PAIRS.ends)))
    assert (bare.labels, bare.scores) == ((), None)


def test_lines_lie_in_the_world_below_a_transform(scene: Any) -> None:
    volume = add_volume(scene, ramp((3, 3, 3)))
    volume.SetAndObserveTransformNodeID(add_transform(scene, rotation(30)).GetID())
    node = written(scene, PAIRS, beside=volume.GetID())
    assert node.GetParentTransformNode() is volume.GetParentTransformNode()
    same_lines(bridge.read(node), PAIRS)


def test_wrong_lengths_and_surfaces_are_refused(scene: Any) -> None:
    with pytest.raises(UserError, match="'odd' has 3 positions but 1 ends"):
        finish(lines.write(scene, Lines(PAIRS.starts, PAIRS.ends[:1], name="odd")))
    sphere = slicer.vtkMRMLModelNode()
    source = vtk.vtkSphereSource()
    source.Update()
    sphere.SetName("skin")
    sphere.SetAndObservePolyData(source.GetOutput())
    scene.AddNode(sphere)
    with pytest.raises(UserError, match="'skin' is a surface"):
        bridge.read(sphere)


def test_lines_are_undone_and_done_again(scene: Any) -> None:
    change = Change("match")
    node = written(scene, PAIRS, change=change)
    count = scene.GetNumberOfNodes()
    back = change.revert()
    assert scene.GetNumberOfNodesByClass("vtkMRMLModelNode") == 0
    assert scene.GetNumberOfNodesByClass("vtkMRMLModelDisplayNode") == 0
    back.revert()
    assert scene.GetNumberOfNodes() == count
    same_lines(bridge.read(node), PAIRS)


def test_replaced_lines_come_back(scene: Any) -> None:
    node, change = written(scene, PAIRS), Change()
    written(scene, Lines(PAIRS.starts[:1], PAIRS.ends[:1]), node_id=node.GetID(), change=change)
    assert len(bridge.read(node).starts) == 1
    change.revert()
    same_lines(bridge.read(node), PAIRS)


def test_a_transform_survives_and_is_undone(scene: Any) -> None:
    change = Change()
    node = written(scene, MOVED, change=change)
    np.testing.assert_allclose(bridge.read(node).matrix, MOVED.matrix, atol=1e-12)
    other = Change()
    written(scene, Transform(matrix(np.eye(4))), node_id=node.GetID(), change=other)
    np.testing.assert_allclose(bridge.read(node).matrix, np.eye(4), atol=1e-12)
    other.revert()
    np.testing.assert_allclose(bridge.read(node).matrix, MOVED.matrix, atol=1e-12)
    back = change.revert()
    assert node.GetScene() is None
    back.revert()
    np.testing.assert_allclose(bridge.read(node).matrix, MOVED.matrix, atol=1e-12)


def test_a_transform_is_not_put_under_that_of_its_input(scene: Any) -> None:
    volume = add_volume(scene, ramp((3, 3, 3)))
    volume.SetAndObserveTransformNodeID(add_transform(scene, rotation(30)).GetID())
    node = written(scene, MOVED, beside=volume.GetID())
    assert node.GetParentTransformNode() is None
    node.SetAndObserveTransformNodeID(volume.GetTransformNodeID())
    written(scene, MOVED, node_id=node.GetID())
    np.testing.assert_allclose(bridge.read(node).matrix, MOVED.matrix, atol=1e-12)


@pytest.mark.parametrize("values", [np.zeros((4, 4)), np.full((4, 4), np.nan)])
def test_a_transform_that_has_no_inverse_is_refused(scene: Any, values: Any) -> None:
    with pytest.raises(UserError, match="cannot be inverted"):
        finish(bridge.write(scene, Transform(matrix(values), "flat")))


@pytest.mark.parametrize("below", [False, True])
def test_a_volume_is_moved_by_a_transform_wherever_it_lies(scene: Any, below: bool) -> None:
    volume, transform = add_volume(scene, ramp((3, 3, 3))), written(scene, MOVED)
    parent = add_transform(scene, rotation(50, (0.0, 1.0, 0.0)))
    other = add_volume(scene, ramp((3, 3, 3)), name="other")
    for node in (volume, other) if below else ():
        node.SetAndObserveTransformNodeID(parent.GetID())
    before, beside, count = node_to_world(volume), node_to_world(other), scene.GetNumberOfNodes()
    change = Change()
    transform_nodes.apply(scene, transform, volume, change)
    moved = np.asarray(MOVED.matrix) @ before
    np.testing.assert_allclose(node_to_world(volume), moved, atol=1e-9)
    np.testing.assert_allclose(node_to_world(other), beside, atol=1e-12)
    back = change.revert()
    np.testing.assert_allclose(node_to_world(volume), before, atol=1e-12)
    assert scene.GetNumberOfNodes() == count
    back.revert()
    np.testing.assert_allclose(node_to_world(volume), moved, atol=1e-9)


def test_a_volume_is_not_moved_twice_nor_from_below_a_bent_transform(scene: Any) -> None:
    volume, transform = add_volume(scene, ramp((3, 3, 3))), written(scene, MOVED)
    transform_nodes.apply(scene, transform, volume, Change())
    with pytest.raises(UserError, match="already"):
        transform_nodes.apply(scene, transform, volume, Change())
    volume.SetAndObserveTransformNodeID(add_nonlinear_transform(scene).GetID())
    with pytest.raises(GeometryError, match="non-linear"):
        transform_nodes.apply(scene, transform, volume, Change())


def test_lines_and_transforms_survive_a_saved_scene(workspace: Any, tmp_path: Any) -> None:
    from demo.scene import create_workspace

    scene = workspace.scene
    for payload in (PAIRS, MOVED):
        node = written(scene, payload)
        storage = node.CreateDefaultStorageNode()
        scene.AddNode(storage)
        node.SetAndObserveStorageNodeID(storage.GetID())
        ending = storage.GetDefaultWriteFileExtension()
        storage.SetFileName(str(tmp_path / f"{node.GetName()}.{ending}"))
        assert storage.WriteData(node)
    scene.SetRootDirectory(str(tmp_path))
    scene.SetURL(str(tmp_path / "scene.mrml"))
    assert scene.Commit()
    again = create_workspace()
    again.scene.SetURL(str(tmp_path / "scene.mrml"))
    assert again.scene.Import()
    same_lines(bridge.read(again.scene.GetFirstNodeByName("pairs")), PAIRS)
    found = bridge.read(again.scene.GetFirstNodeByName("found"))
    np.testing.assert_allclose(found.matrix, MOVED.matrix, atol=1e-9)
    again.close()
