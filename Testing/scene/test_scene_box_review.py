"""Boxes under review: listed, judged, relabelled, taken back, shown, in folders of their own."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from box_scenes import MANY, ROI, displays, group_with, made  # noqa: E402

from MedAIAssistLib.scene import (  # noqa: E402
    box_colours,
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
from MedAIAssistLib.scene.box_lists import BoxFilter  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.undo import Change  # noqa: E402


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
