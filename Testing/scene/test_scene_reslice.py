"""The slice that a view shows: geometry, values and spacing, also oblique and left-handed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_transform, add_volume, grid_matrix, ramp, rotation  # noqa: E402

from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import spacing_of  # noqa: E402
from MedAIAssistLib.scene import reslice, volumes  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402

SHAPE = (20, 24, 28)


def linear(shape: tuple[int, ...], to_world: Any) -> Any:
    """Voxels whose value is a linear function of their place, which interpolation keeps exactly."""
    k, j, i = np.indices(shape[:3])
    places = np.stack([i, j, k, np.ones(shape[:3])], axis=-1) @ np.asarray(to_world).T
    return value_at(places[..., :3])


def value_at(places: Any) -> Any:
    return places @ [2.0, -3.0, 5.0] + 100.0


def pixel_places(volume: Any) -> Any:
    _, j, i = np.indices(volume.array.shape[:3])
    index = np.stack([i, j, np.zeros_like(i), np.ones_like(i)], axis=-1)
    return (index @ np.asarray(volume.ijk_to_ras).T)[..., :3]


def plane_through(centre: Any, axes: Any) -> Any:
    plane = np.eye(4)
    plane[:3, :3] = axes
    plane[:3, 3] = centre
    return plane


def middle(node: Any) -> Any:
    i, j, k = volumes.image_of(node).GetDimensions()
    return (volumes.index_to_world(node) @ [(i - 1) / 2, (j - 1) / 2, (k - 1) / 2, 1])[:3]


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize("component", [0, 1, 2])
def test_a_plane_along_the_voxels_gives_them_unchanged(
    scene: Any, left_handed: bool, component: int
) -> None:
    matrix = grid_matrix(left_handed=left_handed)
    array = ramp(SHAPE)
    node = add_volume(scene, array, matrix)
    axes = matrix[:3, :3] / np.linalg.norm(matrix[:3, :3], axis=0)
    order = [*(c for c in range(3) if c != component), component]
    index = np.array([5.0, 7.0, 9.0, 1.0])
    cut = finish(reslice.reading(node, plane_through((matrix @ index)[:3], axes[:, order])))
    assert cut.inside is None
    axis = 2 - component
    expected = array.take(int(index[component]), axis)
    np.testing.assert_array_equal(cut.volume.array[0], expected)
    lin = linear(SHAPE, matrix).take(int(index[component]), axis)
    np.testing.assert_allclose(value_at(pixel_places(cut.volume))[0], lin, atol=1e-6)


@pytest.mark.parametrize("left_handed", [False, True])
@pytest.mark.parametrize("transformed", [False, True])
def test_an_oblique_plane_is_interpolated_where_it_lies(
    scene: Any, left_handed: bool, transformed: bool
) -> None:
    matrix = grid_matrix(left_handed=left_handed)
    node = add_volume(scene, np.zeros(SHAPE), matrix)
    if transformed:
        node.SetAndObserveTransformNodeID(add_transform(scene, rotation(15)).GetID())
    to_world = volumes.index_to_world(node)
    slicer.util.updateVolumeFromArray(node, linear(SHAPE, to_world))
    plane = plane_through(middle(node), np.eye(3))  # an axial view of an oblique volume
    cut = finish(reslice.reading(node, plane))
    places = pixel_places(cut.volume)
    np.testing.assert_allclose(places[..., 2], plane[2, 3], atol=1e-9)
    assert cut.inside is not None
    inside = cut.inside.array.astype(bool)
    index = (places - to_world[:3, 3]) @ np.linalg.inv(to_world[:3, :3]).T
    last = np.array(SHAPE[::-1]) - 1
    deep = ((index >= 0) & (index <= last)).all(axis=-1)
    assert deep.sum() > 100
    np.testing.assert_allclose(cut.volume.array[deep], value_at(places[deep]), atol=1e-2)
    np.testing.assert_array_equal(inside, ((index >= -0.5) & (index <= last + 0.5)).all(axis=-1))


def test_an_oblique_slice_has_the_voxels_size_along_its_own_axes(scene: Any) -> None:
    matrix = np.diag([0.5, 0.5, 2.0, 1.0])
    node = add_volume(scene, ramp(SHAPE), matrix)
    tilted = rotation(30, (0.0, 0.0, 1.0))[:3, :3]  # in-plane: isotropic there
    cut = finish(reslice.reading(node, plane_through(middle(node), tilted)))
    np.testing.assert_allclose(spacing_of(cut.volume.ijk_to_ras), (0.5, 0.5, 2.0), atol=1e-9)


def test_colour_stays_colour(scene: Any) -> None:
    array = np.zeros((*SHAPE, 3), np.uint8)
    array[..., 1] = 200
    node = add_volume(scene, array, class_name="vtkMRMLVectorVolumeNode")
    cut = finish(reslice.reading(node, plane_through(middle(node), np.eye(3))))
    assert cut.volume.colour
    assert cut.volume.array.dtype == np.uint8
    assert (cut.volume.array == (0, 200, 0)).all()


@pytest.mark.parametrize("axes", [np.eye(3), rotation(20)[:3, :3]])
def test_a_plane_beside_the_volume_is_refused_with_what_to_do(scene: Any, axes: Any) -> None:
    node = add_volume(scene, ramp(SHAPE), np.eye(4), name="Head")
    with pytest.raises(UserError, match=r"'Head'.*Scroll the view"):
        finish(reslice.reading(node, plane_through((10, 10, 900), axes)))
