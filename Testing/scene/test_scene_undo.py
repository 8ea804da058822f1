"""Undo: the scene is as it was before a change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_transform, add_volume, grid_matrix, listing, ramp  # noqa: E402

from medaiassist_engine.contract.payloads import (  # noqa: E402
    Boxes,
    Chart,
    Column,
    Curve,
    LabelMap,
    Points,
    Segment,
    Sequence,
    Table,
    Volume,
    matrix,
)
from MedAIAssistLib.scene import bridge  # noqa: E402
from MedAIAssistLib.scene.provenance import HowMade, how_made, input_node, set_how_made  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.undo import Change, UndoStack  # noqa: E402


def ids(scene: Any) -> set[str]:
    return {node_id for node_id, _ in listing(scene)}


def box(size: float, count: int = 1) -> Boxes:
    return Boxes(
        np.full((count, 3), size), np.full((count, 3), size), np.stack([np.eye(3)] * count),
        ("lesion",) * count,
    )  # fmt: skip


def table(value: float) -> Table:
    return Table((Column("x", np.full(3, value), unit=f"{value} mm"),), "t")


def volume(value: int) -> Volume:
    return Volume(ramp((2, 3, 4)) + value, matrix(grid_matrix(value)))


BEFORE_AND_AFTER = {
    "volume": (volume(1), volume(2)),
    "segmentation": (
        LabelMap(ramp((2, 3, 4)) % 2, segments=(Segment(1, "a", "A"),)),
        LabelMap(ramp((2, 3, 4)) % 3, segments=(Segment(1, "b", "B"), Segment(2, "c", "C"))),
    ),
    "points": (Points(np.eye(3), labels=("1", "2", "3")), Points(np.zeros((1, 3)), labels=("x",))),
    "boxes": (box(2, 3), box(5)),
    "table": (table(1), table(2)),
    "chart": (
        Chart(table(1), (Curve("x", "x", "one"), Curve("", "x", "two")), "before"),
        Chart(table(2), (Curve("x", "x", "three"),), "after"),
    ),
    "sequence": (
        Sequence((volume(1), volume(2)), ("0", "1")),
        Sequence((volume(3),), ("5",), "angle"),
    ),
}


def same(found: Any, wanted: Any) -> None:
    assert type(found) is type(wanted)
    if isinstance(wanted, np.ndarray):
        np.testing.assert_array_equal(found, wanted)
    elif isinstance(wanted, tuple):
        for a, b in zip(found, wanted, strict=True):
            same(a, b)
    elif hasattr(wanted, "__dataclass_fields__"):
        for name in wanted.__dataclass_fields__:
            same(getattr(found, name), getattr(wanted, name))
    else:
        assert found == wanted


def nodes_of(scene: Any, written: Any) -> Any:
    if isinstance(written, tuple):
        return [scene.GetNodeByID(i) for i in written]
    return scene.GetNodeByID(written)


@pytest.mark.parametrize("kind", BEFORE_AND_AFTER)
def test_replaced_content_comes_back(scene: Any, kind: str) -> None:
    first, second = BEFORE_AND_AFTER[kind]
    written = finish(bridge.write(scene, first))
    before, nodes = bridge.read(nodes_of(scene, written)), ids(scene)
    change = Change(kind)
    finish(bridge.write(scene, second, written, change=change))
    change.revert()
    same(bridge.read(nodes_of(scene, written)), before)
    assert ids(scene) == nodes


@pytest.mark.parametrize("kind", BEFORE_AND_AFTER)
def test_new_nodes_go_with_all_that_came_with_them(scene: Any, kind: str) -> None:
    nodes = ids(scene)
    change = Change(kind)
    finish(bridge.write(scene, BEFORE_AND_AFTER[kind][0], change=change))
    assert ids(scene) > nodes
    change.revert()
    assert ids(scene) - nodes <= {"vtkMRMLFolderDisplayNode1"}


@pytest.mark.parametrize("kind", BEFORE_AND_AFTER)
def test_redo_brings_replaced_content_and_undo_the_old_again(scene: Any, kind: str) -> None:
    first, second = BEFORE_AND_AFTER[kind]
    first_written = finish(bridge.write(scene, first))
    before = bridge.read(nodes_of(scene, first_written))
    stack, change = UndoStack(), Change(kind)
    written = finish(bridge.write(scene, second, first_written, change=change))
    after, nodes = bridge.read(nodes_of(scene, written)), ids(scene)
    stack.push(change)
    stack.undo()
    assert (stack.title, stack.redo_title) == ("", kind)
    stack.redo()
    same(bridge.read(nodes_of(scene, written)), after)
    assert ids(scene) <= nodes
    stack.undo()
    same(bridge.read(nodes_of(scene, first_written)), before)


@pytest.mark.parametrize("kind", BEFORE_AND_AFTER)
def test_redo_brings_new_nodes_back_with_their_ids_and_all_that_came_with_them(
    scene: Any, kind: str
) -> None:
    stack, change = UndoStack(), Change(kind)
    written = finish(bridge.write(scene, BEFORE_AND_AFTER[kind][0], change=change))
    made, nodes = bridge.read(nodes_of(scene, written)), ids(scene)
    stack.push(change)
    stack.undo()
    redone = stack.redo()
    assert redone is not None and redone.node_ids
    assert ids(scene) == nodes
    same(bridge.read(nodes_of(scene, written)), made)
    stack.undo()
    assert ids(scene) < nodes


def test_a_redone_node_is_shown_placed_and_explained_as_before(scene: Any) -> None:
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    patient = hierarchy.CreateSubjectItem(hierarchy.GetSceneItemID(), "Patient")
    source = add_volume(scene, ramp((4, 5, 6)))
    hierarchy.CreateItem(patient, source)
    move = add_transform(scene, grid_matrix(10))
    source.SetAndObserveTransformNodeID(move.GetID())
    stack, change = UndoStack(), Change()
    node_id = finish(bridge.write(scene, volume(3), beside=source.GetID(), change=change))
    result = scene.GetNodeByID(node_id)
    result.GetDisplayNode().SetWindowLevel(77, 33)
    set_how_made(result, HowMade("preprocess.nlm"), {"volume": source})
    del result
    stack.push(change)
    stack.undo()
    stack.redo()
    result = scene.GetNodeByID(node_id)
    assert result.GetDisplayNode().GetWindow() == 77
    assert result.GetParentTransformNode() is move
    assert hierarchy.GetItemParent(hierarchy.GetItemByDataNode(result)) == patient
    assert how_made(result) == HowMade("preprocess.nlm")
    assert input_node(result, "volume") is source


def test_what_was_undone_is_forgotten_when_something_new_is_done(scene: Any) -> None:
    stack, change = UndoStack(), Change("first")
    finish(bridge.write(scene, volume(1), change=change))
    stack.push(change)
    stack.undo()
    stack.push(Change("second"))
    assert stack.redo() is None
    assert (stack.title, stack.redo_title) == ("second", "")


def test_a_node_that_the_user_removed_is_not_brought_back_by_redo(scene: Any) -> None:
    node = add_volume(scene, ramp((2, 2, 2)))
    stack, change = UndoStack(), Change()
    finish(bridge.write(scene, volume(2), node.GetID(), change=change))
    stack.push(change)
    stack.undo()
    scene.RemoveNode(node)
    del node
    nodes = ids(scene)
    assert stack.redo() is not None
    assert ids(scene) == nodes


def test_an_image_comes_back_as_the_same_object_without_a_copy(scene: Any) -> None:
    node = add_volume(scene, ramp((4, 5, 6)))
    node.CreateDefaultDisplayNodes()
    node.GetDisplayNode().SetAutoWindowLevel(False)
    node.GetDisplayNode().SetWindowLevel(77, 33)
    image = node.GetImageData()
    stack, change = UndoStack(), Change("Denoise")
    finish(bridge.write(scene, volume(3), node.GetID(), change=change))
    set_how_made(node, HowMade("preprocess.nlm"))
    stack.push(change)
    assert (stack.title, change.size) == ("Denoise", image.GetActualMemorySize() * 1024)
    assert stack.undo() is not None
    assert node.GetImageData() is image
    assert node.GetDisplayNode().GetWindow() == 77
    assert how_made(node) is None
    assert stack.undo() is None and not len(stack)


def test_undo_passes_over_nodes_that_are_gone(scene: Any) -> None:
    node = add_volume(scene, ramp((2, 2, 2)))
    change = Change()
    new_id = finish(bridge.write(scene, volume(1), change=change))
    finish(bridge.write(scene, volume(2), node.GetID(), change=change))
    scene.RemoveNode(node)
    del node
    change.revert()
    assert scene.GetNodeByID(new_id) is None


def test_undo_after_closing_the_scene_leaves_the_next_patient_alone(scene: Any) -> None:
    change = Change()
    finish(bridge.write(scene, volume(1), change=change))
    scene.Clear(False)
    add_volume(scene, ramp((2, 2, 2)), name="next patient")
    nodes = ids(scene)
    change.revert()
    assert ids(scene) == nodes


def test_the_oldest_changes_go_when_memory_runs_out(scene: Any) -> None:
    node = add_volume(scene, ramp((64, 64, 64)))
    stack = UndoStack(max_bytes=int(1.5 * node.GetImageData().GetActualMemorySize() * 1024))
    for title in ("first", "second", "third"):
        change = Change(title)
        result = Volume(ramp((64, 64, 64)), matrix(np.eye(4)))
        finish(bridge.write(scene, result, node.GetID(), change=change))
        stack.push(change)
    assert (len(stack), stack.title) == (1, "third")
    stack.clear()
    assert stack.title == ""


def test_a_segmentation_of_surfaces_comes_back_as_surfaces(scene: Any) -> None:
    labels = LabelMap(np.pad(np.ones((8, 8, 8), np.uint8), 3), segments=(Segment(1, "a", "A"),))
    node = scene.GetNodeByID(finish(bridge.write(scene, labels)))
    node.CreateClosedSurfaceRepresentation()
    node.GetSegmentation().SetSourceRepresentationName("Closed surface")
    node.RemoveBinaryLabelmapRepresentation()
    surface = node.GetSegmentation().GetSegment("A").GetRepresentation("Closed surface")
    change = Change()
    finish(bridge.write(scene, labels, node.GetID(), change=change))
    change.revert()
    segmentation = node.GetSegmentation()
    assert segmentation.GetSourceRepresentationName() == "Closed surface"
    assert segmentation.GetSegment("A").GetRepresentation("Closed surface") is surface


def test_a_redone_window_is_not_recomputed_by_an_automatic_one(scene: Any) -> None:
    node = add_volume(scene, ramp((4, 5, 6)))
    node.CreateDefaultDisplayNodes()
    node.GetDisplayNode().SetAutoWindowLevel(True)
    stack, change = UndoStack(), Change()
    finish(bridge.write(scene, volume(3), node.GetID(), change=change))
    stack.push(change)
    node.GetDisplayNode().SetAutoWindowLevel(False)
    node.GetDisplayNode().SetWindowLevel(77, 33)
    stack.undo()
    assert node.GetDisplayNode().GetAutoWindowLevel()
    stack.redo()
    display = node.GetDisplayNode()
    assert (display.GetWindow(), display.GetLevel()) == (77, 33)
    assert not display.GetAutoWindowLevel()
