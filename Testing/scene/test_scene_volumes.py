"""Volume nodes to payloads and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

import vtk  # noqa: E402
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
from MedAIAssistLib.scene import volumes  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402

GRIDS = {
    "oblique": grid_matrix(),
    "left-handed": grid_matrix(left_handed=True),
    "axis-aligned": np.diag([-0.5, -0.5, 4.0, 1.0]),
}


@pytest.fixture(params=GRIDS, ids=str)
def grid(request: pytest.FixtureRequest) -> Any:
    return GRIDS[request.param]


def test_reading_shares_memory_with_the_node_and_writing_into_it_is_refused(scene: Any) -> None:
    node = add_volume(scene, ramp((4, 5, 6)))
    volume = volumes.read(node)
    assert np.shares_memory(volume.array, slicer.util.arrayFromVolume(node))
    with pytest.raises(ValueError, match="read-only"):
        volume.array[0, 0, 0] = 1


def test_a_read_array_outlives_its_node(scene: Any) -> None:
    node = add_volume(scene, ramp((40, 50, 60)))
    array = volumes.read(node).array
    scene.RemoveNode(node)
    del node
    np.testing.assert_array_equal(array, ramp((40, 50, 60)))


def test_grid_and_voxels_survive_the_round_trip(scene: Any, grid: Any) -> None:
    node_id = finish(volumes.write(scene, Volume(ramp((4, 5, 6)), matrix(grid), "made")))
    node = scene.GetNodeByID(node_id)
    np.testing.assert_array_equal(slicer.util.arrayFromVolume(node), ramp((4, 5, 6)))
    back = volumes.read(node)
    np.testing.assert_allclose(back.ijk_to_ras, grid, atol=1e-12)
    assert back.name == "made"
    assert node.GetDisplayNode() is not None
    assert node.GetDisplayNode().GetColorNodeID() == "vtkMRMLColorTableNodeGrey"


def test_a_linear_chain_of_transforms_is_part_of_the_matrix(scene: Any, grid: Any) -> None:
    upper = rotation(40) @ np.diag([1.0, 1.0, 2.0, 1.0])
    lower = rotation(-70, (0, 1, 1))
    lower[:3, 3] = (5, 6, 7)
    node = add_volume(scene, ramp((3, 4, 5)), grid)
    parent = add_transform(scene, lower, add_transform(scene, upper))
    node.SetAndObserveTransformNodeID(parent.GetID())
    np.testing.assert_allclose(volumes.read(node).ijk_to_ras, upper @ lower @ grid, atol=1e-9)


def test_replacing_below_a_transform_keeps_the_world_position_and_the_node(scene: Any) -> None:
    node = add_volume(scene, ramp((3, 4, 5)), name="kept")
    parent = add_transform(scene, rotation(33))
    node.SetAndObserveTransformNodeID(parent.GetID())
    node.CreateDefaultDisplayNodes()
    display = node.GetDisplayNodeID()
    result = Volume(ramp((6, 4, 2), np.float32), matrix(grid_matrix(80)), "other name")
    assert finish(volumes.write(scene, result, node.GetID())) == node.GetID()
    np.testing.assert_allclose(volumes.read(node).ijk_to_ras, grid_matrix(80), atol=1e-9)
    assert (node.GetName(), node.GetDisplayNodeID()) == ("kept", display)
    assert node.GetParentTransformNode() is parent


def test_a_nonlinear_transform_is_refused_with_the_remedy(scene: Any) -> None:
    node = add_volume(scene, ramp((3, 4, 5)), name="bent image")
    node.SetAndObserveTransformNodeID(add_nonlinear_transform(scene).GetID())
    with pytest.raises(GeometryError, match=r"'bent image'.*'bend'.*Harden"):
        volumes.read(node)


def test_a_linear_transform_below_a_nonlinear_one_is_refused_too(scene: Any) -> None:
    node = add_volume(scene, ramp((3, 4, 5)))
    parent = add_transform(scene, rotation(5), add_nonlinear_transform(scene))
    node.SetAndObserveTransformNodeID(parent.GetID())
    with pytest.raises(GeometryError, match="Harden"):
        volumes.read(node)


def test_a_volume_without_voxels_is_named(scene: Any) -> None:
    node = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "hollow")
    with pytest.raises(UserError, match="'hollow' holds no voxels"):
        volumes.read(node)
    node.SetAndObserveImageData(vtk.vtkImageData())
    with pytest.raises(UserError, match="'hollow' holds no voxels"):
        volumes.read(node)


def test_an_extent_that_does_not_start_at_zero_moves_the_matrix(scene: Any) -> None:
    node = add_volume(scene, ramp((4, 5, 6)))
    image = node.GetImageData()
    image.SetExtent(10, 15, -3, 1, 7, 10)
    to_ras = np.asarray(volumes.read(node).ijk_to_ras)
    np.testing.assert_allclose(to_ras @ [0, 0, 0, 1], grid_matrix() @ [10, -3, 7, 1], atol=1e-9)
    node.ShiftImageDataExtentToZeroStart()  # Slicer's own way to move it into the matrix
    np.testing.assert_allclose(volumes.read(node).ijk_to_ras, to_ras, atol=1e-9)


def test_an_image_of_one_slice_stays_three_dimensional(scene: Any) -> None:
    for shape in ((1, 5, 6), (4, 1, 6), (4, 5, 1), (1, 1, 1)):
        node_id = finish(volumes.write(scene, Volume(ramp(shape), matrix(grid_matrix()))))
        assert volumes.read(scene.GetNodeByID(node_id)).array.shape == shape


NATIVE = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64")


@pytest.mark.parametrize("name", NATIVE)
def test_volume_types_are_kept_to_the_last_value(scene: Any, name: str) -> None:
    dtype = np.dtype(name)
    limits = np.finfo(dtype) if dtype.kind == "f" else np.iinfo(dtype)
    array = np.array([limits.min, limits.max, 0, 1], dtype).reshape(1, 2, 2)
    back = volumes.read(scene.GetNodeByID(finish(volumes.write(scene, Volume(array)))))
    assert back.array.dtype == dtype
    np.testing.assert_array_equal(back.array, array)


@pytest.mark.parametrize(
    "vtk_type",
    [
        vtk.VTK_CHAR, vtk.VTK_SIGNED_CHAR, vtk.VTK_UNSIGNED_CHAR, vtk.VTK_SHORT,
        vtk.VTK_UNSIGNED_SHORT, vtk.VTK_INT, vtk.VTK_UNSIGNED_INT, vtk.VTK_LONG,
        vtk.VTK_UNSIGNED_LONG, vtk.VTK_LONG_LONG, vtk.VTK_UNSIGNED_LONG_LONG, vtk.VTK_ID_TYPE,
        vtk.VTK_FLOAT, vtk.VTK_DOUBLE,
    ],
)  # fmt: skip
def test_every_vtk_scalar_type_can_be_read_and_written_back(scene: Any, vtk_type: int) -> None:
    image = vtk.vtkImageData()
    image.SetDimensions(3, 2, 2)
    image.AllocateScalars(vtk_type, 1)
    for n in range(12):
        image.GetPointData().GetScalars().SetTuple1(n, 5 + n)
    node = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode")
    node.SetAndObserveImageData(image)
    volume = volumes.read(node)
    np.testing.assert_array_equal(volume.array.ravel(), np.arange(5, 17))
    back = volumes.read(scene.GetNodeByID(finish(volumes.write(scene, volume))))
    np.testing.assert_array_equal(back.array, volume.array)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([0, 1], np.bool_), np.uint8),
        (np.array([0.5, 65504], np.float16), np.float32),
        (np.array([-(2**31), 2**31 - 1], np.int64), np.int32),
        (np.array([0, 2**32 - 1], np.uint64), np.uint32),
        (np.array([-(2**53), 2**53], np.int64), np.float64),
        (np.array([1, -2], ">i2"), np.int16),
    ],
)
def test_other_types_are_cast_without_changing_a_value(
    scene: Any, values: Any, expected: type
) -> None:
    volume = Volume(values.reshape(1, 1, 2))
    back = volumes.read(scene.GetNodeByID(finish(volumes.write(scene, volume)))).array
    assert back.dtype == expected
    assert [float(v) for v in back.ravel()] == [float(v) for v in values]


@pytest.mark.parametrize(
    "array",
    [
        np.array([[[2**60]]]),
        np.ones((1, 1, 1), complex),
        np.ones((2, 2)),
        np.ones((0, 2, 2)),
        np.ones((1, 1, 1, 1, 1)),
    ],
)
def test_arrays_that_fit_no_volume_are_refused_by_name(scene: Any, array: Any) -> None:
    before = listing(scene)
    with pytest.raises(UserError, match="'odd'"):
        finish(volumes.write(scene, Volume(array, name="odd")))
    assert listing(scene) == before


def test_colour_and_vectors_are_told_apart(scene: Any) -> None:
    colour = Volume(ramp((2, 3, 4, 3), np.uint8), matrix(grid_matrix()), colour=True)
    vectors = Volume(ramp((2, 3, 4, 3), np.float32), matrix(grid_matrix()))
    for volume, is_colour in ((colour, True), (vectors, False)):
        node = scene.GetNodeByID(finish(volumes.write(scene, volume)))
        assert node.IsA("vtkMRMLVectorVolumeNode")
        back = volumes.read(node)
        assert back.colour is is_colour
        np.testing.assert_array_equal(back.array, volume.array)
        np.testing.assert_array_equal(slicer.util.arrayFromVolume(node), volume.array)


def test_a_saved_volume_lies_where_another_reader_finds_it(scene: Any, tmp_path: Any) -> None:
    sitk = pytest.importorskip("SimpleITK", reason="SimpleITK is not installed")
    array = np.zeros((5, 6, 7), np.int16)
    array[4, 2, 3] = 99
    for left_handed in (False, True):
        to_ras = grid_matrix(left_handed=left_handed)
        node = scene.GetNodeByID(finish(volumes.write(scene, Volume(array, matrix(to_ras)))))
        storage = slicer.vtkMRMLVolumeArchetypeStorageNode()
        storage.SetFileName(str(tmp_path / f"v{left_handed}.nrrd"))
        scene.AddNode(storage)
        assert storage.WriteData(node)
        image = sitk.ReadImage(storage.GetFileName())
        found = np.argwhere(sitk.GetArrayFromImage(image) == 99)[0][::-1].tolist()
        lps = image.TransformIndexToPhysicalPoint(found)
        ras = to_ras @ [3, 2, 4, 1]
        np.testing.assert_allclose(np.array(lps) * [-1, -1, 1], ras[:3], atol=1e-4)
