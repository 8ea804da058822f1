"""Label maps survive the way through a file, and Slicer reads the segments that we write."""

from __future__ import annotations

from pathlib import Path

import nibabel
import numpy as np
import pytest

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import LabelMap, Segment, Volume, matrix
from medaiassist_engine.files.labels import read_labels, write_labels
from medaiassist_engine.files.volumes import write_volume

LIVER = (
    "Segmentation category and type - 3D Slicer General Anatomy list"
    "~SCT^123037004^Anatomical Structure~SCT^10200004^liver~^^~Anatomic codes~^^~^^"
)
SEGMENTS = (
    Segment(1, "Liver", "Segment_7", (0.25, 0.5, 0.75), LIVER),
    Segment(5, "Läsion 2", "1.2.826.5", (1.0, 0.0, 0.0)),
)
GRID = matrix([[0, 0, -3.0, 10], [-0.5, 0, 0, 20], [0, 0.75, 0, -30.5], [0, 0, 0, 1]])


def flat() -> LabelMap:
    array = np.zeros((3, 4, 5), np.uint8)
    array[0, 1:3, 2:4], array[2, 3, 4] = 1, 5
    return LabelMap(array, GRID, SEGMENTS)


def overlapping() -> LabelMap:
    array = np.zeros((2, 3, 4, 5), np.uint8)
    array[0, :2], array[1, 1:] = 1, 5
    liver, lesion = SEGMENTS
    layered = Segment(lesion.value, lesion.name, lesion.id, lesion.color, layer=1)
    return LabelMap(array, GRID, (liver, layered))


@pytest.mark.parametrize("labels", [flat(), overlapping()], ids=["one layer", "two layers"])
def test_segments_read_back_with_names_ids_colours_and_terminology(
    tmp_path: Path, labels: LabelMap
) -> None:
    write_labels(tmp_path / "a.seg.nrrd", labels)
    back = read_labels(tmp_path / "a.seg.nrrd")
    np.testing.assert_array_equal(back.array, labels.array)
    np.testing.assert_allclose(back.ijk_to_ras, GRID, atol=1e-12)
    assert back.segments == labels.segments


@pytest.mark.parametrize("labels", [flat(), overlapping()], ids=["one layer", "two layers"])
def test_slicer_reads_the_same_segments_and_voxels(tmp_path: Path, labels: LabelMap) -> None:
    slicer = pytest.importorskip("slicer", reason="needs slicer-core to ask Slicer's own reader")
    from vtk import vtkMatrix4x4
    from vtk.util.numpy_support import vtk_to_numpy

    write_labels(tmp_path / "a.seg.nrrd", labels)
    scene = slicer.vtkMRMLScene()
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    storage = scene.AddNewNodeByClass("vtkMRMLSegmentationStorageNode")
    storage.SetFileName(str(tmp_path / "a.seg.nrrd"))
    assert storage.ReadData(node)
    segmentation = node.GetSegmentation()
    assert segmentation.GetNumberOfSegments() == len(labels.segments)
    for segment in labels.segments:
        found = segmentation.GetSegment(segment.id)
        assert found.GetName() == segment.name
        assert found.GetColor() == pytest.approx(segment.color)
        image = found.GetRepresentation("Binary labelmap")
        voxels = vtk_to_numpy(image.GetPointData().GetScalars())
        size = np.array(image.GetDimensions())[::-1]
        first = np.array(image.GetExtent())[[4, 2, 0]]
        layer = labels.array[segment.layer] if labels.array.ndim == 4 else labels.array
        indices = np.argwhere(voxels.reshape(size) == found.GetLabelValue()) + first
        np.testing.assert_array_equal(indices, np.argwhere(layer == segment.value))
        to_world = vtkMatrix4x4()
        image.GetImageToWorldMatrix(to_world)
        rows = [[to_world.GetElement(r, c) for c in range(4)] for r in range(4)]
        np.testing.assert_allclose(rows, GRID, atol=1e-9)


def test_segments_that_slicer_writes_are_read(tmp_path: Path) -> None:
    slicer = pytest.importorskip("slicer", reason="needs slicer-core to ask Slicer's own writer")
    write_labels(tmp_path / "a.seg.nrrd", overlapping())
    scene = slicer.vtkMRMLScene()
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    storage = scene.AddNewNodeByClass("vtkMRMLSegmentationStorageNode")
    storage.SetFileName(str(tmp_path / "a.seg.nrrd"))
    storage.ReadData(node)
    storage.SetFileName(str(tmp_path / "b.seg.nrrd"))
    assert storage.WriteData(node)
    back = read_labels(tmp_path / "b.seg.nrrd")
    assert [(s.id, s.name) for s in back.segments] == [(s.id, s.name) for s in SEGMENTS]
    assert back.segments[0].terminology == LIVER
    assert back.array.shape == overlapping().array.shape
    for segment, original in zip(back.segments, overlapping().segments, strict=True):
        np.testing.assert_array_equal(
            back.array[segment.layer] == segment.value,
            overlapping().array[original.layer] == original.value,
        )


@pytest.mark.parametrize("extension", (".nii.gz", ".mha", ".nii"))
def test_plain_images_keep_the_values_and_number_the_segments(
    tmp_path: Path, extension: str
) -> None:
    write_labels(tmp_path / f"a{extension}", flat())
    back = read_labels(tmp_path / f"a{extension}")
    np.testing.assert_array_equal(back.array, flat().array)
    np.testing.assert_allclose(back.ijk_to_ras, GRID, atol=1e-5)
    assert [s.value for s in back.segments] == [1, 5]
    assert len({s.color for s in back.segments}) == 2


def test_whole_numbers_stored_as_floats_are_labels_but_others_are_not(tmp_path: Path) -> None:
    array = np.array([0, 1, 2, 3.0]).reshape(2, 2, 1)
    nibabel.save(nibabel.Nifti1Image(array, np.eye(4)), tmp_path / "a.nii")
    assert read_labels(tmp_path / "a.nii").array.dtype == np.uint8
    nibabel.save(nibabel.Nifti1Image(array + 0.5, np.eye(4)), tmp_path / "a.nii")
    with pytest.raises(UserError, match="whole numbers"):
        read_labels(tmp_path / "a.nii")


def test_64_bit_labels_are_stored_in_the_smallest_type_that_holds_them(tmp_path: Path) -> None:
    for largest, dtype in ((200, "uint8"), (40_000, "uint16"), (70_000, "int32")):
        array = np.array([0, largest], np.int64).reshape(1, 1, 2)
        write_labels(tmp_path / "a.nrrd", LabelMap(array))
        back = read_labels(tmp_path / "a.nrrd")
        assert back.array.dtype == dtype
        np.testing.assert_array_equal(back.array, array)


def test_an_empty_segment_keeps_its_name(tmp_path: Path) -> None:
    labels = LabelMap(np.zeros((2, 2, 2), np.uint8), segments=SEGMENTS)
    write_labels(tmp_path / "a.seg.nrrd", labels)
    assert read_labels(tmp_path / "a.seg.nrrd").segments == SEGMENTS


def test_overlapping_segments_need_a_segmentation_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.seg\.nrrd"):
        write_labels(tmp_path / "a.nii.gz", overlapping())
    assert list(tmp_path.iterdir()) == []


def test_a_colour_image_is_no_label_map(tmp_path: Path) -> None:
    write_volume(tmp_path / "a.png", Volume(np.zeros((1, 4, 5, 3), np.uint8), colour=True))
    with pytest.raises(UserError, match="not a label map"):
        read_labels(tmp_path / "a.png")


def test_a_damaged_segment_header_is_named(tmp_path: Path) -> None:
    write_labels(tmp_path / "a.nrrd", flat(), {"Segment0_Color": "red"})
    with pytest.raises(UserError, match=r"a\.nrrd.*damaged"):
        read_labels(tmp_path / "a.nrrd")
