"""Previews of one slice, and results made visible."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import AXIAL, add_transform, add_volume, grid_matrix, ramp, rotation  # noqa: E402

from demo.slice_views import SliceView, render_slice  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import (  # noqa: E402
    Boxes,
    LabelMap,
    Points,
    Segment,
    Volume,
    matrix,
)
from MedAIAssistLib.scene import bridge, preview, show  # noqa: E402
from MedAIAssistLib.scene.display import window_level  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402
from MedAIAssistLib.scene.transforms import from_vtk  # noqa: E402


@pytest.mark.parametrize("axis", [0, 1, 2])
@pytest.mark.parametrize("index", [0, 1, 2, 3])
@pytest.mark.parametrize("margin", [0, 1, 5])
def test_the_middle_of_a_slab_is_the_slice_that_was_asked_for(
    scene: Any, axis: int, index: int, margin: int
) -> None:
    node = add_volume(scene, ramp((4, 5, 6)))
    part = preview.slab(node, axis, index, margin)
    assert np.shares_memory(part.array, slicer.util.arrayFromVolume(node))
    result = Volume(part.array * 2, part.ijk_to_ras)
    one = preview.middle(result, axis, index, margin)
    np.testing.assert_array_equal(one.array, 2 * ramp((4, 5, 6)).take([index], axis))
    offset = np.zeros(3)
    offset[2 - axis] = index
    np.testing.assert_allclose(
        np.asarray(one.ijk_to_ras)[:, 3], grid_matrix() @ [*offset, 1], atol=1e-9
    )


def test_a_slab_is_clipped_to_the_volume_and_a_changed_grid_is_noticed(scene: Any) -> None:
    node = add_volume(scene, ramp((4, 5, 6)))
    assert preview.slab(node, 0, 99, 1).array.shape == (2, 5, 6)
    assert preview.slab(node, 0, -5, 1).array.shape == (2, 5, 6)
    with pytest.raises(UserError, match="another grid"):
        preview.middle(Volume(np.zeros((2, 2, 2)), name="r"), 0, 3, 3)


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize("transformed", [False, True])
def test_a_view_turned_to_a_volume_plane_shows_that_plane(
    scene: Any, left_handed: bool, transformed: bool
) -> None:
    node = add_volume(scene, ramp((7, 8, 9)), grid_matrix(25, left_handed))
    if transformed:
        node.SetAndObserveTransformNodeID(add_transform(scene, rotation(110)).GetID())
    to_world = np.asarray(bridge.read(node).ijk_to_ras)
    for axis in (0, 1, 2):
        plane = np.eye(4)
        column = 2 - axis
        others = [c for c in range(3) if c != column]
        normal = np.cross(to_world[:3, others[0]], to_world[:3, others[1]])
        plane[:3, 2] = normal / np.linalg.norm(normal)
        centre = np.array([4.0, 4.0, 3.0, 1.0])
        centre[column] = 2.4
        plane[:, 3] = to_world @ centre
        assert preview.slice_shown(node, plane) == (axis, 2)
        centre[column] = 500
        plane[:, 3] = to_world @ centre
        assert preview.slice_shown(node, plane) == (axis, (7, 8, 9)[axis] - 1)


def test_the_slices_of_standard_views_are_found(workspace: Any) -> None:
    node = add_volume(workspace.scene, ramp((10, 20, 30)), AXIAL)
    view = SliceView(workspace.scene, workspace.application_logic)
    for orientation, axis in (("Axial", 0), ("Coronal", 1), ("Sagittal", 2)):
        view.show(node, orientation)
        view.node.JumpSliceByCentering(*(AXIAL @ [11, 7, 4, 1])[:3])
        found = preview.slice_shown(node, from_vtk(view.node.GetSliceToRAS()))
        assert found == (axis, (4, 7, 11)[axis])
    view.close()


def test_the_window_ignores_a_few_hot_pixels_and_nan() -> None:
    array = np.random.default_rng(0).normal(100, 10, (50, 60, 70)).astype(np.float32)
    array[0, 0, 0], array[1, 1, 1] = np.nan, 1e9
    window, level = window_level(array)
    low, high = np.percentile(array[np.isfinite(array)], (0.1, 99.9))
    np.testing.assert_allclose([window, level], [high - low, (high + low) / 2], rtol=0.05)
    assert window_level(np.full((2, 2, 2), 7)) == (1.0, 7.0)
    assert window_level(np.full((2, 2, 2), np.nan)) == (1.0, 0.5)
    sparse = np.zeros((20, 20, 20))
    sparse[5, 5, 5] = 3
    assert window_level(sparse) == (3.0, 1.5)


def test_results_appear_in_the_views_and_the_views_move_to_them(workspace: Any) -> None:
    scene, logic = workspace.scene, workspace.application_logic
    view = SliceView(scene, logic)
    image = add_volume(scene, ramp((10, 20, 30)), AXIAL)
    labels = add_volume(scene, ramp((4, 4, 4)), class_name="vtkMRMLLabelMapVolumeNode")
    show.show(scene, image.GetID(), logic, centre=(-8.0, -4.0, 12.5), fit=True)
    show.show(scene, labels.GetID())
    assert view.composite.GetBackgroundVolumeID() == image.GetID()
    assert view.composite.GetLabelVolumeID() == labels.GetID()
    np.testing.assert_allclose(from_vtk(view.node.GetSliceToRAS())[:3, 3], (-8.0, -4.0, 12.5))
    found = scene.GetNodeByID(finish(bridge.write(scene, LabelMap(ramp((3, 3, 3)) % 2))))
    found.SetDisplayVisibility(False)
    show.show(scene, found.GetID())
    assert found.GetDisplayVisibility()
    assert view.composite.GetBackgroundVolumeID() == image.GetID()
    show.show(scene, "vtkMRMLScalarVolumeNode999")
    view.close()


def test_the_views_centre_on_the_best_finding() -> None:
    places = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    axes = np.stack([np.eye(3)] * 2)
    boxes = Boxes(places, np.ones((2, 3)), axes, scores=np.array([0.2, 0.9]))
    assert show.centre_of(boxes) == (4.0, 5.0, 6.0)
    points = Points(places, response=np.array([0.5, np.nan]))
    assert show.centre_of(points) == (1.0, 2.0, 3.0)
    assert show.centre_of(Points(np.zeros((0, 3)))) is None
    array = np.zeros((1, 5, 6, 7), np.uint8)
    array[0, 1:4, 2, 3:6] = 1
    labels = LabelMap(array, matrix(grid_matrix()))
    np.testing.assert_allclose(show.centre_of(labels), (grid_matrix() @ [4, 2, 2, 1])[:3])
    assert show.centre_of(LabelMap(array * 0)) is None
    with pytest.raises(UserError, match="A Volume has no place"):
        show.centre_of(Volume(array[0]))  # type: ignore[arg-type]


def test_slices_are_drawn_as_radiologists_expect_with_what_was_found(workspace: Any) -> None:
    scene, logic = workspace.scene, workspace.application_logic
    array = np.zeros((20, 40, 40), np.int16)
    array[:, :20, :20] = 1000  # patient left (-R) and anterior (+A)
    to_ras = np.diag([1.0, -1.0, 1.0, 1.0])
    to_ras[:2, 3] = (-20, 20)
    node_id = finish(bridge.write(scene, Volume(array, matrix(to_ras))))
    labels = np.zeros(array.shape, np.uint8)
    labels[:, 25:35, 25:35] = 1  # patient right and posterior
    red = LabelMap(labels, matrix(to_ras), (Segment(1, "red", color=(1.0, 0.0, 0.0)),))
    finish(bridge.write(scene, red, beside=node_id))
    node = scene.GetNodeByID(node_id)
    picture = render_slice(scene, logic, node, "Axial", 10.0, size=(200, 200)).astype(int)
    corners = {
        name: picture[y - 5 : y + 5, x - 5 : x + 5].mean(axis=(0, 1))
        for name, y, x in (("LA", 50, 150), ("RA", 50, 50), ("RP", 150, 50), ("LP", 150, 150))
    }
    assert corners["LA"].min() > 200
    assert max(corners["RA"].max(), corners["LP"].max()) < 20
    assert corners["RP"][0] > 80 > corners["RP"][1]
    assert not scene.GetNumberOfNodesByClass("vtkMRMLSliceNode")
