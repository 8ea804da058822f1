"""Segmentations on the voxel grids of volumes, and below transforms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import (  # noqa: E402
    add_transform,
    add_volume,
    grid_matrix,
    ramp,
    rotation,
    two_labels,
)

from medaiassist_engine.contract.payloads import LabelMap, Segment, matrix  # noqa: E402
from MedAIAssistLib.scene import (  # noqa: E402
    segmentation_writing,
    segmentations,
    steps,
)
from MedAIAssistLib.scene.steps import finish  # noqa: E402

SEGMENTS = (Segment(7, "Liver", "liver-id"), Segment(3, "Tumour", "T_1"))


def payload() -> LabelMap:
    return LabelMap(two_labels(), matrix(grid_matrix()), SEGMENTS, "findings")


def made(scene: Any, payload: LabelMap, **where: Any) -> Any:
    return scene.GetNodeByID(finish(segmentation_writing.write(scene, payload, **where)))


def exported(scene: Any, node: Any, segment_id: str, reference: Any) -> Any:
    """A segment on the reference's voxels, by Slicer's own export."""
    labelmap = scene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
    logic = slicer.vtkSlicerSegmentationsModuleLogic
    assert logic.ExportSegmentsToLabelmapNode(node, [segment_id], labelmap, reference)
    return slicer.util.arrayFromVolume(labelmap) != 0


def test_slicers_own_conversion_sees_the_same_voxels(scene: Any) -> None:
    reference = add_volume(scene, ramp((6, 7, 8)))
    node = made(scene, payload(), beside=reference.GetID())
    np.testing.assert_array_equal(exported(scene, node, "liver-id", reference), two_labels() == 7)


def test_parent_transforms_count_on_both_ways(scene: Any) -> None:
    parent = add_transform(scene, rotation(50), add_transform(scene, rotation(-20, (0, 0, 1))))
    reference = add_volume(scene, ramp((6, 7, 8)), rotation(10))
    reference.SetAndObserveTransformNodeID(parent.GetID())
    node = made(scene, payload(), beside=reference.GetID())
    assert node.GetParentTransformNode() is parent
    back = segmentations.read(node, reference_volume=add_volume(scene, ramp((6, 7, 8))))
    np.testing.assert_allclose(back.ijk_to_ras, grid_matrix(), atol=1e-9)
    np.testing.assert_array_equal(back.array, two_labels())


def test_the_reference_volume_gives_the_grid(scene: Any) -> None:
    finer = grid_matrix() @ np.diag([0.5, 0.5, 0.5, 1.0])
    reference = add_volume(scene, ramp((12, 14, 16)), finer)
    node = made(scene, payload(), beside=reference.GetID())
    back = segmentations.read(node)
    np.testing.assert_allclose(back.ijk_to_ras, finer, atol=1e-9)
    assert back.array.shape == (12, 14, 16)
    assert (back.array[2:8:2, 4:10:2, 6:12:2] == 7).all()
    assert np.count_nonzero(back.array == 7) == 8 * np.count_nonzero(two_labels() == 7)


def test_a_reference_that_holds_a_part_of_the_same_voxels_cuts_exactly(scene: Any) -> None:
    shift = np.eye(4)
    shift[:3, 3] = (2, 3, -1)
    reference = add_volume(scene, ramp((5, 9, 4)), grid_matrix() @ shift)
    back = segmentations.read(made(scene, payload()), reference_volume=reference)
    padded = np.pad(two_labels(), 10)[9:14, 13:22, 12:16]
    np.testing.assert_array_equal(back.array, padded)


def test_resampling_in_chunks_equals_slicers_resampling_at_once(
    scene: Any, monkeypatch: Any
) -> None:
    node = made(scene, payload())
    reference = add_volume(scene, ramp((9, 11, 10)), grid_matrix(60))
    expected = exported(scene, node, "liver-id", reference)
    monkeypatch.setattr(steps, "STEP_BYTES", 4 * 30)
    back = segmentations.read(node, ["liver-id"], reference)
    np.testing.assert_array_equal(back.array == 7, expected)
    assert expected.any()
