"""Segmentation and label map nodes to payloads and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import (  # noqa: E402
    grid_matrix,
    listing,
    two_labels,
)

from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import LabelMap, Segment, matrix  # noqa: E402
from MedAIAssistLib.scene import (  # noqa: E402
    segmentation_writing,
    segmentations,
    steps,
)
from MedAIAssistLib.scene.steps import finish  # noqa: E402

TERMINOLOGY = (
    "Segmentation category and type - 3D Slicer General Anatomy list"
    "~SCT^123037004^Anatomical Structure~SCT^10200004^Liver~^^~Anatomic codes~^^~^^"
)
SEGMENTS = (
    Segment(7, "Liver", "liver-id", (0.9, 0.4, 0.3), TERMINOLOGY),
    Segment(3, "Tumour ü", "T_1", (0.1, 0.2, 1.0)),
    Segment(120, "Empty", "nothing here", (0.0, 0.5, 0.25)),
)


def made(scene: Any, payload: LabelMap, **where: Any) -> Any:
    return scene.GetNodeByID(finish(segmentation_writing.write(scene, payload, **where)))


def payload(array: Any | None = None) -> LabelMap:
    return LabelMap(
        two_labels() if array is None else array, matrix(grid_matrix()), SEGMENTS, "findings"
    )


def test_ids_names_colours_values_and_terminology_survive(scene: Any) -> None:
    back = segmentations.read(made(scene, payload()))
    assert back.name == "findings"
    np.testing.assert_array_equal(back.array, two_labels())
    np.testing.assert_allclose(back.ijk_to_ras, grid_matrix(), atol=1e-9)
    for wanted, found in zip(SEGMENTS, back.segments, strict=True):
        np.testing.assert_allclose(found.color, wanted.color)
        # A segment without terminology gets Slicer's default entry.
        terminology = wanted.terminology or slicer.vtkSegment().GetTerminology()
        assert found == Segment(wanted.value, wanted.name, wanted.id, found.color, terminology)


def test_segments_of_one_layer_share_a_label_map_like_slicers_own(scene: Any) -> None:
    assert made(scene, payload()).GetSegmentation().GetNumberOfLayers() == 1


def test_everything_survives_saving_and_reading_a_segmentation_file(
    scene: Any, tmp_path: Any
) -> None:
    node = made(scene, payload())
    path = str(tmp_path / "findings.seg.nrrd")
    loaded = scene.AddNewNodeByClass("vtkMRMLSegmentationNode")
    for each, action in ((node, "WriteData"), (loaded, "ReadData")):
        storage = scene.AddNewNodeByClass("vtkMRMLSegmentationStorageNode")
        storage.SetFileName(path)
        assert getattr(storage, action)(each)
    back = segmentations.read(loaded)
    np.testing.assert_array_equal(back.array, two_labels())
    np.testing.assert_allclose(back.ijk_to_ras, grid_matrix(), atol=1e-5)
    found = {(s.id, s.name, s.value) for s in back.segments}
    assert found >= {(s.id, s.name, s.value) for s in SEGMENTS[:2]}
    assert TERMINOLOGY in {s.terminology for s in back.segments}


def test_overlapping_segments_come_in_layers_and_stay_apart(scene: Any) -> None:
    array = np.zeros((2, 4, 5, 6), np.uint8)
    array[0, :3] = 1
    array[1, 2:] = 1
    segments = (Segment(1, "a", "A", layer=0), Segment(1, "b", "B", layer=1))
    node = made(scene, LabelMap(array, matrix(grid_matrix()), segments))
    back = segmentations.read(node)
    np.testing.assert_array_equal(back.array, array)
    assert [(s.id, s.layer, s.value) for s in back.segments] == [("A", 0, 1), ("B", 1, 1)]


def test_layers_that_do_not_overlap_become_one_array(scene: Any) -> None:
    array = np.zeros((2, 4, 5, 6), np.uint8)
    array[0, :2], array[1, 2:] = 5, 9
    segments = (Segment(5, "a", "A", layer=0), Segment(9, "b", "B", layer=1))
    back = segmentations.read(made(scene, LabelMap(array, segments=segments)))
    np.testing.assert_array_equal(back.array, array.max(axis=0))
    assert {s.layer for s in back.segments} == {0}


def test_chosen_segments_come_alone_and_unknown_ones_are_named(scene: Any) -> None:
    node = made(scene, payload())
    back = segmentations.read(node, ["T_1"])
    np.testing.assert_array_equal(back.array, np.where(two_labels() == 3, 3, 0))
    assert [s.id for s in back.segments] == ["T_1"]
    with pytest.raises(UserError, match=r"no segment 'X'.*liver-id"):
        segmentations.read(node, ["X"])


def test_a_segmentation_without_segments_is_named(scene: Any) -> None:
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", "blank")
    with pytest.raises(UserError, match="'blank' has no segments"):
        segmentations.read(node)


def test_values_without_a_segment_are_dropped_or_get_one(scene: Any) -> None:
    only_liver = LabelMap(two_labels(), matrix(grid_matrix()), SEGMENTS[:1])
    back = segmentations.read(made(scene, only_liver))
    np.testing.assert_array_equal(back.array, np.where(two_labels() == 7, 7, 0))
    back = segmentations.read(made(scene, LabelMap(two_labels(), name="Lobe")))
    assert [(s.name, s.value) for s in back.segments] == [("Lobe 3", 3), ("Lobe 7", 7)]
    assert len({s.id for s in back.segments}) == 2
    np.testing.assert_array_equal(back.array, two_labels())


@pytest.mark.parametrize(("value", "dtype"), [(200, np.uint8), (300, np.int16), (70000, np.int32)])
def test_large_label_values_are_kept(scene: Any, value: int, dtype: type) -> None:
    array = np.zeros((3, 3, 3), np.int64)
    array[1, 1, 1] = value
    back = segmentations.read(made(scene, LabelMap(array, segments=(Segment(value, "x"),))))
    assert back.array.dtype == dtype
    assert back.array[1, 1, 1] == value


@pytest.mark.parametrize(
    "bad",
    [
        LabelMap(np.ones((2, 2, 2), np.float32), name="wrong"),
        LabelMap(np.ones((2, 2), np.uint8), name="wrong"),
        LabelMap(two_labels(), segments=(Segment(0, "background"),), name="wrong"),
        LabelMap(two_labels(), segments=(Segment(1, "a", layer=1),), name="wrong"),
        LabelMap(two_labels(), segments=(Segment(1, "a"), Segment(1, "b")), name="wrong"),
    ],
)
def test_label_maps_that_fit_no_segmentation_are_refused(scene: Any, bad: LabelMap) -> None:
    before = listing(scene)
    with pytest.raises(UserError, match="'wrong'"):
        made(scene, bad)
    assert listing(scene) == before


def test_replacing_keeps_node_and_display_of_segments_that_stay(scene: Any) -> None:
    node = made(scene, payload())
    node.GetDisplayNode().SetSegmentOpacity2DFill("T_1", 0.123)
    node.GetDisplayNode().SetSegmentVisibility("liver-id", False)
    changed = LabelMap(two_labels()[::-1], matrix(grid_matrix()), SEGMENTS[:2])
    assert made(scene, changed, node_id=node.GetID()) is node
    np.testing.assert_array_equal(segmentations.read(node).array, two_labels()[::-1])
    assert [s.id for s in segmentations.read(node).segments] == ["liver-id", "T_1"]
    assert node.GetDisplayNode().GetSegmentOpacity2DFill("T_1") == 0.123
    assert not node.GetDisplayNode().GetSegmentVisibility("liver-id")


def test_a_dropped_generator_leaves_the_segmentation_as_it_was(
    scene: Any, monkeypatch: Any
) -> None:
    node = made(scene, payload())
    before = listing(scene)
    monkeypatch.setattr(steps, "STEP_BYTES", 60)
    writing = segmentation_writing.write(scene, payload(two_labels()[::-1]), node.GetID())
    for _ in range(5):
        next(writing)
    writing.close()
    assert listing(scene) == before
    np.testing.assert_array_equal(segmentations.read(node).array, two_labels())


def test_a_segmentation_deleted_between_steps_is_replaced_by_a_new_one(scene: Any) -> None:
    node = made(scene, payload())
    writing = segmentation_writing.write(scene, payload(), node.GetID())
    next(writing)
    scene.RemoveNode(node)
    assert scene.GetNodeByID(finish(writing)) is not node


def test_a_segmentation_of_surfaces_is_read_without_being_changed(scene: Any) -> None:
    block = np.zeros((20, 30, 30), np.uint8)
    block[4:16, 5:25, 5:25] = 7
    node = made(scene, payload(block))
    node.CreateClosedSurfaceRepresentation()
    node.GetSegmentation().SetSourceRepresentationName("Closed surface")
    node.RemoveBinaryLabelmapRepresentation()
    before = node.GetMTime()
    back = segmentations.read(node, ["liver-id"])
    assert 0.9 < np.count_nonzero(back.array) / np.count_nonzero(block) < 1.1
    assert not node.GetSegmentation().ContainsRepresentation("Binary labelmap")
    assert node.GetMTime() == before
