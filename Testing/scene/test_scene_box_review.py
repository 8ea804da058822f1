"""Boxes under review: listed, judged, relabelled, taken back, shown, in folders of their own."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_transform, add_volume, grid_matrix, ramp, rotation  # noqa: E402

from demo.slice_views import SliceView  # noqa: E402
from medaiassist_engine.contract.payloads import Boxes  # noqa: E402
from MedAIAssistLib.scene import (  # noqa: E402
    box_colours,
    box_display,
    box_edits,
    box_groups,
    box_lists,
    box_outlines,
    boxes,
)
from MedAIAssistLib.scene.box_facts import (  # noqa: E402
    ACCEPTED,
    OPEN,
    REJECTED,
    facts_of,
    label_of,
    status_of,
)
from MedAIAssistLib.scene.box_handles import BoxHandles  # noqa: E402
from MedAIAssistLib.scene.box_lists import BoxFilter  # noqa: E402
from MedAIAssistLib.scene.box_pictures import picture_of_box  # noqa: E402
from MedAIAssistLib.scene.looking import look_at_box  # noqa: E402
from MedAIAssistLib.scene.show import seen, show  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.undo import Change  # noqa: E402

ROI = "vtkMRMLMarkupsROINode"
MANY = 40


def made(count: int, name: str = "found") -> Boxes:
    random = np.random.default_rng(count)
    return Boxes(
        random.uniform(-20, 20, (count, 3)), random.uniform(3, 9, (count, 3)),
        np.tile(rotation(25)[:3, :3], (count, 1, 1)),
        tuple(("nodule", "cyst")[n % 2] for n in range(count)),
        np.linspace(0.95, 0.05, count), name,
    )  # fmt: skip


def group_with(scene: Any, count: int, change: Change | None = None) -> box_groups.BoxGroup:
    ids = finish(boxes.write(scene, made(count), change=change))
    return box_groups.group_of(scene.GetNodeByID(ids[0]))


def displays(nodes: Any) -> int:
    return sum(node.GetDisplayNode() is not None for node in nodes)


def test_a_box_carries_class_score_and_decision_and_tells_them_in_its_name(scene: Any) -> None:
    node = group_with(scene, 2).nodes[0]
    found = facts_of(node)
    assert (found.name, found.label, found.status) == ("nodule 0.95", "nodule", OPEN)
    assert found.score == pytest.approx(0.95)
    np.testing.assert_allclose(found.size, made(2).sizes[0], atol=1e-6)
    np.testing.assert_allclose(found.centre, made(2).centres[0], atol=1e-6)


def test_decisions_survive_a_markups_file(scene: Any, tmp_path: Any) -> None:
    node = group_with(scene, 2).nodes[0]
    box_edits.set_status([node], REJECTED, Change())
    storage = scene.AddNewNodeByClass("vtkMRMLMarkupsROIJsonStorageNode")
    storage.SetFileName(str(tmp_path / "box.mrk.json"))
    assert storage.WriteData(node)
    loaded = scene.AddNewNodeByClass(ROI)
    assert storage.ReadData(loaded)
    found = facts_of(loaded)
    assert (found.label, round(found.score, 2), found.status) == ("nodule", 0.95, REJECTED)


def test_a_box_that_a_person_drew_is_accepted_and_its_name_is_its_class(scene: Any) -> None:
    drawn = scene.AddNewNodeByClass(ROI, "nodule_2")
    assert (label_of(drawn), status_of(drawn)) == ("nodule", ACCEPTED)
    drawn.SetDescription('{"score": "high"}')
    assert math.isnan(facts_of(drawn).score)


def test_boxes_without_a_class_are_objects(scene: Any) -> None:
    plain = replace(made(2), labels=())
    nodes = [scene.GetNodeByID(i) for i in finish(boxes.write(scene, plain))]
    assert [node.GetName() for node in nodes] == ["object 0.95", "object 0.05"]
    assert boxes.read(nodes).labels == ("object", "object")


def test_decisions_and_classes_are_taken_back_and_made_again(scene: Any) -> None:
    first, second = group_with(scene, 2).nodes
    change = Change("review")
    box_edits.set_status([first, second], ACCEPTED, change)
    box_edits.relabel([first], "scar", change)
    assert (first.GetName(), label_of(first), status_of(first)) == ("scar 0.95", "scar", ACCEPTED)
    assert boxes.read(first).labels == ("scar",)
    back = change.revert()
    assert [status_of(n) for n in (first, second)] == [OPEN, OPEN]
    assert (first.GetName(), label_of(first)) == ("nodule 0.95", "nodule")
    back.revert()
    assert (first.GetName(), status_of(second)) == ("scar 0.95", ACCEPTED)


def test_only_accepted_boxes_are_kept_and_undo_brings_the_others_back(scene: Any) -> None:
    group = group_with(scene, MANY)
    box_edits.set_status(group.nodes[:3], ACCEPTED, Change())
    change = Change("keep")
    assert box_edits.keep_accepted(group.nodes, change) == MANY - 3
    assert [g.nodes for g in box_groups.groups(scene)] == [group.nodes[:3]]
    change.revert()
    (whole,) = box_groups.groups(scene)
    assert set(whole.nodes) == set(group.nodes)
    assert whole.item == group.item


def test_undo_takes_the_folder_away_and_redo_brings_boxes_and_folder_back(scene: Any) -> None:
    change = Change("found")
    group = group_with(scene, MANY, change)
    nodes = scene.GetNumberOfNodes()
    back = change.revert()
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    assert box_groups.groups(scene) == []
    assert not hierarchy.GetItemChildWithName(hierarchy.GetSceneItemID(), "found")
    assert not scene.GetNumberOfNodesByClass("vtkMRMLModelNode")
    back.revert()
    (again,) = box_groups.groups(scene)
    assert (again.name, set(again.nodes)) == ("found", set(group.nodes))
    assert scene.GetNumberOfNodes() == nodes
    assert displays(again.nodes) == 0
    assert box_outlines.find(scene, again.item) is not None


def test_a_second_result_of_the_same_name_gets_a_folder_of_its_own(scene: Any) -> None:
    group_with(scene, 2)
    group_with(scene, 3)
    found = [(group.name, len(group.nodes)) for group in box_groups.groups(scene)]
    assert found == [("found", 2), ("found (2)", 3)]


def test_boxes_found_in_boxes_lie_beside_their_folder(scene: Any) -> None:
    first = group_with(scene, 2)
    finish(boxes.write(scene, made(2, "hits"), beside=first.nodes[0].GetID()))
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    parents = [hierarchy.GetItemParent(group.item) for group in box_groups.groups(scene)]
    assert parents == [hierarchy.GetSceneItemID()] * 2


def test_drawn_boxes_outside_folders_are_the_last_group(scene: Any) -> None:
    drawn = scene.AddNewNodeByClass(ROI, "lesion")
    hidden = scene.AddNewNodeByClass(ROI, "tool")
    hidden.SetHideFromEditors(True)
    group_with(scene, 2)
    found = box_groups.groups(scene)
    assert [group.name for group in found] == ["found", ""]
    assert found[1].nodes == (drawn,)


def test_few_boxes_have_handles_and_of_many_only_the_one_that_is_looked_at(scene: Any) -> None:
    few, many = group_with(scene, 3), group_with(scene, MANY)
    assert (displays(few.nodes), displays(many.nodes)) == (3, 0)
    told: list[str] = []
    handles = BoxHandles(scene, *(lambda _box, w=word: told.append(w) for word in "sme"))
    before = scene.GetNumberOfNodesByClass(ROI)
    for current in many.nodes[:3]:
        handles.follow(current)
    assert scene.GetNumberOfNodesByClass(ROI) == before + 1
    assert box_groups.groups(scene)[1].nodes == many.nodes, "the handles are no box"
    proxy = scene.GetNthNodeByClass(before, ROI)
    np.testing.assert_array_equal(boxes.read(proxy).centres, boxes.read(current).centres)
    kept = boxes.read(list(many.nodes[:2]))
    proxy.SetSize(9, 8, 7)
    proxy.SetCenter(1, 2, 3)
    np.testing.assert_allclose(boxes.read(current).sizes, [[9, 8, 7]])
    np.testing.assert_allclose(boxes.read(current).centres, [[1, 2, 3]])
    np.testing.assert_array_equal(boxes.read(list(many.nodes[:2])).centres, kept.centres)
    proxy.InvokeEvent(proxy.PointEndInteractionEvent)
    assert "m" in told and told[-1] == "e"
    handles.follow(few.nodes[0])
    assert not proxy.GetDisplayVisibility()
    handles.close()
    assert scene.GetNumberOfNodesByClass(ROI) == before


def test_handles_of_a_box_below_a_transform_lie_where_it_is(scene: Any) -> None:
    volume = add_volume(scene, ramp((2, 2, 2)))
    volume.SetAndObserveTransformNodeID(add_transform(scene, rotation(40)).GetID())
    ids = finish(boxes.write(scene, made(MANY), beside=volume.GetID()))
    handles = BoxHandles(scene, *(lambda _box: None,) * 3)
    handles.follow(scene.GetNodeByID(ids[5]))
    proxy = scene.GetNthNodeByClass(MANY, ROI)
    same = boxes.read([proxy, scene.GetNodeByID(ids[5])])
    np.testing.assert_allclose(same.centres[0], same.centres[1], atol=1e-9)
    np.testing.assert_allclose(same.axes[0], same.axes[1], atol=1e-9)


def test_hidden_boxes_are_neither_outlined_nor_displayed(scene: Any) -> None:
    for count in (3, MANY):
        group = group_with(scene, count)
        colours = {node.GetID(): (0.0, 1.0, 0.0) for node in group.nodes}
        shown = {group.nodes[0].GetID()}
        box_display.show_group(group, shown, colours)
        visible = [n for n in group.nodes if n.GetDisplayNode() and n.GetDisplayVisibility()]
        outlines = box_outlines.find(scene, group.item)
        drawn = outlines.GetPolyData().GetNumberOfPoints() // 8 if outlines is not None else 0
        assert len(visible) + drawn == 1


def test_outlines_are_drawn_where_the_boxes_are_in_their_colours(workspace: Any) -> None:
    scene = workspace.scene
    volume = add_volume(scene, np.zeros((9, 40, 40), np.int16), np.diag([1.0, 1.0, 1.0, 1.0]))
    turned = add_transform(scene, np.diag([-1.0, -1.0, 1.0, 1.0]))
    volume.SetAndObserveTransformNodeID(turned.GetID())
    centres = np.full((MANY, 3), 500.0)
    centres[0] = (-10, -10, 4)
    far = replace(made(MANY), centres=centres, sizes=np.full((MANY, 3), 8.0),
                  axes=np.tile(np.eye(3), (MANY, 1, 1)))  # fmt: skip
    ids = finish(boxes.write(scene, far, beside=volume.GetID()))
    group = box_groups.group_of(scene.GetNodeByID(ids[0]))
    box_display.show_group(group, set(ids), dict.fromkeys(ids, (1.0, 0.0, 0.0)))
    view = SliceView(scene, workspace.application_logic, "Red", (200, 200))
    try:
        view.show(volume, "Axial")
        picture = view.render().astype(int)
    finally:
        view.close()
    red = (picture[..., 0] > 150) & (picture[..., 1] < 100)
    rows, columns = np.nonzero(red)
    width, height, _ = 40.0, 40.0, 0
    assert red.any()
    assert np.ptp(columns) == pytest.approx(8 / width * 200, abs=4)
    assert np.ptp(rows) == pytest.approx(8 / height * 200, abs=4)
    assert not red[int(rows.mean()), int(columns.mean())], "only the outline is drawn"


def test_showing_a_result_of_many_boxes_is_showing_its_outlines(scene: Any) -> None:
    group = group_with(scene, MANY)
    assert seen(list(group.nodes)) == [group.nodes[0]]
    outlines = box_outlines.find(scene, group.item)
    outlines.SetDisplayVisibility(False)
    show(scene, group.nodes[0].GetID())
    assert outlines.GetDisplayVisibility()
    assert displays(group.nodes) == 0


def test_a_class_has_the_same_colour_whatever_others_there_are() -> None:
    alone = box_colours.class_colours(["nodule"])["nodule"]
    names = [f"class {n}" for n in range(9)]
    several = box_colours.class_colours([*names, "nodule"])
    assert len(set(several.values())) == 10
    assert box_colours.class_colours(["nodule", "nodule"]) == {"nodule": alone}
    assert set(several) <= set(box_colours.class_colours([*several, "more", "still more"]))


def test_a_list_is_filtered_sorted_and_counted(scene: Any) -> None:
    group = group_with(scene, 6)
    drawn = scene.AddNewNodeByClass(ROI, "cyst")
    box_edits.set_status(group.nodes[:1], REJECTED, Change())
    listed = [facts_of(node) for node in (*group.nodes, drawn)]
    best = box_lists.in_order(listed, "score", True)
    assert [round(box.score, 2) for box in best[:2]] == [0.95, 0.77]
    assert best[-1].node_id == drawn.GetID()
    sizes = [max(box.size) for box in box_lists.in_order(listed, "size", False)]
    assert sizes == sorted(sizes)
    assert [b.label for b in box_lists.in_order(listed, "label", False)] == sorted(
        box.label for box in listed
    )
    strong = [box for box in listed if BoxFilter(least=0.5).passes(box)]
    assert {box.label for box in strong if not box.scored} == {"cyst"}
    assert all(box.score >= 0.5 for box in strong if box.scored)
    assert sum(BoxFilter(words="nod reject").passes(box) for box in listed) == 1
    assert sum(BoxFilter(hidden=(REJECTED,)).passes(box) for box in listed) == 6
    assert [(c.label, c.boxes, c.accepted, c.rejected) for c in box_lists.counts(listed)] == [
        ("cyst", 4, 1, 0), ("nodule", 3, 0, 1)
    ]  # fmt: skip


@pytest.mark.parametrize("left_handed", [False, True])
def test_the_picture_of_a_box_shows_its_middle_slice(scene: Any, left_handed: bool) -> None:
    array = ramp((9, 40, 40)) * 0
    array[4, 18:22, 8:12] = 100
    volume = add_volume(scene, array, grid_matrix(left_handed=left_handed))
    volume.CreateDefaultDisplayNodes()
    volume.GetDisplayNode().SetAutoWindowLevel(False)
    volume.GetDisplayNode().SetWindowLevel(100, 50)
    frame = grid_matrix(left_handed=left_handed)
    spacing = np.linalg.norm(frame[:3, :3], axis=0)
    centre = frame @ [9.5, 19.5, 4, 1]
    one = Boxes(centre[None, :3], (spacing * [8, 8, 3])[None], (frame[:3, :3] / spacing)[None])
    (node_id,) = finish(boxes.write(scene, one))
    picture = picture_of_box(volume, scene.GetNodeByID(node_id), 36)
    assert picture is not None
    assert (picture[17:19, 17:19] == 255).all()
    assert (picture[0] == 0).all()
    outside = replace(one, centres=one.centres + 1000)
    (node_id,) = finish(boxes.write(scene, outside))
    assert picture_of_box(volume, scene.GetNodeByID(node_id), 36) is None


def test_views_move_to_a_box_and_keep_their_place_where_it_is_in_sight(scene: Any) -> None:
    view = scene.AddNewNodeByClass("vtkMRMLSliceNode")
    view.SetLayoutName("Red")
    view.SetOrientationToAxial()
    view.SetFieldOfView(100, 100, 1)
    look_at_box(scene, (10, 5, 7))
    assert [view.GetSliceToRAS().GetElement(row, 3) for row in range(3)] == [0, 0, 7]
    look_at_box(scene, (60, 5, 8))
    assert [view.GetSliceToRAS().GetElement(row, 3) for row in range(3)] == [60, 5, 8]


def test_the_camera_turns_round_the_box(scene: Any) -> None:
    camera = scene.AddNewNodeByClass("vtkMRMLCameraNode")
    before = np.subtract(camera.GetPosition(), camera.GetFocalPoint())
    look_at_box(scene, (1, 2, 3), in_3d=True)
    assert camera.GetFocalPoint() == (1, 2, 3)
    np.testing.assert_allclose(np.subtract(camera.GetPosition(), (1, 2, 3)), before)


def test_a_landing_that_is_dropped_half_way_leaves_nothing(scene: Any) -> None:
    before = scene.GetNumberOfNodes()
    change = Change("found")
    steps = boxes.write(scene, made(MANY), change=change)
    for _n in range(MANY // 2):
        next(steps)
    steps.close()
    change.revert()
    assert scene.GetNumberOfNodes() == before
    assert box_groups.groups(scene) == []
