"""Writing volumes in small steps, whatever happens to the scene in between."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import (  # noqa: E402
    add_nonlinear_transform,
    add_transform,
    add_volume,
    grid_matrix,
    listing,
    ramp,
    rotation,
)

from medaiassist_engine.contract.errors import GeometryError, UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Volume, matrix  # noqa: E402
from MedAIAssistLib.scene import steps, volumes  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402


def test_a_node_of_another_class_is_left_alone_and_a_new_one_made(scene: Any) -> None:
    target = scene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode", "labels")
    node_id = finish(volumes.write(scene, Volume(ramp((2, 2, 2))), target.GetID()))
    assert node_id != target.GetID()
    assert target.GetImageData() is None


def test_a_new_node_shares_transform_and_folder_with_its_reference(scene: Any) -> None:
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    folder = hierarchy.CreateFolderItem(hierarchy.GetSceneItemID(), "patient")
    reference = add_volume(scene, ramp((2, 2, 2)), name="result")
    hierarchy.CreateItem(folder, reference)
    reference.SetAndObserveTransformNodeID(add_transform(scene, rotation(12)).GetID())
    result = Volume(ramp((2, 2, 2)), matrix(grid_matrix()), "result")
    node = scene.GetNodeByID(finish(volumes.write(scene, result, beside=reference.GetID())))
    assert node.GetParentTransformNode() is reference.GetParentTransformNode()
    assert hierarchy.GetItemParent(hierarchy.GetItemByDataNode(node)) == folder
    assert node.GetName() != "result" and node.GetName().startswith("result")
    np.testing.assert_allclose(volumes.read(node).ijk_to_ras, grid_matrix(), atol=1e-9)


def test_steps_copy_at_most_the_chunk_size_and_cover_everything() -> None:
    for shape, itemsize in (((275, 512, 512), 2), ((1, 9000, 9000), 1), ((3, 5, 7, 4), 8)):
        seen = np.zeros(shape[:2], int)
        for block in steps.blocks(shape, itemsize):
            seen[block] += 1
            voxels = seen[block].size * int(np.prod(shape[2:]))
            assert voxels * itemsize <= steps.STEP_BYTES
        assert (seen == 1).all()


def test_writing_takes_one_step_for_each_chunk(scene: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(steps, "STEP_BYTES", 2000)
    count = sum(1 for _ in volumes.write(scene, Volume(ramp((10, 20, 50)))))
    assert count >= 10 * 20 * 50 * 2 / 2000


def test_a_dropped_generator_leaves_the_scene_as_it_was(scene: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(steps, "STEP_BYTES", 2000)
    target = add_volume(scene, ramp((3, 4, 5)))
    before = listing(scene)
    writing = volumes.write(scene, Volume(ramp((10, 20, 50))), target.GetID())
    for _ in range(8):
        next(writing)
    writing.close()
    assert listing(scene) == before


def test_a_target_deleted_between_steps_is_replaced_by_a_new_node(scene: Any) -> None:
    target = add_volume(scene, ramp((3, 4, 5)))
    writing = volumes.write(scene, Volume(ramp((2, 2, 2)), name="late"), target.GetID())
    next(writing)
    scene.RemoveNode(target)
    node = scene.GetNodeByID(finish(writing))
    assert node is not target
    assert node.GetName() == "late"


def test_a_closed_scene_does_not_pass_its_ids_on_to_late_results(scene: Any) -> None:
    target = add_volume(scene, ramp((3, 4, 5)))
    writing = volumes.write(scene, Volume(ramp((2, 2, 2))), target.GetID(), beside=target.GetID())
    next(writing)
    old_id = target.GetID()
    del target
    scene.Clear(False)
    innocent = add_volume(scene, ramp((3, 4, 5)), name="next patient")
    assert innocent.GetID() == old_id
    node_id = finish(writing)
    assert node_id != old_id
    assert volumes.read(innocent).array.shape == (3, 4, 5)


def test_an_automatic_window_is_not_left_to_count_a_large_image(scene: Any) -> None:
    node = scene.GetNodeByID(finish(volumes.write(scene, Volume(ramp((4, 5, 6))))))
    assert not node.GetDisplayNode().GetAutoWindowLevel()
    node.GetDisplayNode().SetAutoWindowLevel(True)
    finish(volumes.write(scene, Volume(ramp((2, 2, 2))), node.GetID()))
    assert node.GetDisplayNode().GetAutoWindowLevel()
    large = np.random.default_rng(0).integers(0, 1000, (20, 512, 512), dtype=np.int16)
    finish(volumes.write(scene, Volume(large), node.GetID()))
    assert not node.GetDisplayNode().GetAutoWindowLevel()
    np.testing.assert_allclose(node.GetDisplayNode().GetWindow(), 998, atol=2)


def test_replacing_below_a_nonlinear_transform_is_refused_before_any_copy(scene: Any) -> None:
    node = add_volume(scene, ramp((3, 4, 5)))
    node.SetAndObserveTransformNodeID(add_nonlinear_transform(scene).GetID())
    before = listing(scene)
    with pytest.raises(GeometryError, match="Harden"):
        next(volumes.write(scene, Volume(ramp((2, 2, 2))), node.GetID()))
    assert listing(scene) == before


def test_a_result_beside_a_bent_volume_lies_in_the_world(scene: Any) -> None:
    reference = add_volume(scene, ramp((3, 4, 5)))
    reference.SetAndObserveTransformNodeID(add_nonlinear_transform(scene).GetID())
    result = Volume(ramp((2, 2, 2)), matrix(grid_matrix()))
    node = scene.GetNodeByID(finish(volumes.write(scene, result, beside=reference.GetID())))
    assert node.GetParentTransformNode() is None
    np.testing.assert_allclose(volumes.read(node).ijk_to_ras, grid_matrix(), atol=1e-9)


def test_nothing_is_added_while_the_scene_is_being_closed(scene: Any) -> None:
    writing = volumes.write(scene, Volume(ramp((2, 2, 2))))
    next(writing)
    scene.StartState(scene.CloseState)
    before = listing(scene)
    with pytest.raises(UserError, match="being closed"):
        finish(writing)
    assert listing(scene) == before
    scene.EndState(scene.CloseState)
