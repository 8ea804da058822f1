"""Boxes in the views: outlines, handles, pictures, and where the views look."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from box_scenes import MANY, ROI, displays, group_with, made  # noqa: E402
from mrml_scene import add_transform, add_volume, grid_matrix, ramp, rotation  # noqa: E402

from demo.slice_views import SliceView  # noqa: E402
from medaiassist_engine.contract.payloads import Boxes  # noqa: E402
from MedAIAssistLib.scene import (  # noqa: E402
    box_display,
    box_groups,
    box_outlines,
    boxes,
)
from MedAIAssistLib.scene.box_handles import BoxHandles  # noqa: E402
from MedAIAssistLib.scene.box_pictures import picture_of_box  # noqa: E402
from MedAIAssistLib.scene.looking import look_at_box  # noqa: E402
from MedAIAssistLib.scene.show import seen, show  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402


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
